"""Examples of components: read from `examples.yaml` in each component's folder, and kept apart on the page of them all.

    note: what the component is for, in one line
    macros: {cards: {entries: [Card], level: int}}    the arguments of each macro that others import, with their types
    included: {chrome: Chrome}                        instead: what a component without macros takes from its page
    examples:
      - title: what this one shows
        note: why it is worth a look
        macro: cards                                  may be left out where there is only one
        arguments: {entries: [{title: Esimerkki}]}
        markup: <p class="lead">…</p>                 for styles without a macro, or what a macro needs in front of it

A type is a class of `views`, of an overview or of the page, `str`, `int` or `bool`, or a list of one. Whatever is left
out is empty ("", 0, false, nothing, the day `DAY`), so that an example says only what it shows. A text where a class is
expected is its first field; a text in another language than Finnish is `{sv: texten}`; running text is Markdown; an url
that is left out leads to the front page, which every site has. Anchors of YAML may be used.
"""

import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import yaml
from markupsafe import Markup, escape

from zoomibank.content.prose import read_prose
from zoomibank.content.schema import Language
from zoomibank.findings.finding import SetupError
from zoomibank.site import page, views
from zoomibank.site.overviews.drafts import ROOMS
from zoomibank.site.views import Component, Example, Running, Spoken

LANGUAGE: Final = "fi"
"""The language of the examples where they name no other."""
DAY: Final = "2026-01-01"
"""The day of the examples where they name no other."""

_TYPES: Final = (views, page, *ROOMS)
"""The modules whose classes an example may name."""
_PLAIN: Final = {"str": str, "int": int, "bool": bool}
_TRUTH: Final = {"true": True, "false": False}
_COMPONENT: Final = frozenset({"note", "macros", "included", "examples"})
_EXAMPLE: Final = frozenset({"title", "note", "macro", "arguments", "markup"})
_ID: Final = re.compile(r' id="([^"]+)"')
_OWN: Final = re.compile(r' id="[^"]+| name="[^"]+')
_REFERENCE: Final = re.compile(r'( href="#| for="| popovertarget="| list="| aria-(?!hidden)[a-z]+=")([^"]+)')
_LANDMARK: Final = re.compile(r'<(?:nav|search|aside|form)\b[^>]*>|<[^>]* role="(?:region|search)"[^>]*>')


def read_components(templates: Path) -> tuple[Component, ...]:
    """All components that have examples, by name.

    Raises:
        SetupError: An example is not what its macro takes; the message tells the file and the line.
    """
    return tuple(
        _Reader(f"{templates.name}/{path.relative_to(templates).as_posix()}").component(path.parent.name, _text(path))
        for path in sorted((templates / "components").glob("*/examples.yaml"))
    )


def apart(html: Markup, number: str, title: str) -> Markup:
    """An example whose ids, fields and landmarks do not clash with those of others on the page.

    Args:
        html: What the component wrote.
        number: What is put behind its ids and the names of its fields; the caption has the id `example-<number>`.
        title: What is put behind the names of its landmarks.
    """
    own = set(_ID.findall(html))

    def named(tag: re.Match[str]) -> str:
        told = re.sub(r'(?<= aria-label=")[^"]+', lambda label: f"{label[0]}: {escape(title)}", tag[0])
        return re.sub(r'(?<= aria-labelledby=")[^"]+', rf"\g<0> example-{number}", told)

    def referring(found: re.Match[str]) -> str:
        return found[1] + " ".join(f"{one}-{number}" if one in own else one for one in found[2].split(" "))

    told = _OWN.sub(lambda name: f"{name[0]}-{number}", _REFERENCE.sub(referring, str(html)))
    # Only ids and names change, and what is put behind them is escaped.
    return Markup(_LANDMARK.sub(named, told))  # noqa: S704


def _filled(kind: type, given: Mapping[str, object]) -> object:
    """A dataclass in which all that is not given is empty."""
    hints = get_type_hints(kind)
    left = [field.name for field in fields(kind) if field.default is MISSING and field.name not in given]
    return kind(**given, **{name: _empty(hints[name]) for name in left})


def _empty(kind: Any) -> object:  # noqa: ANN401 - a type, perhaps a generic one
    if kind is Spoken:
        return Spoken("", LANGUAGE)
    if kind in {date, datetime}:
        return kind.fromisoformat(DAY)
    if get_origin(kind) is tuple:
        return ()
    if types.NoneType in get_args(kind):
        return None
    return _filled(kind, {}) if is_dataclass(kind) and isinstance(kind, type) else (get_origin(kind) or kind)()


def _is_foreign(node: yaml.Node) -> bool:
    """Whether a node is a text in a language that it names: `{sv: texten}`."""
    return isinstance(node, yaml.MappingNode) and [key.value for key, _ in node.value] in [[code] for code in Language]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        path = path.relative_to(path.parents[3])
        raise SetupError("template_fault", path=path.as_posix(), line=1, reason=str(error)) from None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file; `path` is for messages."""

    path: str

    def component(self, name: str, text: str) -> Component:
        """A component with all its examples."""
        try:
            root = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise SetupError("template_fault", path=self.path, line=line, reason=error.problem or "") from None
        parts = self._parts(root, _COMPONENT) if root else {}
        if not parts.keys() >= {"note", "examples"}:
            raise self._fault(root, "note and examples expected")
        macros = {key: self._parts(node) for key, node in self._parts(parts.get("macros")).items()}
        if "included" in parts:
            macros[""] = self._parts(parts["included"])
        examples = tuple(self._example(node, macros) for node in self._items(parts["examples"]))
        return Component(
            name, f"components/{name}/{name}.html", self._made(parts["note"], Spoken), (*macros,), examples
        )

    def _example(self, node: yaml.Node, macros: Mapping[str, Mapping[str, yaml.Node]]) -> Example:
        parts = self._parts(node, _EXAMPLE)
        if "title" not in parts:
            raise self._fault(node, "title expected")
        macro = self._made(parts["macro"], str) if "macro" in parts else next(iter(macros), "")
        if macro not in macros and (macro or "markup" not in parts):
            raise self._fault(node, f"no such macro: {macro}")
        kinds = macros.get(macro, {})
        given = self._parts(parts.get("arguments"), frozenset(kinds))
        return Example(
            title=self._made(parts["title"], Spoken),
            note=self._made(parts["note"], Spoken) if "note" in parts else None,
            macro=macro,
            arguments={name: self._made(value, self._kind(kinds[name])) for name, value in given.items()},
            markup=Markup(self._made(parts["markup"], str)) if "markup" in parts else Markup(),  # noqa: S704 - templates'
        )

    def _kind(self, node: yaml.Node) -> Any:  # noqa: ANN401 - a type, perhaps a generic one
        """The type that is named."""
        if isinstance(node, yaml.SequenceNode) and len(node.value) == 1:
            return tuple[self._kind(node.value[0]), ...]  # type: ignore[misc]  # made while running
        name = node.value if isinstance(node, yaml.ScalarNode) else ""
        kind = _PLAIN.get(name) or next((getattr(one, name) for one in _TYPES if hasattr(one, name)), None)
        if kind is None:
            raise self._fault(node, f"no such type: {name}")
        return kind

    def _made(self, node: yaml.Node, kind: Any) -> Any:  # noqa: ANN401, PLR0911 - one way for each type
        """The value of a type that a node tells."""
        scalar = node.value if isinstance(node, yaml.ScalarNode) else None
        choices = [choice for choice in get_args(kind) if choice is not types.NoneType]
        if get_origin(kind) in {Union, types.UnionType} and len(choices) == 1:
            return None if node.tag == "tag:yaml.org,2002:null" else self._made(node, choices[0])
        if get_origin(kind) is tuple:
            return tuple(self._made(item, choices[0]) for item in self._items(node))
        if get_origin(kind) is Mapping:
            return {key: self._made(value, choices[1]) for key, value in self._parts(node).items()}
        if kind in {Spoken, Running}:
            return self._spoken(node, kind)
        if is_dataclass(kind) and isinstance(kind, type):
            return self._view(node, kind)
        if scalar is None:
            raise self._fault(node, "a plain value expected")
        try:
            if kind is bool:
                return _TRUTH[scalar]
            return kind.fromisoformat(scalar) if kind in {date, datetime} else kind(scalar)
        except (KeyError, ValueError):
            raise self._fault(node, f"{kind.__name__} expected") from None

    def _spoken(self, node: yaml.Node, kind: type[Spoken | Running]) -> Spoken | Running:
        """A text with its language."""
        language, said = LANGUAGE, node
        if _is_foreign(node):
            language, said = node.value[0][0].value, node.value[0][1]
        text = self._made(said, str)
        if kind is Spoken:
            return Spoken(text, language)
        prose, findings = read_prose(text, path=self.path, first_line=said.start_mark.line + 1)
        if findings:
            raise self._fault(said, findings[0].code)
        return Running(prose, language)

    def _view(self, node: yaml.Node, kind: type) -> object:
        """A dataclass, its first field alone where the node is a text."""
        hints = get_type_hints(kind)
        is_text = isinstance(node, yaml.ScalarNode) or _is_foreign(node)
        given = {fields(kind)[0].name: node} if is_text else self._parts(node, frozenset(hints))
        return _filled(kind, {name: self._made(value, hints[name]) for name, value in given.items()})

    def _parts(self, node: yaml.Node | None, known: frozenset[str] | None = None) -> dict[str, yaml.Node]:
        """The values of a mapping by key; nothing where there is no node."""
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise self._fault(node, "keys with values expected")
        parts: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in parts or (known is not None and key.value not in known):
                raise self._fault(key, f"not expected here: {key.value}")
            parts[key.value] = value
        return parts

    def _items(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._fault(node, "a list expected")
        return list(node.value)

    def _fault(self, node: yaml.Node | None, reason: str) -> SetupError:
        line = node.start_mark.line + 1 if node and node.start_mark else 1
        return SetupError("template_fault", path=self.path, line=line, reason=reason)
