"""Links and images in running text: each leads to a file of the bank."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zoomibank.content.crosscheck import PROPOSALS
from zoomibank.content.prose_pieces import Image, Link
from zoomibank.content.subject import Subject
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class _Targets:
    """What links may lead to: the paths of originals and of images, and the files by original and language.

    `drafts` are the paths of entries that are not shown: only from one another may they be linked.
    """

    originals: frozenset[str]
    drafts: frozenset[str]
    images: frozenset[str]
    texts: Mapping[tuple[str, str], Subject]


def link_faults(
    texts: Iterable[Subject], *, names: Iterable[str], hidden: Iterable[str], images: Iterable[str]
) -> list[Finding]:
    """Links and images in running text that lead nowhere.

    Args:
        texts: Those that could be read.
        names: The paths of all Markdown files, also of those that can't be read.
        hidden: The refs of the drafts that are not shown.
        images: The paths of the bank's images.
    """
    targets = _Targets(
        originals=frozenset(name for name in names if name.count(".") == 1),
        drafts=frozenset(f"{ref}.md" for ref in hidden),
        images=frozenset(images),
        texts={(text.original, text.source.language): text for text in texts},
    )
    return [finding for text in targets.texts.values() for finding in _faults(text, targets)]


def _faults(text: Subject, targets: _Targets) -> Iterator[Finding]:
    dead = 0
    for piece in text.links:
        if isinstance(piece, Image) and piece.path not in targets.images:
            known = tuple(_seen_from(text.path, targets.images))
            yield rules.image_not_found(piece.place, given=piece.given, known=known)
        elif isinstance(piece, Link):
            path = text.original if piece.path == text.path else piece.path
            if path not in targets.originals:
                dead += 1
                known = _relative(text.path, targets) if dead <= PROPOSALS else ()
                yield rules.dead_link(piece.place, given=piece.given, known=known)
            elif path in targets.drafts and text.original not in targets.drafts:
                yield rules.link_to_draft(piece.place, given=piece.given)
            elif piece.anchor and (path, "") in targets.texts:
                anchors = _anchors(path, text.source.language, targets)
                if piece.anchor not in anchors:
                    yield rules.dead_anchor(piece.place, given=piece.given, known=anchors)


def _relative(path: str, targets: _Targets) -> tuple[str, ...]:
    """The addresses of all originals but drafts, as they are written in a file."""
    return tuple(_seen_from(path, targets.originals - targets.drafts))


def _seen_from(path: str, names: Iterable[str]) -> Iterator[str]:
    """Paths as they are written in a file."""
    folder = posixpath.dirname(path)
    return (posixpath.relpath(name, folder) for name in names)


def _anchors(path: str, language: str, targets: _Targets) -> tuple[str, ...]:
    """The anchors of a file's headings, in a language and in the original's."""
    texts = (targets.texts.get((path, wanted)) for wanted in (language, ""))
    return tuple(dict.fromkeys(anchor for text in texts if text for anchor in text.anchors))
