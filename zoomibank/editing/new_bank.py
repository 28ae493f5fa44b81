"""A bank of one's own: the fewest files with which everything works."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from zoomibank.content.schema import UNNAMED, VOCABULARIES
from zoomibank.editing.telling import Sentences
from zoomibank.editing.yaml_text import Value, fields
from zoomibank.text import slugify

_BUILD: Final = '''\
"""The bank's commands: `python build.py --help` tells which there are."""

import sys

from zoomibank.cli import main

if __name__ == "__main__":
    sys.exit(main())
'''
_IGNORED: Final = "output/\n.output.*\n.cache/\n.venv/\n__pycache__/\n"
_FIRST_PAGE: Final = {"fi": "tietoa", "sv": "om-banken", "en": "about"}


def new_bank(title: str, owner: str, languages: Sequence[str], sentences: Mapping[str, Sentences]) -> dict[str, bytes]:
    """The files of a new bank without entries, by their paths.

    Args:
        title: What it is called, or "" for a name that fits every bank.
        owner: The name of the organisation that keeps it, or "".
        languages: Those of its site, the first of which is that of its files.
        sentences: The texts of the files in each language.
    """
    first = languages[0]
    say = sentences[first].say
    titles = {one: title or sentences[one].say("bank.title") for one in languages}
    settings: dict[str, Value] = {"title": titles, "languages": list(languages), "time_zone": "Europe/Helsinki"}
    key = slugify(owner)
    if key:
        settings["owner"] = key
    texts = {
        "content/site.yaml": f"{_note(say('bank.settings'))}{fields(settings)}",
        f"content/pages/{_FIRST_PAGE[first]}.md": _page(say, titles[first]),
        "README.md": say("bank.readme", title=titles[first]),
        "build.py": _BUILD,
        ".gitignore": _IGNORED,
    }
    for name in VOCABULARIES:
        if name not in UNNAMED:
            texts[f"content/vocabulary/{name}.yaml"] = _note(say(f"bank_vocabulary.{name}"))
    if key:
        texts["content/vocabulary/organisations.yaml"] += _listed({"key": key, "label": owner})
    return {path: text.encode() for path, text in texts.items()}


def _page(say: Callable[..., str], title: str) -> str:
    """The first page, which tells what the bank is."""
    head = fields({"title": say("bank.about"), "summary": say("bank.summary", title=title)})
    return f"---\n{head}---\n\n{say('bank.body')}\n"


def _listed(values: Mapping[str, Value]) -> str:
    """A mapping as the only item of a list that is a whole file."""
    first, *rest = fields(values).splitlines()
    return "".join(f"{line}\n" for line in (f"- {first}", *(f"  {line}" for line in rest)))


def _note(text: str) -> str:
    """A text as comments."""
    return "".join(f"# {line}\n" for line in text.strip().split("\n"))
