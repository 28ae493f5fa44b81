"""The work list: which entries are to be reviewed, by when, and by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from zoomibank.bank.freshness import Review, State, reviews
from zoomibank.content.entry import Bank, Edition
from zoomibank.editing.telling import Sentences
from zoomibank.exports.csv_text import as_csv
from zoomibank.findings.finding import SetupError
from zoomibank.findings.formats import printable
from zoomibank.text import fold, nearest, sort_key


@dataclass(frozen=True, slots=True)
class Work:
    """A review to be made; `state` is overdue or due, `contact` whom to ask, or ""."""

    day: str
    state: str
    ref: str
    title: str
    owner: str
    contact: str


def work_list(bank: Bank, *, owner: str, within: int, language: str) -> tuple[Work, ...]:
    """The reviews that are overdue or come up, by their owners in alphabetical order, each owner's by day.

    Args:
        bank: The checked content.
        owner: The key of the organisation whose entries are asked for, or "" for everybody's.
        within: In how many days reviews come up that are asked for.
        language: The language of names, where there are any in it.

    Raises:
        SetupError: There is no such organisation.
    """
    if owner:
        _refuse_unknown(bank, owner)
    due = reviews(bank, within=timedelta(days=within))
    work = [_work(bank, one, language) for one in due if owner in {"", one.entry.original.record.owner}]
    return tuple(sorted(work, key=lambda one: sort_key(one.owner, language)))


def as_text(work: Sequence[Work], sentences: Sentences, *, within: int) -> str:
    """The work list for a reader, an owner after another."""
    if not work:
        return f"{sentences.say('due.nothing', days=within)}\n"
    width = max(len(_state(one, sentences)) for one in work)
    lines = []
    for owner, group in groupby(work, key=lambda one: one.owner):
        own = tuple(group)
        lines.append(printable(f"{owner} ({len(own)})"))
        for one in own:
            lines.append(f"  {one.day}  {_state(one, sentences):{width}}  {printable(one.title)}")
            lines += [f"  {'':10}  {'':{width}}  {printable(text)}" for text in (one.ref, one.contact) if text]
        lines.append("")
    late = sum(one.state == State.OVERDUE for one in work)
    return "\n".join([*lines, sentences.say("due.summary", late=late, coming=len(work) - late), ""])


def as_table(work: Iterable[Work], sentences: Sentences) -> str:
    """The work list as a spreadsheet reads it."""
    head = (sentences.say(f"due.column_{name}") for name in Work.__slots__)
    return as_csv(head, ((one.day, _state(one, sentences), *astuple(one)[2:]) for one in work))


def _work(bank: Bank, review: Review, language: str) -> Work:
    entry = review.entry
    edition: Edition[Any] = entry.edition(language)
    record, contact = edition.record, edition.record.contact
    known = (contact.role, contact.name, contact.email or contact.url) if contact else ()
    owner = bank.vocabularies.organisations.terms[record.owner]
    return Work(
        day=review.day.isoformat(),
        state=(State.OVERDUE if review.state is State.OVERDUE else State.DUE).value,
        ref=str(entry.ref),
        title=record.title,
        owner=owner.label.text(language, bank.default_language),
        contact=", ".join(filter(None, known)),
    )


def _refuse_unknown(bank: Bank, owner: str) -> None:
    """Says which organisation may be meant by a key that none has.

    Raises:
        SetupError: No organisation has it.
    """
    terms = bank.vocabularies.organisations.terms
    if owner in terms:
        return
    names = {key: key for key in terms} | {
        name: key for key, term in terms.items() for name in (*term.label.by_language.values(), *term.aliases)
    }
    whole = next((key for name, key in names.items() if fold(name) == fold(owner)), None)
    near = nearest(owner, names)
    if whole or near:
        raise SetupError("owner_unknown_near", given=owner, near=whole or names[near or ""])
    raise SetupError("owner_unknown", given=owner)


def _state(work: Work, sentences: Sentences) -> str:
    return sentences.say(f"due.{work.state}")
