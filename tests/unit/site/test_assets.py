"""Styles, scripts and images: joined, named by their content, and all addresses resolved."""

import re
from pathlib import Path

import pytest

from zoomibank.content.load import Image
from zoomibank.findings.finding import SetupError
from zoomibank.site.assets import gather_assets

TEMPLATES = Path(__file__).parents[3] / "templates"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    for path, text in {
        "styles/print.css": "/* print */",
        "styles/base.css": "body { background: url( '../assets/arc.svg' ) }",
        "styles/layers.css": "@layer base;",
        "styles/zebra.css": ".zebra {}",
        "components/b/b.css": '.b { fill: url(#own); mask: url("../../assets/arc.svg#part") }',
        "components/a/a.css": ".a {} /* url(http://nowhere) */",
        "components/a/a.js": "a();",
        "scripts/z.js": "z();",
        "scripts/early/y.js": "y();",
        "scripts/early/x.js": "x();",
        "components/a/a.early.js": "early();",
        "components/b/two.page.js": "two();",
        "components/b/one.page.js": "one();",
        "assets/arc.svg": "<svg/>",
        "assets/.hidden": "x",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_styles_are_joined_in_a_lasting_order_and_their_addresses_resolved(templates: Path) -> None:
    assets = gather_assets(templates, ())
    style = next(output.data.decode() for output in assets.outputs if output.path == assets.style)
    arc = assets.files["arc.svg"].removeprefix("assets/")
    assert style == (
        "@layer base;\n\n"
        f'body {{ background: url("{arc}") }}\n\n'
        ".zebra {}\n\n"
        ".a {} \n\n"
        f'.b {{ fill: url(#own); mask: url("{arc}#part") }}\n\n'
        "\n"
    )


def test_scripts_are_joined_in_one_file_and_those_that_run_before_painting_in_another(templates: Path) -> None:
    assets = gather_assets(templates, ())
    data = {output.path: output.data for output in assets.outputs}
    assert data[assets.script] == b"z();\n\na();\n"
    assert data[assets.early] == b"x();\n\ny();\n\nearly();\n"
    assert re.fullmatch(r"assets/early\.[0-9a-f]{10}\.js", assets.early)


def test_what_one_page_alone_needs_is_a_script_of_its_own(templates: Path) -> None:
    assets = gather_assets(templates, ())
    data = {output.path: output.data for output in assets.outputs}
    assert {name: data[path] for name, path in assets.own.items()} == {"b": b"one();\n\ntwo();\n"}
    assert re.fullmatch(r"assets/b\.[0-9a-f]{10}\.js", assets.own["b"])


def test_names_tell_the_content(templates: Path) -> None:
    before = gather_assets(templates, ())
    assert re.fullmatch(r"assets/site\.[0-9a-f]{10}\.css", before.style)
    assert re.fullmatch(r"assets/arc\.[0-9a-f]{10}\.svg", before.files["arc.svg"])
    (templates / "assets/arc.svg").write_text("<svg></svg>", encoding="utf-8")
    after = gather_assets(templates, ())
    assert after.files["arc.svg"] != before.files["arc.svg"]
    assert after.style != before.style
    assert after.script == before.script
    assert gather_assets(templates, ()) == after


def test_images_of_the_bank_keep_their_path(templates: Path) -> None:
    images = (Image("media/kuva.png", b"one"), Image("media/toinen.jpg", b"two"))
    assets = gather_assets(templates, images)
    assert set(assets.media) == {"media/kuva.png", "media/toinen.jpg"}
    assert re.fullmatch(r"assets/media/kuva\.[0-9a-f]{10}\.png", assets.media["media/kuva.png"])
    output = next(output for output in assets.outputs if output.path == assets.media["media/kuva.png"])
    assert (output.data, output.origin) == (b"one", "media/kuva.png")


@pytest.mark.parametrize(
    "address", ["../assets/gone.svg", "https://other.example/x.png", "data:,x", "../styles/base.css"]
)
def test_an_address_that_is_no_file_of_ours_is_told_with_its_line(templates: Path, address: str) -> None:
    (templates / "components/a/a.css").write_text(
        f"/* one\ntwo */\n.a {{ background: url({address}) }}", encoding="utf-8"
    )
    with pytest.raises(SetupError) as caught:
        gather_assets(templates, ())
    assert caught.value.key == "template_fault"
    assert caught.value.values == {
        "path": "templates/components/a/a.css",
        "line": 3,
        "reason": f"no such file: {address}",
    }


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as caught:
        gather_assets(tmp_path / "none", ())
    assert caught.value.key == "templates_missing"


def test_the_real_assets_ask_nothing_of_another_host() -> None:
    """What looks like an address there is the name of an XML namespace, which nobody fetches."""
    names = re.compile(r"http://(?:www\.w3\.org/2000/svg|schemas\.openxmlformats\.org/|purl\.org/dc/)")
    for output in gather_assets(TEMPLATES, ()).outputs:
        if output.path.endswith(".png"):
            continue
        text = names.sub("", output.data.decode())
        assert "//" not in text, output.path
        assert "@import" not in text


def test_every_component_style_is_in_the_layer_of_components() -> None:
    for path in (TEMPLATES / "components").glob("*/*.css"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("@layer components {\n"), path.name
        assert path.stem == path.parent.name
        assert "!important" not in text
