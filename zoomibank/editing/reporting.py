"""Which entries a report is of, and what it is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from zoomibank.content.entry import AnyEntry
from zoomibank.findings.finding import SetupError
from zoomibank.site.local import Local
from zoomibank.site.views import Spoken
from zoomibank.text import nearest


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for: keys of themes and of projects, and refs, slugs or numbers of entries."""

    themes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def chosen(local: Local, asked: Asked) -> tuple[tuple[AnyEntry, ...], Spoken]:
    """The entries asked for, by title, and the title of their report.

    An entry is in it if it has one of the themes, one of the projects and one of the names that were given; of what was
    not given nothing is asked.

    Raises:
        SetupError: There is no such theme, project or entry, or no entry has all that is asked.
    """
    found: Sequence[AnyEntry] = tuple(local.catalogue.entries.values())
    names: list[Spoken] = []
    for facet, keys in (("themes", asked.themes), ("projects", asked.projects)):
        for key in keys:
            terms = local.catalogue.vocabulary(facet).terms
            if key not in terms:
                raise _unknown(key, tuple(terms))
            names.append(local.label(facet, key))
        own = {entry.ref for key in keys for entry in local.having(facet, key)}
        found = [entry for entry in found if not keys or entry.ref in own]
    if asked.ids:
        named = {entry.ref for given in asked.ids for entry in _named(local, given)}
        found = [entry for entry in found if entry.ref in named]
    if not found:
        raise SetupError("report_empty")
    title = names[0] if len(names) == 1 else Spoken(", ".join(one.text for one in names), local.language)
    return local.by_title(found), title if names else local.phrase("report.whole" if not asked.ids else "report.chosen")


def _named(local: Local, given: str) -> tuple[AnyEntry, ...]:
    """The entry of a ref, a slug or a number of the register."""
    entries = local.catalogue.entries
    found = tuple(
        entry
        for ref, entry in entries.items()
        if given in {str(ref), ref.slug, str(entry.original.record.register_id or "")}
    )
    if not found:
        raise _unknown(given, tuple(map(str, entries)))
    return found


def _unknown(given: str, known: tuple[str, ...]) -> SetupError:
    near = nearest(given, known)
    return (
        SetupError("report_unknown_near", given=given, near=near) if near else SetupError("report_unknown", given=given)
    )
