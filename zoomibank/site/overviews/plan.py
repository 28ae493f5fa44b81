"""The page on which an organisation plans how it takes a practice into use."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from zoomibank.bank.freshness import GONE
from zoomibank.content.entry import Entry
from zoomibank.content.schema import Practice
from zoomibank.site.draft import Contents, Draft, single
from zoomibank.site.local import Local
from zoomibank.site.views import Crumb, LinkTo, Spoken, Standing, View


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of the plan: the name of its field in the field table, and what the practice says of it, line by line."""

    name: str
    filled: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """A phase to tick off."""

    key: str
    label: Spoken
    description: Spoken | None


@dataclass(frozen=True, slots=True)
class PlanView(View):
    """A plan to fill in. `ref` names the practice; `steps` are its own, `standing` tells whether it still holds."""

    crumbs: tuple[Crumb, ...]
    ref: str
    practice: LinkTo
    standing: Standing
    parts: tuple[Asked, ...]
    phases: tuple[PlanPhase, ...]
    steps: tuple[Spoken, ...]


def plan_drafts(local: Local) -> Iterator[Draft]:
    """The pages of one language: one for each practice, so that old addresses last also for what is archived."""
    phases = tuple(_phases(local))
    for entry in local.catalogue.bank.practices:
        shows = (entry.ref, *(tie.to for tie in local.catalogue.ties.get(entry.ref, ()) if tie.label == "replaced_by"))
        make = partial(_contents, local, entry, phases)
        yield single(f"plan:{entry.ref.slug}", local.urls.plan(entry.ref), "plan", make, shows=shows)


def plan_page(local: Local, entry: Entry[Practice]) -> str:
    """The address of the plan of a practice; "" for one that is to be taken into use no more."""
    return "" if local.catalogue.freshness[entry.ref].state in GONE else local.urls.plan(entry.ref)


def _contents(local: Local, entry: Entry[Practice], phases: tuple[PlanPhase, ...]) -> Contents:
    edition = entry.edition(local.language)
    record, plan = edition.record, edition.record.adoption
    said = partial(local.text, edition, "adoption")
    filled = {
        "decision": (plan.decision,) if plan and plan.decision else (),
        "plan": (plan.plan,) if plan and plan.plan else (),
        "measures": plan.measures if plan else (),
        "enablers": plan.enablers if plan else (),
        "barriers": plan.barriers if plan else (),
    }
    practice = local.entry(entry.ref)
    crumbs = local.crumbs(
        local.index_crumb("practices"),
        Crumb(practice.label, practice.url),
        Crumb(local.phrase("plan.action"), local.urls.plan(entry.ref)),
    )
    view = PlanView(
        crumbs=crumbs,
        ref=str(entry.ref),
        practice=practice,
        standing=local.standing(entry),
        parts=tuple(Asked(name, tuple(map(said, texts))) for name, texts in filled.items()),
        phases=phases,
        steps=tuple(local.text(edition, "steps", step.title) for step in record.steps),
    )
    title = local.strings("plan.title", practice=practice.label.text)
    return Contents(view, title)  # no search engine is to know it, so none is told of where it stands


def _phases(local: Local) -> Iterator[PlanPhase]:
    for key, term in local.catalogue.vocabulary("phases").terms.items():
        if not term.deprecated_by:
            yield PlanPhase(key, local.said(term.label), local.said_if(term.description))
