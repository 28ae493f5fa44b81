"""The site's own texts in each language: labels, sentences, counted words, dates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

import yaml

from zoomibank.content import schema
from zoomibank.findings.finding import SetupError
from zoomibank.text import slugify

FOLDER: Final = Path(__file__).with_name("strings")

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_SECTIONS: Final[dict[type[schema.Record], tuple[str, ...]]] = {
    schema.Practice: (
        "summary", "steps", "results", "target_groups", "themes", "keywords", "adoption", "materials", "reviews",
        "adoptions",
    ),
    schema.Tool: ("ways_of_working", "goals", "strengths", "weaknesses", "outputs", "events"),
}  # fmt: skip
"""The sections of an entry's page that bear the name of a field."""


@dataclass(frozen=True, slots=True)
class Strings:
    """The texts of one language.

    `texts` has one level, with dotted keys; a counted text has two keys, ending in `one` and `other`. `ids` are the ids
    of sections, `path` is the file, for messages.
    """

    language: str
    texts: Mapping[str, str]
    ids: Mapping[str, str]
    path: str

    def __call__(self, key: str, /, **values: object) -> str:
        """A text with its values, which are data: braces in them mean nothing.

        Raises:
            SetupError: There is no such text, or it names a value that is not given.
        """
        text = self.texts.get(key)
        if text is None:
            raise SetupError("strings_fault", path=self.path, reason=f"{key}: no such text")
        return _PLACEHOLDER.sub(lambda place: self._value(key, place[1], values), text) if "{" in text else text

    def counted(self, key: str, count: int, /, **values: object) -> str:
        """The text for a number, which stands in it as `{count}`."""
        return self._counted(key, count, self.number(count), **values)

    def named(self, group: str, code: str) -> str:
        """The name of a code of an open list (licences, languages); the code itself where the list has none for it."""
        return self.texts.get(f"{group}.{code}", code)

    def section_id(self, key: str) -> str:
        """The id of a section: the slug of its heading. Headings of bodies have a prefix, so they never clash."""
        if key not in self.ids:
            raise SetupError("strings_fault", path=self.path, reason=f"section.{key}: no such text")
        return self.ids[key]

    def number(self, number: int) -> str:
        """A whole number as the language groups its digits."""
        return f"{number:,}".replace(",", self("number.thousands"))

    def date(self, day: date) -> str:
        """A day: 13.9.2022, 13 September 2022."""
        return self("date.day", day=day.day, month=day.month, month_name=self._month(day.month), year=day.year)

    def since(self, given: str) -> str:
        """From when on: `given` is YYYY, YYYY-MM or YYYY-MM-DD."""
        match [int(part) for part in given.split("-")]:
            case [year]:
                return self("date.since_year", year=year)
            case [year, month]:
                return self("date.since_month", year=year, month_name=self._month(month))
            case _:
                return self("date.since_day", date=self.date(date.fromisoformat(given)))

    def moment(self, moment: datetime) -> str:
        """A day and a time, in the zone that the moment carries."""
        return self("date.moment", date=self.date(moment), clock=self._clock(moment))

    def span(self, start: datetime, end: datetime | None) -> str:
        """From one moment to another, the day only once where it is the same."""
        if end is None:
            return self.moment(start)
        if start.date() == end.date():
            return self("date.span", date=self.date(start), first=self._clock(start), last=self._clock(end))
        return self("date.days", first=self.moment(start), last=self.moment(end))

    def between(self, noun: str, low: int, high: int) -> str:
        """From how many to how many: `noun` is the key of a counted text, 0 stands for a bound that is not given."""
        if low and high and low != high:
            return self._counted(noun, high, self("range.between", low=self.number(low), high=self.number(high)))
        if low == high:
            return self.counted(noun, high)
        if low:
            return self("range.at_least", low=self.counted(noun, low))
        return self("range.at_most", high=self.counted(noun, high))

    def duration(self, low: int, high: int) -> str:
        """How long, given in minutes: in hours where they are even."""
        if low % 60 == high % 60 == 0:
            return self.between("count.hours", low // 60, high // 60)
        return self.between("count.minutes", low, high)

    def _counted(self, key: str, count: int, shown: str, /, **values: object) -> str:
        return self(f"{key}.{'one' if count == 1 else 'other'}", count=shown, **values)

    def _month(self, month: int) -> str:
        return self(f"date.month_name.{month}")

    def _clock(self, moment: datetime) -> str:
        return self("date.clock", hour=moment.hour, minute=f"{moment.minute:02}")

    def _value(self, key: str, name: str, values: Mapping[str, object]) -> str:
        if name not in values:
            raise SetupError("strings_fault", path=self.path, reason=f"{key}: no value for {{{name}}}")
        return str(values[name])


def load_strings(language: str, folder: Path | None = None) -> Strings:
    """The texts of a language; sections named after a field get their names from the field table.

    Those of every page stand in the folder itself, those of a room in a folder of its own there.

    Raises:
        SetupError: A file can't be read, or something in it is neither a text nor a group of texts.
    """
    home = folder or FOLDER
    path = home / f"{language}.yaml"
    texts: dict[str, str] = {}
    for part in (path, *sorted(home.glob(f"*/{language}.yaml"))):
        try:
            tree = yaml.load(part.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but text
            texts |= _flat("", tree)
        except (OSError, ValueError, yaml.YAMLError) as error:
            raise SetupError("strings_fault", path=str(part), reason=" ".join(str(error).split())) from None
    labels = {
        f"section.{field}": schema.label(model, field, language)
        for model, fields in _SECTIONS.items()
        for field in fields
    }
    texts = labels | texts
    ids = {key.removeprefix("section."): slugify(text) for key, text in texts.items() if key.startswith("section.")}
    return Strings(language, texts, ids, str(path))


def _flat(prefix: str, tree: object) -> Iterator[tuple[str, str]]:
    match tree:
        case str():
            yield prefix, tree
        case dict():
            for key, below in tree.items():
                yield from _flat(f"{prefix}.{key}" if prefix else str(key), below)
        case _:
            raise ValueError(f"{prefix or 'file'}: text expected")
