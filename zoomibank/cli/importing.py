"""`import`: entries of the register as new files, told before they are written."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zoomibank.cli.asking import confirmed, is_answered
from zoomibank.cli.options import content_option, day, folder, lang_option, refused
from zoomibank.findings.finding import SetupError
from zoomibank.said import FAULTS, GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoomibank.editing.importing import Imported
    from zoomibank.editing.register.fields import Left
    from zoomibank.editing.telling import Sentences

# What takes long to load is imported by the commands that need it.


@click.command(
    "import", help="Tuo rekisterin sivu tai taulukko luonnoksiksi. Sivu on tekstiä tai HTML:ää, taulukko CSV tai XLSX."
)
@click.argument("file", metavar="TIEDOSTO", type=folder())
@content_option
@lang_option
def import_command(file: Path, *, content: Path, lang: str) -> int:
    """Writes a new file for each entry that the bank does not have."""
    from zoomibank.editing.files import carry_out  # noqa: PLC0415
    from zoomibank.editing.importing import import_entries, known  # noqa: PLC0415
    from zoomibank.editing.register.source import read_file  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415

    sentences = load_sentences(lang)
    try:
        read = read_file(_bytes(file), file=str(file))
        entries = import_entries(read.entries, known(content, today=day("")))
        new = [entry for entry in entries if not entry.there]
        for line in (line for entry in entries for line in _told(entry, content, sentences)):
            click.echo(line)
        for text in read.above:
            click.echo(sentences.say("importing.above", text=_short(text)))
        for sheet in read.other_sheets:
            click.echo(sentences.say("importing.other_sheet", sheet=sheet))
        if new and is_answered() and not confirmed(sentences.say("importing.question", count=len(new)), sentences):
            click.echo(sentences.say("asking.nothing_done"))
            return GOOD
        carry_out(content, [entry.change for entry in new])
    except SetupError as error:
        return refused(error, lang)
    if new:
        click.echo(sentences.say("importing.done", count=len(new)))
    return FAULTS if len(new) < len(entries) else GOOD


def _bytes(file: Path) -> bytes:
    """What the file holds; more than what is read of one is not asked for.

    Raises:
        SetupError: There is no such file, or the system refused.
    """
    from zoomibank.editing.register.source import LIMIT  # noqa: PLC0415

    if not file.exists():
        raise SetupError("import_missing", file=str(file))
    if not file.is_file():
        raise SetupError("import_not_a_file", file=str(file))
    try:
        with file.open("rb") as opened:
            return opened.read(LIMIT + 1)
    except OSError as error:
        raise SetupError("import_unreadable", file=str(file), reason=error.strerror or str(error)) from error


def _told(entry: "Imported", content: Path, sentences: "Sentences") -> "Iterator[str]":
    """What an editor should know of an entry."""
    from zoomibank.content.schema import Practice, label  # noqa: PLC0415

    title = str(entry.mapped.values.get("title", ""))
    if entry.there:
        there = str(content / entry.there)
        if entry.row:
            yield sentences.say("importing.there_row", title=title, row=entry.row, there=there)
        else:
            yield sentences.say("importing.there", title=title, there=there)
        return
    yield str(content / entry.path)
    if entry.mapped.body:
        yield "  " + sentences.say("importing.summary_goes_on")
    for left in entry.mapped.left:
        yield "  " + _told_left(left, sentences)
    for name in entry.mapped.missing:
        yield "  " + sentences.say("importing.missing", field=name, label=label(Practice, name, sentences.language))


def _told_left(left: "Left", sentences: "Sentences") -> str:
    label, text = left.label, _short(left.text)
    if left.near:
        return sentences.say("importing.left_near", label=label, text=text, near=left.near)
    if left.vocabulary:
        return sentences.say("importing.left_unknown", label=label, text=text, file=f"{left.vocabulary}.yaml")
    if left.label:
        key = "importing.left_unfit" if left.is_known else "importing.left_no_field"
        return sentences.say(key, label=label, text=text)
    return sentences.say("importing.left_text", text=text)


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99].rstrip()}…"  # noqa: PLR2004 -- a line of the terminal
