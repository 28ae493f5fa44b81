"""The search of a language: renewed where only some entries have changed, else made as a whole."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zoomibank.bank.facets import terms_of
from zoomibank.bank.words import Lexicon
from zoomibank.content.entry import AnyEntry, Ref
from zoomibank.exports.search_index import numbered, renewed_index, search_index
from zoomibank.exports.search_renewal import Known, restored, stored
from zoomibank.exports.search_texts import Counts
from zoomibank.publish.inputs import digest_of
from zoomibank.publish.remembered import Kept as Left
from zoomibank.publish.remembered import recall, remember, site_name
from zoomibank.publish.standing import Standing
from zoomibank.site.local import Local
from zoomibank.site.page import Output
from zoomibank.stages.memory import Memory
from zoomibank.stages.read import Kept

_MOST: Final = 50
"""Changed entries from which on the whole index is made sooner."""


@dataclass(frozen=True, slots=True)
class Searcher:
    """What makes the searches. `world` is what all pages share; with what is known of words it must be the same."""

    kept: Kept
    memory: Memory
    standing: Standing
    lexicons: Mapping[str, Lexicon]
    world: str

    def files(self, local: Local, key: str) -> Iterator[Output | str]:
        """The files of a language's index that are to be written, and the paths of those that stay.

        Args:
            local: The catalogue in the language.
            key: What the index hangs on; under it is remembered what a renewal asks for.
        """
        cache = self.memory.order.cache
        found = self._renewed(local) if cache else None
        if found:
            known: Known | None = found[1]
            yield from found[0]
        else:
            index = search_index(local, self.lexicons, self.kept.words)
            known = index.known
            yield from index.outputs
        if cache and known:
            remember(cache, self._name(local), {"key": key, **self._now(local), "known": stored(known)})

    def _renewed(self, local: Local) -> tuple[Sequence[Output | str], Known] | None:
        """The renewed index, if what is known of the last one is of the site that stands, and little has changed."""
        memory, now = self.memory, self._now(local)
        told = recall(memory.order.cache, self._name(local)) if memory.order.cache else None
        last, _ = memory.sheets.keys.get(f"/search-{local.language}", ("", ()))
        match told:
            case {"key": key, "of": of, "entries": list(entries), "known": value} if (key, of) == (last, now["of"]):
                before = self._before(entries, now["entries"], numbered(local))
                known = restored(value)
            case _:
                return None
        if before is None or known is None:
            return None
        try:
            found = renewed_index(local, self.lexicons, known, before=before, counted=self.kept.words, read=self._read)
        except (LookupError, OSError, ValueError):  # somebody has changed or removed a part
            return None
        if found is None:
            return None
        new = {output.path for output in found.outputs}
        stay = [path for path in found.paths if path not in new]
        return ((*found.outputs, *stay), found.known) if all(map(self.stands, stay)) else None

    def _read(self, path: str) -> bytes:
        """A part of the last index, as it was left."""
        if not self.stands(path):
            raise LookupError(path)
        return self.standing.read(path)

    def stands(self, path: str) -> bool:
        """Whether a file of the site is as the last build left it."""
        left: Left | None = self.memory.last.files.get(path)
        return left is not None and self.standing.is_as_left(path, size=left.size, mtime=left.mtime)

    def _before(
        self, then: Sequence[Sequence[str]], now: Sequence[Sequence[str]], entries: Sequence[AnyEntry]
    ) -> Mapping[Ref, Mapping[str, Counts]] | None:
        """The words that the entries had which have changed; None when that is not known, or more has changed."""
        if [(ref, terms) for ref, terms, _ in then] != [(ref, terms) for ref, terms, _ in now]:
            return None
        changed = [(entry.ref, old[2]) for entry, old, new in zip(entries, then, now, strict=True) if old[2] != new[2]]
        if len(changed) > _MOST:
            return None
        texts = {ref: self.kept.words_under(bytes.fromhex(key)) for ref, key in changed}
        return None if None in texts.values() else {ref: json.loads(text) for ref, text in texts.items() if text}

    def _now(self, local: Local) -> dict[str, Sequence[Sequence[str]]]:
        """What must be the same for a renewal: by number the entries with their terms, and where their words are."""
        known = (f"{name} {lexicon.source}" for name, lexicon in sorted(self.lexicons.items()))
        rows = []
        for entry in numbered(local):
            terms = digest_of(text for term in terms_of(entry) for text in term)
            rows.append([str(entry.ref), terms, self.kept.keys[entry.ref.kind, entry.ref.slug].hex()])
        return {"of": [[digest_of((self.world, *known))]], "entries": rows}

    def _name(self, local: Local) -> str:
        return f"search-{local.language}-{site_name(self.memory.order.output)}"
