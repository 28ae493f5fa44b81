"""Made-up banks of any size, with everything that the model has, the same for the same number and seed.

Run as `python -m tests.bench.corpus 1000 FOLDER`; `--language` leaves out the languages that it does not name, and
`--plain` leaves the entries with what every entry has, for generators without the model's fields. Half of the sentences
are the gold documents' own, so that real queries find something; the other half are filled with words drawn as they are
in texts: the n-th word of a list has a share of about 1/n, and every word stands in its real forms. One entry in five
is a tool.
"""

import random
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import click

from tests.bench.files import LANGUAGES, Fields, Value, write_bank, write_document
from tests.bench.rich import SETTINGS, Rich, enriched, write_beside
from tests.bench.telling import OTHER_WORDS, Teller
from tests.bench.terms import VOCABULARIES, term
from tests.bench.words import CASES
from zoomibank.text import slugify

OWNERS, PROJECTS, MOST_KEYWORDS = 60, 40, 4000
SMALL: Final = 60
"""Below this the rich things come more often."""
LAST_DAY: Final = date(2026, 3, 1)
"""The last day in the bank; it is built for a later one."""

_PLAIN: Final = frozenset(
    {"title", "summary", "themes", "target_groups", "keywords", "owner", "added", "reviewed", "ways_of_working"}
)
"""The fields of a plain entry."""


def write_corpus(
    content: Path, size: int, *, seed: int = 1, languages: Collection[str] = LANGUAGES, plain: bool = False
) -> Path:
    """A bank of so many entries in a folder that is not there yet.

    Its originals are the same in whatever languages (Finnish among them) and, as far as it goes, when it is plain.
    """
    author = _Author(size, f"{seed}:{size}", frozenset(languages), plain=plain)
    terms = author.vocabularies()
    write_bank(
        content,
        title="Koepankki",
        languages=[language for language in LANGUAGES if language in languages],
        settings={} if plain else SETTINGS,
        vocabularies=terms if plain else enriched(terms),
    )
    if not plain:
        write_beside(content, languages)
    for number in range(size):
        author.write(content, number)
    return content


class _Author:
    """Writes the entries of one bank, one after another."""

    def __init__(self, size: int, seed: str, languages: Collection[str], *, plain: bool) -> None:
        self.size = size
        self.say = Teller(random.Random(seed))
        self.chance = self.say.chance
        self.languages = languages
        self.rich = None if plain else Rich(Teller(random.Random(f"{seed}:rich")), often=5 if size < SMALL else 1)
        self.owners = self.say.words.places[: max(3, min(OWNERS, size))]
        self.projects = self.say.words.places[-max(3, min(PROJECTS, size)) :]
        self.keywords = self._keywords(max(12, min(MOST_KEYWORDS, size // 4)))
        self.refs: list[str] = []
        self.titles: set[str] = set()

    def vocabularies(self) -> dict[str, list[Fields]]:
        """The terms of all vocabularies."""
        named = {
            "organisations": [(f"{place.base}n ammattiopisto",) for place in self.owners],
            "projects": [(f"Yhdessä {place.base}ssa",) for place in self.projects],
        }
        return {name: [term(*labels) for labels in terms] for name, terms in (VOCABULARIES | named).items()}

    def write(self, content: Path, number: int) -> None:
        """The files of one entry."""
        is_tool = self.say.happens(0.2)
        kind = "tools" if is_tool else "practices"
        title = self._title()
        slug = f"{slugify(title)[:60].strip('-')}-{number}"
        fields = self._common(title, number) | (self._tool() if is_tool else self._practice())
        body = self.say.body()
        file = content / kind / f"{slug}.md"
        for language, share in (("sv", 0.15), ("en", 0.1)):
            if self.say.happens(share):
                translation = self._translation(language)  # also for nothing, so that all draw the same
                if language in self.languages:
                    write_document(file.with_suffix(f".{language}.md"), *translation)
        if self.rich:
            may_be_draft = number % 50 not in {7, 8}
            fields |= self.rich.fields(fields, number, self.refs, self._owner, may_be_draft=may_be_draft)
            body += self.rich.more_body(self.refs)
            if fields["status"] == "draft":
                self.rich.drafts.add(f"{kind}/{slug}")
        else:
            fields = {name: value for name, value in fields.items() if name in _PLAIN}
        write_document(file, fields, body)
        self.refs.append(f"{kind}/{slug}")

    def _owner(self, say: Teller) -> str:
        """The key of an organisation."""
        return slugify(f"{say.drawn(self.owners).base}n ammattiopisto")

    def _common(self, title: str, number: int) -> dict[str, Value]:
        added = LAST_DAY - timedelta(days=int(3000 * self.chance.random()))
        reviewed = added + timedelta(days=int((LAST_DAY - added).days * self.chance.random()))
        has_project = self.say.happens(0.7)
        fields: dict[str, Value] = {
            "title": title,
            "summary": self.say.text(2),
            "themes": self._keys("themes", 3),
            "target_groups": self._keys("target-groups", 4),
            "keywords": list(dict.fromkeys(self.say.drawn(self.keywords) for _ in range(self.chance.randint(2, 5)))),
            "aliases": [self.say.noun().base] if self.say.happens(0.1) else [],
            "owner": self._owner(self.say),
            "contact": {"role": "Kehittämispalvelut", "email": "kehittaminen@example.org"},
            "project": slugify(f"Yhdessä {self.say.drawn(self.projects).base}ssa") if has_project else "",
            "origin": {"kind": "project" if has_project else "organisation"},
            "added": added.isoformat(),
            "reviewed": reviewed.isoformat() if self.say.happens(0.8) else "",
            "status": self._status(number),
            "register_id": 1000 + number,
            "relations": self._relations(number),
            "materials": [
                {
                    "title": f"{self.say.capital()} oppaana",
                    "url": f"https://example.org/aineisto/{number}",
                    "kind": "guide",
                }
            ]
            if self.say.happens(0.3)
            else [],
        }
        return fields

    def _practice(self) -> dict[str, Value]:
        return {
            "results": [self._result() for _ in range(self.chance.randint(0, 3))],
            "phase": self._key("phases") if self.say.happens(0.9) else "",
            "steps": self._steps(),
            "adoption": {
                "decision": self.say.text(1),
                "plan": self.say.text(2),
                "measures": [self.say.text(1)],
                "enablers": [self.say.capital()],
                "barriers": [self.say.capital()],
            }
            if self.say.happens(0.25)
            else {},
            "reviews": [{"kind": "peer", "by": "Vertaisryhmä", "date": LAST_DAY.isoformat(), "verdict": "green"}]
            if self.say.happens(0.1)
            else [],
            "adoptions": [
                {
                    "organisation": self._owner(self.say),
                    "since": "2025",
                    "phase": self._key("phases"),
                }
            ]
            if self.say.happens(0.15)
            else [],
        }

    def _tool(self) -> dict[str, Value]:
        return {
            "ways_of_working": self._keys("ways-of-working", 2),
            "goals": self._keys("goals", 2),
            "cadence": self.chance.choice(("once", "monthly", "term", "yearly", "continuous")),
            "duration": {"min_minutes": 30, "max_minutes": 30 * self.chance.randint(1, 12)},
            "participants": {"min": 2, "max": self.chance.randint(4, 40)},
            "steps": self._steps(),
            "strengths": [self.say.text(1)],
            "weaknesses": [self.say.text(1)],
        }

    def _result(self) -> dict[str, Value]:
        kind = self.chance.choice(("aim", "aim", "observed", "observed", "measured"))
        result: dict[str, Value] = {"text": self.say.text(1), "kind": kind}
        return result | ({"source": "Lukuvuoden seurantakysely"} if kind == "measured" else {})

    def _steps(self) -> list[Value]:
        return [
            {"title": self.say.capital(), "text": self.say.text(1)} for _ in range(self.chance.choice((0, 0, 3, 4, 5)))
        ]

    def _status(self, number: int) -> str:
        """One entry in fifty is superseded by the next, some are archived, and most are published."""
        if number % 50 == 7 and number + 1 < self.size:
            return "superseded"
        return "archived" if self.say.happens(0.04) else "published"

    def _relations(self, number: int) -> list[Value]:
        """Relations to earlier entries only, so none goes round in a circle."""
        replaced: list[Value] = [{"type": "replaces", "to": self.refs[-1]}] if number % 50 == 8 else []
        if not self.refs or self.say.happens(0.7):
            return replaced
        type_ = self.chance.choice(("continues", "complements", "requires", "see_also", "part_of"))
        return [*replaced, {"type": type_, "to": self.chance.choice(self.refs)}]

    def _translation(self, language: str) -> tuple[Fields, str]:
        """The fields and the body of a translation."""
        one, two = self.chance.sample(OTHER_WORDS[language], 2)
        joint = {"sv": "och", "en": "and"}[language]
        title = self._unique(f"{one.title()} {joint} {two}")
        summary, body = (" ".join(self.say.other_sentence(language) for _ in range(count)) for count in (2, 6))
        return {"title": title, "summary": summary, "keywords": [one, two]}, body

    def _title(self) -> str:
        noun, other = self.say.noun(), self.say.noun()
        place = self.say.drawn(self.say.words.places).forms[CASES.index("ine")]
        adjective = self.say.drawn(self.say.words.adjectives).base
        return self._unique(
            self.chance.choice(
                (
                    f"{noun.base.capitalize()} {place}",
                    f"{adjective.capitalize()} {noun.base}",
                    f"{noun.forms[CASES.index('ela')].capitalize()} {other.forms[CASES.index('ill')]}",
                    f"{noun.forms[CASES.index('gen')].capitalize()} {other.base}",
                )
            )
        )

    def _unique(self, title: str) -> str:
        """The title, with a number where another entry has it."""
        own, number = title, 2
        while own.casefold() in self.titles:
            own, number = f"{title} {number}", number + 1
        self.titles.add(own.casefold())
        return own

    def _key(self, vocabulary: str) -> str:
        return slugify(self.say.drawn(VOCABULARIES[vocabulary])[0])

    def _keys(self, vocabulary: str, most: int) -> list[Value]:
        return list(dict.fromkeys(self._key(vocabulary) for _ in range(self.chance.randint(1, most))))

    def _keywords(self, count: int) -> tuple[str, ...]:
        """The bank's keywords: nouns, and one in seven with an adjective."""
        return tuple(
            f"{self.say.drawn(self.say.words.adjectives).base} {noun.base}" if number % 7 == 6 else noun.base
            for number, noun in enumerate(self.say.words.nouns[:count])
        )


@click.command()
@click.argument("size", type=int)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES), default=LANGUAGES)
@click.option("--plain", is_flag=True)
@click.option("--seed", default=1)
def main(*, size: int, folder: Path, languages: tuple[str, ...], plain: bool, seed: int) -> None:
    """A bank of SIZE made-up entries in FOLDER."""
    write_corpus(folder, size, seed=seed, languages={"fi", *languages}, plain=plain)


if __name__ == "__main__":
    main()
