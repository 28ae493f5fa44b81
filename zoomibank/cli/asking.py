"""Questions on a terminal, in the editor's language."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from zoomibank.editing.telling import Sentences

_YES: Final = frozenset({"k", "kyllä", "j", "ja", "joo", "y", "yes"})
_NO: Final = frozenset({"e", "ei", "n", "nej", "no"})


def is_answered() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def confirmed(question: str, sentences: "Sentences") -> bool:
    """Whether the answer is yes; asked until it is yes or no."""
    while True:
        given = answered(f"{question} {sentences.say('asking.yes_or_no')}").casefold()
        if given in _YES | _NO:
            return given in _YES
        click.echo(sentences.say("asking.say_yes_or_no"))


def answered(question: str) -> str:
    """What is typed; "" for Enter alone."""
    answer: str = click.prompt(question, default="", show_default=False)
    return answer.strip()


def chosen(
    question: str,
    choices: Mapping[str, str],
    sentences: "Sentences",
    *,
    key_of: Callable[[str], str | None],
    is_many: bool,
) -> tuple[str, ...]:
    """The keys that are chosen from a numbered list; asked until all that is typed is on it, or nothing is.

    Args:
        question: What is chosen.
        choices: The labels by keys.
        sentences: The editor's.
        key_of: Gives the key for a name that is typed.
        is_many: Whether more than one may be chosen.
    """
    keys = tuple(choices)
    click.echo(f"\n{question}")
    for number, label in enumerate(choices.values(), 1):
        click.echo(f"  {number}  {label}")
    while True:
        given = answered(sentences.say("new.enter_numbers" if is_many else "new.enter_number"))
        parts = given.split(",") if is_many and not key_of(given) else [given]
        named = [part.strip() for part in parts if part.strip()]
        found = {name: keys[int(name) - 1] if _is_number(name, len(keys)) else key_of(name) for name in named}
        unknown = next((name for name, key in found.items() if key is None), None)
        if unknown is None:
            return tuple(dict.fromkeys(key for key in found.values() if key))
        click.echo(sentences.say("new.unknown", given=unknown, count=len(keys)))


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= most
