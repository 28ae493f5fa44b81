"""Documents as large as they may be, made to take long: each is read or refused in 2 s and 512 MB, and so is a build.

    python -m tests.soak.limits

Every piece of syntax is repeated up to the limit, in one line, in lines, in paragraphs, and as the value of fields; a
document of 1 MiB, four times the limit of a file, is built as well.
"""

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

import click

from tests.built import SITES, order
from tests.generated import SIGNS, YAML_SIGNS
from zoomibank.content.document import decode
from zoomibank.content.frontmatter import BODY_LIMIT, HEAD_LIMIT
from zoomibank.content.load import Source
from zoomibank.content.reading import read_entry
from zoomibank.findings.finding import Severity
from zoomibank.pipeline import build

SECONDS: Final = 2.0
MEBIBYTES: Final = 512
"""What no record may take (promise 13)."""

MORE: Final = (
    *(
        "[a](b",
        "[a](b)",
        '[a](b "',
        "<a ",
        '<a b="',
        "<!-- -",
        "<a b=c ",
        "*[A]: x\n",
        "[a]: http://x\n",
        "- a\n",
        "``",
    ),
    *(
        "`a",
        "_a_",
        "**a*",
        "~~~a\n",
        "```a\n",
        "```\n",
        "| a ",
        "|a|\n|-\n",
        "|-\n",
        "# a\n\n",
        "=\n",
        "a\n=\n",
        "    a\n",
    ),
    *("a\n:   b\n\n", "1. a\n", "\\*", "a@b.fi ", "---\n", "* * *\n", "Lause. ", "sana ", "[tästä](x) ", "<b>x</b> "),
    *("a_b_c", "a  \n", "a<b ", "[^a]: b\n    c\n", "!!! x y z\n    a\n", "> - 1. ", "- - ", "[[", "[x](<", "[x](y 'z"),
)
FIELDS: Final = ("title", "summary", "owner", "keywords", "method", "licence", "status", "tuntematon")
HEAD: Final = {
    "title": '"Malli"', "summary": '"Malli kuvaa yhden esimerkin, jota testit muuttavat."', "themes": "[hyvinvointi]",
    "target_groups": "[opettajat]", "keywords": "[koe]", "owner": "esimerkkiopisto", "added": "2025-09-01",
}  # fmt: skip
PATH: Final = "practices/outo.md"


class Took(NamedTuple):
    """What reading or building took: seconds of the processor, and of which document."""

    seconds: float
    name: str


def documents() -> Iterator[tuple[str, bytes]]:
    """Recipes and documents at the limits."""
    for unit in dict.fromkeys((*SIGNS, *MORE)):
        for name, text in _repeated(unit, BODY_LIMIT - 8):
            yield f"body: {name}", _document(HEAD, text)
    for unit in dict.fromkeys((*SIGNS, *YAML_SIGNS)):
        most = HEAD_LIMIT - 600
        once = unit * (most // len(unit.encode(errors="surrogatepass")))
        for field in FIELDS:
            yield f"{field}: {unit!r}", _document({**HEAD, field: once.replace("\n", " ")}, "")
            yield f"{field}, quoted: {unit!r}", _document({**HEAD, field: json.dumps(once[: most // 2])}, "")
        for name, text in _repeated(unit, most):
            yield f"front matter: {name}", f"---\n{text}\n---\n".encode(errors="surrogatepass")


def _repeated(unit: str, most: int) -> Iterator[tuple[str, str]]:
    size = len(unit.encode(errors="surrogatepass"))
    yield f"{unit!r}", unit * (most // size)
    for width, end in ((2000, "\n\n"), (90, "\n\n"), (100, "\n")):
        times = max(1, width // size)
        line = unit * times + end
        yield f"{unit!r} × {times} and {end!r}", line * (most // (size * times + len(end)))


def _document(fields: dict[str, str], body: str) -> bytes:
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{head}---\n{body}".encode(errors="surrogatepass")


def _read(data: bytes) -> bool:
    """Reads a document and tells whether it was accepted."""
    document, _ = decode(data, PATH)
    if document is None:
        return False
    _, _, findings = read_entry([(Source("practices", "outo", "", PATH), document)], languages=("fi", "sv", "en"))
    return not any(finding.severity is Severity.ERROR for finding in findings)


def _built(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = shutil.copytree(SITES / "tiny" / "content", Path(folder) / "content")
        (content / PATH).write_bytes(data)
        build(replace(order(content, Path(folder) / "output"), jobs=1))


@click.command()
@click.option("--builds", default=120, show_default=True, help="Of so many whole sites are built, the slowest.")
def main(builds: int) -> None:
    """Reads all documents, builds banks with the slowest ones, and ends with 1 when one took too much."""
    read: list[tuple[Took, bytes, bool]] = []
    for name, data in documents():
        begin = time.process_time()
        is_accepted = _read(data)
        read.append((Took(time.process_time() - begin, name), data, is_accepted))
    read.sort(key=lambda one: one[0], reverse=True)
    begin = time.process_time()
    _built(_document(HEAD, "Teksti.\n"))
    plain = time.process_time() - begin
    sites = []
    slowest = [(f"1 MiB of {unit!r}", unit.encode() * (1024 * 1024 // len(unit))) for unit in ("[", "a ", "- ", "`")]
    slowest += [(took.name, data) for took, data, is_accepted in read if is_accepted][:builds]
    for name, data in slowest:
        begin = time.process_time()
        _built(data)
        sites.append(Took(time.process_time() - begin - plain, name))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(f"{len(read)} documents read; the slowest, in seconds:")
    for took, *_ in read[:8]:
        click.echo(f"  {took.seconds:.2f}  {took.name}")
    click.echo(f"{len(sites)} sites built; beyond the {plain:.2f} s of a plain one:")
    for took in (*sites[:4], *sorted(sites[4:], reverse=True)[:6]):
        click.echo(f"  {took.seconds:.2f}  {took.name}")
    click.echo(f"peak {peak:.0f} MB")
    worst = max([read[0][0].seconds, *(took.seconds for took in sites)])
    sys.exit(1 if worst > SECONDS or peak > MEBIBYTES else 0)


if __name__ == "__main__":
    main()
