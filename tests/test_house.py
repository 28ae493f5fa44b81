"""The house rules of ARCHITECTURE.md, held by reading the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from zoomibank.cli import commands
from zoomibank.editing.guide import renewed
from zoomibank.findings.formats import load_wordings
from zoomibank.findings.rules import SEVERITIES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "zoomibank"
MODULES = sorted(PACKAGE.rglob("*.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "content" / "README.md").read_text(encoding="utf-8")

FLOORS = {
    "text": 1,
    "work": 1,
    "findings": 2,
    "content": 3,
    "bank": 4,
    "site": 5,
    "publish": 6,
    "exports": 6,
    "stages": 7,
    "pipeline": 8,
    "said": 9,
    "editing": 9,
    "cli": 10,
}

LONGEST = 300
LONG_WITH_REASON = {
    "content/schema.py": "one table: the fields",
    "findings/rules.py": "one table: the faults",
    "site/views.py": "types only: one view a page kind",
}

READERS = {
    "cli/guiding.py",  # the guide that it renews
    "cli/importing.py",  # the file that is imported
    "cli/recording.py",  # the survey
    "editing/files.py",
    "content/load.py",
    "editing/served.py",  # the script and the style of followed pages
    "editing/explain.py",
    "editing/pdf.py",  # what a browser has printed
    "editing/telling.py",
    "findings/formats.py",
    "site/assets.py",
    "site/examples.py",
    "site/render.py",
    "site/strings.py",
}
WRITERS = {
    "cli/guiding.py",  # the guide, and what VS Code reads
    "cli/schemas.py",  # into the folder that is asked for
    "editing/files.py",  # the content, as editors' commands change it, and documents
    "editing/pdf.py",  # what a browser is given to print, in a folder that goes again
}
READING = re.compile(r"open|os\.(open|fdopen|scandir|listdir|walk)|.+\.(read_text|read_bytes|iterdir|r?glob)")
WRITING = re.compile(
    r"(os|shutil)\.(remove|unlink|rename|replace|mkdir|makedirs|rmtree|link)|.+\.(write_text|write_bytes|mkdir|unlink|touch)"
)


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports, anywhere in it, also for its types only."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}:{node.lineno}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "zoomibank" and len(parts) > 1:
                yield _module(parts[1:])


def _module(parts: list[str]) -> str:
    """The file that a dotted name stands for, below the package."""
    for length in range(len(parts), 0, -1):
        path = PACKAGE.joinpath(*parts[:length])
        if path.with_suffix(".py").is_file():
            return _name(path.with_suffix(".py"))
        if (path / "__init__.py").is_file():
            return _name(path / "__init__.py")
    raise AssertionError(f"no module {'.'.join(parts)}")


def _calls(path: Path) -> Iterator[tuple[str, int]]:
    """What a module calls, as dotted text, with the line."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def _floor(name: str) -> int:
    return FLOORS[name.partition("/")[0].removesuffix(".py")]


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parent != PACKAGE or path.stem != "__init__"], ids=_name
)
def test_imports_point_downward(path: Path) -> None:
    """No module imports from a wing above its own, nor from another wing on its floor."""
    own = _name(path)
    for imported in _imports(path):
        same_wing = imported.partition("/")[0] == own.partition("/")[0]
        assert same_wing or _floor(imported) < _floor(own), f"{own} imports {imported}"


def test_no_circles() -> None:
    """Within a wing, too, imports never lead back to where they started."""
    arrows = {_name(path): set(_imports(path)) for path in MODULES}
    while free := [name for name, targets in arrows.items() if not targets & arrows.keys()]:
        for name in free:
            del arrows[name]
    assert not arrows


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_cli_prints(path: Path) -> None:
    """Nothing but the command line writes to the terminal."""
    printing = re.compile(r"print|click\.(echo|secho|style)|sys\.std(out|err)\.write|logging\..*")
    found = [f"{name} on line {line}" for name, line in _calls(path) if printing.fullmatch(name)]
    assert _name(path).startswith("cli/") or not found


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_cli_looks_at_the_clock(path: Path) -> None:
    """Two builds of one content for one day give the same bytes: no stage asks for the time, chance or system."""
    clock = re.compile(
        r"(datetime\.)?(datetime|date)\.(now|today|utcnow)|time\.\w+|random\.\w+|uuid\.\w+|os\.(getenv|environ\..*|getcwd)|locale\..*",
    )
    found = [f"{name} on line {line}" for name, line in _calls(path) if clock.fullmatch(name)]
    assert _name(path).startswith("cli/") or not found


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_few_touch_the_disk(path: Path) -> None:
    """The loaders of content, templates, strings, wordings and assets read; only publishing writes."""
    name = _name(path)
    if name.startswith("publish/"):
        return
    for call, line in _calls(path):
        assert name in READERS or not READING.fullmatch(call), f"{name}:{line} reads the disk"
        assert name in WRITERS or not WRITING.fullmatch(call), f"{name}:{line} writes to the disk"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_are_short(path: Path) -> None:
    """A module that passes 300 lines is asked why."""
    assert _name(path) in LONG_WITH_REASON or len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_module_is_on_the_map() -> None:
    """ARCHITECTURE.md names every wing and every room."""
    rooms = {path.stem for path in MODULES if path.stem != "__init__"}
    missing = [room for room in rooms if f"`{room}`" not in ARCHITECTURE]
    assert not missing
    assert len(ARCHITECTURE.splitlines()) <= 100


def test_every_code_has_a_faulty_site() -> None:
    """Each fault is shown by a small site with its expected report."""
    codes = {folder.name[:5] for folder in (ROOT / "tests" / "sites" / "faulty").iterdir() if folder.name[:2] == "ZB"}
    assert codes == SEVERITIES.keys()


def test_guide_is_current() -> None:
    """The tables of the editors' guide are those that the field table and the faults give: `make guide` renews them."""
    assert renewed(GUIDE, load_wordings("fi")) == GUIDE


@pytest.mark.parametrize("code", SEVERITIES)
def test_guide_names_every_code(code: str) -> None:
    """An editor finds every code in the guide."""
    assert f"| {code} |" in GUIDE


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_readme_names_every_command(name: str) -> None:
    """Every command stands in the README, with every option it has."""
    assert f"`python build.py {name}`" in README
    for parameter in (one for one in commands.commands[name].params if isinstance(one, click.Option)):
        assert (
            f"`{parameter.opts[0]}" in README
            or f" {parameter.opts[0]} " in README
            or f"`{parameter.opts[0]} " in README
        )


def test_guide_names_every_command() -> None:
    """Editors find each command in their guide, and none there is unknown."""
    named = set(re.findall(r"python build\.py ([a-z-]+)", GUIDE))
    assert named == commands.commands.keys()
