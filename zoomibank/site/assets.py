"""Styles, scripts and images, each in a file whose name tells its content, so that browsers may keep it for ever."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from zoomibank.content.load import Image
from zoomibank.findings.finding import SetupError
from zoomibank.site.page import Output

_FIRST_STYLES: Final = ("layers", "tokens", "base", "layout")
_LAST_STYLES: Final = ("print",)
_BUNDLES: Final = ("early", "search")
"""The scripts beside that of every page: their folders, and how the names of components' scripts end (`.early.js`)."""
_OWN: Final = "page"
"""How they end where only the page that the component is made for needs the script (`.page.js`)."""
_URL: Final = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<address>[^"')]*)(?P=quote)\s*\)""")
_COMMENT_LINE: Final = re.compile(r"^[ ]*//.*\n", re.MULTILINE)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Assets:
    """The files, and their urls.

    `early` is the script that runs before a page is painted, `script` the one that runs once it has been read, `search`
    the one that is loaded when a reader searches or narrows a list; `own` are the scripts that only one page needs, by
    the component that it is made for. `files` are the urls of what stands in `templates/assets`, by name; `media` those
    of the bank's images, by their path in the content folder.
    """

    outputs: tuple[Output, ...]
    style: str
    early: str
    script: str
    search: str
    own: Mapping[str, str]
    files: Mapping[str, str]
    media: Mapping[str, str]


def gather_assets(templates: Path, images: Iterable[Image]) -> Assets:
    """Joins the styles into one file, the scripts into three and one for each page with its own; names all by content.

    Args:
        templates: The folder with `styles`, `scripts`, `assets` and `components`.
        images: The images of the bank.

    Raises:
        SetupError: The folder is not there, a file can't be read, or a style asks for a file that is not in `assets`.
    """
    if not templates.is_dir():
        raise SetupError("templates_missing", folder=str(templates))
    kept = [
        _named(path.read_bytes(), f"assets/{path.name}", _shown(templates, path))
        for path in sorted((templates / "assets").glob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]
    files = {posixpath.basename(output.origin): output.path for output in kept}
    styles = "\n".join(_style(templates, path, files) for path in _styles(templates))
    scripts = _joined(templates, _scripts(templates))
    earlies = _joined(templates, _scripts_of(templates, "early"))
    searches = _joined(templates, _scripts_of(templates, "search"))
    style = _named(styles.encode(), "assets/site.css", "templates/styles")
    early = _named(earlies.encode(), "assets/early.js", "templates/scripts/early")
    search = _named(searches.encode(), "assets/search.js", "templates/scripts/search")
    script = _named(scripts.encode(), "assets/site.js", "templates/scripts")
    own = dict(_own_scripts(templates))
    media = {image.path: _named(image.data, f"assets/{image.path}", image.path) for image in images}
    return Assets(
        outputs=(style, early, script, search, *own.values(), *kept, *media.values()),
        style=style.path,
        early=early.path,
        script=script.path,
        search=search.path,
        own={name: output.path for name, output in own.items()},
        files=files,
        media={path: output.path for path, output in media.items()},
    )


def _joined(templates: Path, paths: Iterable[Path]) -> str:
    """Scripts one after another, without the lines that are comments: readers need not fetch them."""
    return _COMMENT_LINE.sub("", "\n".join(_text(templates, path) for path in paths))


def _named(data: bytes, path: str, origin: str) -> Output:
    """The output at `path` with the hash of its content before the suffix."""
    stem, suffix = posixpath.splitext(path)
    return Output(f"{stem}.{blake2b(data, digest_size=5).hexdigest()}{suffix}", data, origin)


def _styles(templates: Path) -> list[Path]:
    """All styles: the layers' order first, print last, components between by name."""
    found = {path.stem: path for path in sorted((templates / "styles").glob("*.css"))}
    first = [found.pop(name) for name in _FIRST_STYLES if name in found]
    last = [found.pop(name) for name in _LAST_STYLES if name in found]
    return [*first, *found.values(), *sorted((templates / "components").glob("*/*.css")), *last]


def _scripts(templates: Path) -> list[Path]:
    ends = tuple(f".{name}.js" for name in (*_BUNDLES, _OWN))
    own = (path for path in (templates / "components").glob("*/*.js") if not path.name.endswith(ends))
    return [*sorted((templates / "scripts").glob("*.js")), *sorted(own)]


def _scripts_of(templates: Path, bundle: str) -> list[Path]:
    own = (templates / "components").glob(f"*/*.{bundle}.js")
    return [*sorted((templates / "scripts" / bundle).glob("*.js")), *sorted(own)]


def _own_scripts(templates: Path) -> Iterator[tuple[str, Output]]:
    """The components with scripts that only one page needs, and these scripts in one file each."""
    for folder in sorted({path.parent for path in (templates / "components").glob(f"*/*.{_OWN}.js")}):
        script = _joined(templates, sorted(folder.glob(f"*.{_OWN}.js")))
        yield folder.name, _named(script.encode(), f"assets/{folder.name}.js", _shown(templates, folder))


def _style(templates: Path, path: Path, files: Mapping[str, str]) -> str:
    """A style whose addresses are those of the hashed files, which lie beside the joined style."""
    # A url() in a comment asks for nothing; comments keep their line breaks, for the lines of messages.
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), _text(templates, path))

    def resolved(found: re.Match[str]) -> str:
        address, hash_sign, fragment = found["address"].partition("#")
        if not address and hash_sign:
            return found[0]
        target = (path.parent / address).resolve()
        if target.parent != (templates / "assets").resolve() or target.name not in files:
            line = text.count("\n", 0, found.start()) + 1
            raise SetupError(
                "template_fault", path=_shown(templates, path), line=line, reason=f"no such file: {address}"
            )
        return f'url("{posixpath.basename(files[target.name])}{hash_sign}{fragment}")'

    return _URL.sub(resolved, text)


def _text(templates: Path, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip() + "\n"
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError("template_fault", path=_shown(templates, path), line=1, reason=str(error)) from None


def _shown(templates: Path, path: Path) -> str:
    """The path of a file of the templates, for messages and origins."""
    return f"{templates.name}/{path.relative_to(templates).as_posix()}"
