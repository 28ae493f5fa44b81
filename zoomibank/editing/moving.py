"""`rename` and `retire` as changes to files: what names an entry follows it, and all else stays as it is."""

import difflib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from zoomibank.content.frontmatter import Mapping, Scalar, Sequence
from zoomibank.content.load import load
from zoomibank.content.prose_pieces import Link
from zoomibank.content.prose_source import Source
from zoomibank.content.walk import find, text_at
from zoomibank.editing.files import Change
from zoomibank.editing.patches import Patch, patched
from zoomibank.editing.sources import SourceFile, add_item, put, read_source, replace, scalars_at
from zoomibank.findings.finding import Place, SetupError
from zoomibank.text import SLUG_LENGTH, nearest, slugify

_FORWARD: Final = frozenset({"complements", "part_of", "requires", "alternative_to", "see_also"})
"""Relations that tell what to use, and so lead on to a successor; the others tell what has been."""

_BEFORE: Final = r"(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)"
_AFTER: Final = r"(?=[)>\s]|\Z)"
"""What stands around an address: in a link, or where an address is defined for several."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a command would do: the changes, and the places that name the entry and are left to the editor."""

    changes: tuple[Change, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    left: tuple[Place, ...] = ()


def named(content: Path, given: str) -> str:
    """The ref of an entry or article that an editor names by its ref, its file or, if only one has it, its slug.

    Raises:
        SetupError: There is none, or more than one.
    """
    loaded, _ = load(content)
    refs = {f"{source.kind}/{source.slug}" for source in loaded.sources if not source.language}
    asked = given.replace("\\", "/").removeprefix("./").removeprefix(f"{content.as_posix()}/").removesuffix(".md")
    found = [ref for ref in sorted(refs) if asked in {ref, ref.partition("/")[2]}]
    if len(found) > 1:
        raise SetupError("entry_ambiguous", given=given, known=", ".join(found))
    if not found:
        near = nearest(asked, refs) or nearest(f"practices/{asked}", refs)
        raise SetupError(
            "entry_unknown_near" if near else "entry_unknown", given=given, **({"near": near} if near else {})
        )
    return found[0]


def rename(content: Path, ref: str, slug: str) -> Plan:
    """An entry's files under a new slug; the old one is kept as an address that forwards.

    Raises:
        SetupError: No such slug can be, it is taken, or a file that names the entry can't be changed.
    """
    kind, _, old = ref.partition("/")
    if slug != slugify(slug) or not slug:
        raise SetupError("slug_unfit", given=slug, proposal=slugify(slug)[:SLUG_LENGTH] or "uusi-nimi")
    loaded, _ = load(content)
    sources = loaded.sources
    if any((source.kind, source.slug) == (kind, slug) for source in sources):
        raise SetupError("file_exists", file=str(content / kind / f"{slug}.md"))
    changes, renamed = [], []
    for source in sources:
        is_own = (source.kind, source.slug) == (kind, old)
        file = read_source(content, source, holding="" if is_own else old)
        if file is None:
            continue
        patches = [
            *(replace(file, value, f"{kind}/{slug}") for value in _naming(file, ref)),
            *_relinked(file, f"{ref}.md", f"{kind}/{slug}.md", keeps_anchors=True),
        ]
        if is_own and not source.language:
            patches += _remembering(file, old, slug)
        after = patched(file.data, patches)
        if is_own:
            path = source.path.replace(f"{ref}.", f"{kind}/{slug}.", 1)
            renamed.append((source.path, path))
            changes += [Change(path, None, after), Change(source.path, file.data, None)]
        elif patches:
            changes.append(Change(source.path, file.data, after))
    return Plan(tuple(changes), tuple(renamed))


def retire(content: Path, ref: str, *, successor: str = "", links: bool = False) -> Plan:
    """An entry as archived or, with a successor, as superseded by it: its page stays, and says so.

    With a successor, relations that tell readers to use the entry lead on to that one. All else that names the entry
    still holds and is left to the editor.

    Args:
        content: The bank.
        ref: The entry.
        successor: The entry that supersedes it.
        links: Whether links in running text lead on to the successor, too, whatever their words say.

    Raises:
        SetupError: It is no entry, the successor is no fit one, or a file can't be changed.
    """
    if ref == successor or ref.startswith("pages/") or successor.startswith("pages/"):
        raise SetupError("successor_unfit", given=successor or ref)
    loaded, _ = load(content)
    changes, left = [], []
    for source in loaded.sources:
        own = f"{source.kind}/{source.slug}"
        file = read_source(content, source, holding="" if own in {ref, successor} else ref.partition("/")[2])
        if file is None:
            continue
        patches: list[Patch] = []
        if own == ref:
            patches = [put(file, "status", "superseded" if successor else "archived")] if not source.language else []
        elif own == successor:
            patches = list(_superseding(file, ref))
        else:
            led_on = tuple(_leading_on(file, ref, successor)) if successor else ()
            patches = [replace(file, value, successor) for value in led_on]
            if links and successor:
                patches += _relinked(file, f"{ref}.md", f"{successor}.md", keeps_anchors=False)
            else:
                left += [link.place for link in file.links() if _leads_to(link, f"{ref}.md")]
            left += [value.place for value in _naming(file, ref) if value not in led_on]
        if (after := patched(file.data, patches)) != file.data:
            changes.append(Change(source.path, file.data, after))
    return Plan(tuple(changes), left=tuple(sorted(left)))


def difference(plan: Plan, shown: Path) -> str:
    """The changes as a unified diff; files that get another name stand under the new one."""
    olds = {new: old for old, new in plan.renamed}
    before = {change.path: change.before for change in plan.changes}
    lines: list[str] = []
    for change in plan.changes:
        if change.after is None:
            continue
        old = olds.get(change.path, change.path)
        texts = [(data or b"").decode("utf-8-sig").splitlines() for data in (before[old], change.after)]
        names = [(shown / path).as_posix() for path in (old, change.path)]
        lines += difflib.unified_diff(texts[0], texts[1], names[0], names[1], lineterm="", n=1)
    return "".join(f"{line}\n" for line in lines)


def _remembering(file: SourceFile, old: str, new: str) -> Iterator[Patch]:
    """The old slug among those that forward, and the new one not: an entry may get a name back that it had."""
    previous = find(file.head, ("previous_slugs",))
    items = previous.items if isinstance(previous, Sequence) else ()
    back = next((item for item in items if isinstance(item, Scalar) and item.text.strip() == new), None)
    yield replace(file, back, old) if back else add_item(file, "previous_slugs", old)


def _naming(file: SourceFile, ref: str) -> Iterator[Scalar]:
    """The values that name an entry by its ref."""
    yield from (value for value in scalars_at(file.head, "to", "not_duplicate_of") if value.text.strip() == ref)


def _leading_on(file: SourceFile, ref: str, successor: str) -> Iterator[Scalar]:
    """The targets of relations that tell to use an entry, unless the same is said of its successor already."""
    relations = find(file.head, ("relations",))
    for relation in relations.items if isinstance(relations, Sequence) else ():
        target, kind = find(relation, ("to",)), text_at(relation, "type")
        is_meant = isinstance(target, Scalar) and target.text.strip() == ref and kind in _FORWARD
        if isinstance(target, Scalar) and is_meant and not _says(file, kind, successor):
            yield target


def _superseding(file: SourceFile, ref: str) -> Iterator[Patch]:
    """What a successor says of the entry that it replaces."""
    if text_at(file.head, "status") in {"draft", "archived", "superseded"}:
        raise SetupError("successor_unfit", given=f"{file.source.kind}/{file.source.slug}")
    if not file.source.language and not _says(file, "replaces", ref):
        yield add_item(file, "relations", {"type": "replaces", "to": ref})


def _says(file: SourceFile, kind: str, target: str) -> bool:
    relations = find(file.head, ("relations",))
    items = relations.items if isinstance(relations, Sequence) else ()
    return any(
        (text_at(one, "type"), text_at(one, "to")) == (kind, target) for one in items if isinstance(one, Mapping)
    )


def _relinked(file: SourceFile, path: str, new: str, *, keeps_anchors: bool) -> Iterator[Patch]:
    """Links in the running text that lead to a file, led to another one, with what they name in it or without."""
    text = Source(file.body, path=file.source.path, first_line=file.last_line + 1)
    for given in sorted({link.given for link in file.links() if _leads_to(link, path)}):
        address = _readdressed(given, file.source.path, path, new)
        found = list(re.finditer(f"{_BEFORE}(?P<address>{re.escape(given)}){_AFTER}", text.prose, re.MULTILINE))
        if not found:  # it is written with signs that stand for others
            raise SetupError("link_unfit", file=file.source.path, given=given)
        for link in found:
            place = text.place(link.start("address"))
            yield Patch(place.line, place.column, len(given), address if keeps_anchors else address.partition("#")[0])


def _leads_to(link: Link, path: str) -> bool:
    return link.path == path and not link.given.startswith("#")


def _readdressed(given: str, own: str, path: str, new: str) -> str:
    """An address as it is typed in a file, led to another one in the way that it was written."""
    file, mark, anchor = given.partition("#")
    folder, slash, name = file.rpartition("/")
    if unquote(name) == posixpath.basename(path) and posixpath.dirname(path) == posixpath.dirname(new):
        return f"{folder}{slash}{posixpath.basename(new)}{mark}{anchor}"
    return f"{posixpath.relpath(new, posixpath.dirname(own))}{mark}{anchor}"
