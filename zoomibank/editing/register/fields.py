"""What the register says of an entry as the bank's fields, and what of it no field takes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from pydantic_core import PydanticCustomError

from zoomibank.content.schema import Practice, row
from zoomibank.content.values import iso_form, read_date, read_email, read_keyword, read_web_address, read_whole_number
from zoomibank.content.walk import says_nothing
from zoomibank.editing.as_typed import ADDRESS
from zoomibank.editing.register.labels import PROJECT_ADDRESS, Described, Said, column_labels, label_key
from zoomibank.editing.register.terms import Terms, find_terms, near_term, same_address
from zoomibank.editing.yaml_text import Value
from zoomibank.text import fold

_BULLET: Final = re.compile(r"^[-*•·–]\s+(?=\S)")
_IN_BRACKETS: Final = re.compile(r"\s*\(\s*(https?://[^\s()]++)\s*\)", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+\w")
_SENTENCE_END: Final = re.compile(r"[.!?]\s+")
_A_FEW: Final = 2
"""The most words of a keyword in a list that ends like a sentence."""
_LONGEST_NAME: Final = 80
_SMALL: Final = frozenset({"sähköposti", "e-post", "email", "puhelin", "tel", "mailto"})
"""What stands before a way to reach somebody."""
_A_PROJECT: Final = frozenset({"hanke", "projekti", "projekt", "project"})
_DRAFT: Final = frozenset({"draft", "luonnos", "utkast"})


@dataclass(frozen=True, slots=True)
class Left:
    """What no field takes, with the label that it had.

    What is no name of a vocabulary's term tells the vocabulary and the key of the most similar term, if there is any.
    """

    label: str
    text: str
    vocabulary: str = ""
    near: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the bank has a field of this label."""
        return label_key(self.label) in column_labels()


@dataclass(frozen=True, slots=True)
class Mapped:
    """An entry's fields, what of its summary goes on as running text, and what no field takes.

    `missing` names the fields that an entry must have and this one has not.
    """

    values: Mapping[str, Value]
    body: tuple[str, ...]
    left: tuple[Left, ...]
    missing: tuple[str, ...]


def map_fields(entry: Described, vocabularies: Mapping[str, Terms], keywords: Mapping[str, str]) -> Mapped:
    """The fields of an entry.

    Args:
        entry: What the register says.
        vocabularies: By name.
        keywords: The spelling of each keyword that the bank has, by its folded form.
    """
    mapper = _Mapper(vocabularies, keywords)
    for said in sorted(entry.said, key=lambda one: _field(one) not in {"title", "project"}):  # others ask for these
        sound = tuple(text for text in said.paragraphs if not says_nothing(text))
        if sound:
            mapper.take(_field(said), Said(said.label, sound))
    values = {"status": "draft", **mapper.values}
    fields = Practice.model_fields
    missing = tuple(name for name in fields if fields[name].is_required() and name not in values)
    return Mapped({name: values[name] for name in fields if name in values}, mapper.body, tuple(mapper.left), missing)


def _field(said: Said) -> str:
    return column_labels().get(label_key(said.label), "")


@dataclass(slots=True)
class _Mapper:
    """The fields and what is left of one entry, as it is read."""

    vocabularies: Mapping[str, Terms]
    keywords: Mapping[str, str]
    values: dict[str, Value] = field(default_factory=dict)
    body: tuple[str, ...] = ()
    left: list[Left] = field(default_factory=list)

    def take(self, name: str, said: Said) -> None:
        """Puts what is said where it belongs."""
        taking = {
            "title": self._title,
            "summary": self._summary,
            "results": self._results,
            "themes": self._terms,
            "target_groups": self._terms,
            "keywords": self._keywords,
            "owner": self._term,
            "project": self._term,
            "phase": self._term,
            PROJECT_ADDRESS: self._project_address,
            "origin": self._origin,
            "contact": self._contact,
            "added": self._day,
            "reviewed": self._day,
            "register_id": self._number,
            "status": self._status,
        }.get(name)
        if taking is None or (name in self.values and name not in {"themes", "target_groups", "keywords", "contact"}):
            self._leave(said, *said.paragraphs)
        else:
            taking(name, said)

    def _leave(self, said: Said, *texts: str) -> None:
        self.left += [Left(said.label, text) for text in texts]

    def _title(self, name: str, said: Said) -> None:
        self.values[name] = said.paragraphs[0]
        self._leave(said, *said.paragraphs[1:])

    def _summary(self, name: str, said: Said) -> None:
        low, high = _bounds(name)
        whole = " ".join(said.paragraphs)
        if len(whole) <= high:
            self.values[name] = whole
            return
        first, *rest = said.paragraphs
        while len(first) < low and rest:
            first = f"{first} {rest.pop(0)}"
        if len(first) > high:
            ends = [found.end() for found in _SENTENCE_END.finditer(first[: high + 1])]
            end = ends[-1] if ends and ends[-1] >= low else first[: high + 1].rfind(" ") + 1 or high
            first, rest = first[:end].rstrip(), [first[end:].lstrip(), *rest]
        self.values[name] = first
        self.body = tuple(rest)

    def _results(self, name: str, said: Said) -> None:
        self.values[name] = [{"text": _BULLET.sub("", text), "kind": "aim"} for text in said.paragraphs]

    def _terms(self, name: str, said: Said) -> None:
        vocabulary = row(Practice.model_fields[name]).vocabulary
        known = self.vocabularies[vocabulary]
        found: dict[str, None] = dict.fromkeys(_strings(self.values.get(name, ())))
        for text in said.paragraphs:
            for piece, key in find_terms(_BULLET.sub("", _IN_BRACKETS.sub("", text)), known.names):
                if key:
                    found[key] = None
                else:
                    self.left.append(Left(said.label, piece, vocabulary, near_term(piece, known.names)))
        if found:
            self.values[name] = list(found)

    def _term(self, name: str, said: Said) -> None:
        vocabulary = row(Practice.model_fields[name]).vocabulary
        known = self.vocabularies[vocabulary]
        for text in said.paragraphs:
            for piece, key in find_terms(_IN_BRACKETS.sub("", text), known.names):
                if not key:
                    self.left.append(Left(said.label, piece, vocabulary, near_term(piece, known.names)))
                elif self.values.setdefault(name, key) != key:
                    self._leave(said, piece)
            for address in _IN_BRACKETS.findall(text):
                if not same_address(address, known.addresses.get(str(self.values.get(name)), "")):
                    self._leave(said, address)

    def _keywords(self, name: str, said: Said) -> None:
        _, most = _bounds(name)
        found = {fold(word): word for word in _strings(self.values.get(name, ()))}
        for text in said.paragraphs:
            line = _BULLET.sub("", _IN_BRACKETS.sub("", text))
            pieces = [piece.strip() for piece in re.split(r"[,;]", line.rstrip(".")) if piece.strip()]
            if line.endswith((".", "!", "?")) and any(len(piece.split()) > _A_FEW for piece in pieces):
                self._leave(said, line)
                continue
            for piece in pieces:
                word = _read_keyword(piece)
                if word and (fold(word) in found or len(found) < most):
                    found.setdefault(fold(word), self.keywords.get(fold(word), word))
                else:
                    self._leave(said, piece)
        if found:
            self.values[name] = list(found.values())

    def _project_address(self, _name: str, said: Said) -> None:
        own = self.vocabularies["projects"].addresses.get(str(self.values.get("project")), "")
        self._leave(said, *(text for text in said.paragraphs if not same_address(text, own)))

    def _origin(self, name: str, said: Said) -> None:
        first, *rest = said.paragraphs
        projects = self.vocabularies["projects"].names
        owners = self.vocabularies["organisations"].names
        if key := projects.get(fold(first)):
            self.values.setdefault("project", key)
        if "project" in self.values and (fold(first) in _A_PROJECT or key == self.values["project"]):
            self.values[name] = {"kind": "project"}
        else:
            self.values[name] = {"kind": "organisation" if fold(first) in owners else "unknown", "note": first}
        self._leave(said, *rest)

    def _contact(self, name: str, said: Said) -> None:
        before = self.values.get(name, {})
        contact = dict(before) if isinstance(before, Mapping) else {}
        for text in said.paragraphs:
            rest = text
            for kind, pattern, read in (("url", ADDRESS, read_web_address), ("email", _EMAIL, read_email)):
                for found in pattern.findall(rest):
                    with suppress(PydanticCustomError):
                        if contact.setdefault(kind, read(found)) == found:
                            rest = rest.replace(found, " ", 1)
            for piece in (part.strip(" ()<>:") for part in re.split(r"[,;]|\s{2,}|\(\s*\)", rest)):
                if not piece or fold(piece) in _SMALL:
                    continue
                if "name" in contact or len(piece) > _LONGEST_NAME or re.search(r"[\d@]", piece):
                    self._leave(said, piece)
                else:
                    contact["name"] = piece
        if contact:
            self.values[name] = {kind: contact[kind] for kind in ("name", "email", "url") if kind in contact}

    def _day(self, name: str, said: Said) -> None:
        first, *rest = said.paragraphs
        try:
            self.values[name] = read_date(iso_form(first))
        except PydanticCustomError:
            rest = [first, *rest]
        self._leave(said, *rest)

    def _number(self, name: str, said: Said) -> None:
        first, *rest = said.paragraphs
        try:
            self.values[name] = read_whole_number(first)
        except PydanticCustomError:
            rest = [first, *rest]
        self._leave(said, *rest)

    def _status(self, _name: str, said: Said) -> None:
        self._leave(said, *(text for text in said.paragraphs if fold(text) not in _DRAFT))


def _bounds(name: str) -> tuple[int, int]:
    """How short and how long a field may be."""
    parts = Practice.model_fields[name].metadata
    low, high = (
        [getattr(part, bound) for part in parts if hasattr(part, bound)] for bound in ("min_length", "max_length")
    )
    return (*low, 0)[0], high[0]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, Sequence):
        yield from (item for item in value if isinstance(item, str))


def _read_keyword(text: str) -> str:
    try:
        return read_keyword(text)
    except PydanticCustomError:
        return ""
