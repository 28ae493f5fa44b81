"""Questions on a terminal, in the editor's language."""

import sys
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
        answer = click.prompt(f"{question} {sentences.say('asking.yes_or_no')}", default="", show_default=False)
        if (given := answer.strip().casefold()) in _YES | _NO:
            return given in _YES
        click.echo(sentences.say("asking.say_yes_or_no"))
