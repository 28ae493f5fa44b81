"""The views of practices and tools."""

from collections import Counter
from typing import Any, Final

from zoomibank.bank.facets import strongest_evidence
from zoomibank.content.entry import AnyEntry, Edition, Entry
from zoomibank.content.schema import AdoptionPlan, Practice, Tool
from zoomibank.site.citation import Citation, Work, cite
from zoomibank.site.local import Local, edit_address
from zoomibank.site.overviews.assessments import review_lines
from zoomibank.site.overviews.events import calendar_file, event_lines
from zoomibank.site.overviews.plan import plan_page
from zoomibank.site.overviews.relation_map import entry_map
from zoomibank.site.urls import absolute, short_url
from zoomibank.site.views import (
    AdoptionLine,
    Crumb,
    Heading,
    LinkTo,
    MaterialLine,
    OutputLine,
    Plan,
    PracticeView,
    ProjectLine,
    RelationGroup,
    RelationLine,
    ResultLine,
    Running,
    Spoken,
    Step,
    ToolView,
)

DEEPEST: Final = 3
"""The lowest level of heading in a table of contents."""
_WORDS_A_MINUTE: Final = 160
"""How fast Finnish, with its long words, is read."""
_READ: Final = ("title", "summary", "keywords", "results", "steps", "adoption", "strengths", "weaknesses")
"""The fields whose language tells whether a translation covers the whole entry."""


def practice_view(local: Local, entry: Entry[Practice]) -> PracticeView:
    """The view of a practice's page."""
    edition = entry.edition(local.language)
    record = edition.record
    evidence = strongest_evidence(record)
    counts = Counter(adoption.phase for adoption in record.adoptions if adoption.phase)
    shared = _shared(local, entry)
    body: dict[str, Any] = {
        "results": tuple(
            ResultLine(
                text=local.text(edition, "results", result.text),
                kind=result.kind.value,
                source=local.text_if(edition, "results", result.source),
                date=result.date,
            )
            for result in record.results
        ),
        "evidence": evidence.value if evidence else "",
        "phase": local.phase(record.phase) if record.phase else None,
        "plan": _plan(local, edition, record.adoption),
        "reviews": review_lines(local, edition),
        "criteria": local.urls.index("assessments"),
        "adoptions": tuple(
            AdoptionLine(
                organisation=local.term("organisations", adoption.organisation),
                since=adoption.since or "",
                phase=local.phase(adoption.phase) if adoption.phase else None,
                note=local.text_if(edition, "adoptions", adoption.note),
            )
            for adoption in record.adoptions
        ),
        "adopters": tuple(
            LinkTo(local.said(term.label), local.urls.term("phases", key), counts[key])
            for key, term in (local.catalogue.vocabulary("phases").terms.items() if counts else ())
            if counts[key]
        ),
        "plan_page": plan_page(local, entry),
    }
    order = (
        "summary", "body", "steps", "results", "target_groups", "themes", "keywords", "adoption", "materials",
        "reviews", "adoptions", "relations", "details", "owner", "related",
    )  # fmt: skip
    shown = {**shared, **body, "adoption": body["plan"]}
    return PracticeView(**shared, contents=_contents(local, order, shown), **body)


def tool_view(local: Local, entry: Entry[Tool]) -> ToolView:
    """The view of a tool's page."""
    edition = entry.edition(local.language)
    record = edition.record
    duration, participants = record.duration, record.participants
    goals = local.catalogue.bank.vocabularies.goals.terms
    shared = _shared(local, entry)
    body: dict[str, Any] = {
        "ways": local.terms("ways-of-working", record.ways_of_working),
        "goals": tuple(local.said(goals[key].label) for key in record.goals),
        "cadence": record.cadence.value if record.cadence else "",
        "min_minutes": (duration and duration.min_minutes) or 0,
        "max_minutes": (duration and duration.max_minutes) or 0,
        "min_participants": (participants and participants.min) or 0,
        "max_participants": (participants and participants.max) or 0,
        "strengths": tuple(local.text(edition, "strengths", text) for text in record.strengths),
        "weaknesses": tuple(local.text(edition, "weaknesses", text) for text in record.weaknesses),
        "outputs": tuple(
            OutputLine(local.text(edition, "outputs", output.title), output.url or "", output.date)
            for output in record.outputs
        ),
        "events": event_lines(local, edition),
        "calendar": calendar_file(local, entry.ref.slug) if record.events else "",
    }
    use = record.cadence or duration or participants
    order = (
        "summary", "body", "ways_of_working", "goals", "use", "steps", "strengths", "weaknesses", "outputs", "events",
        "target_groups", "themes", "keywords", "materials", "relations", "details", "owner", "related",
    )  # fmt: skip
    shown = {**shared, **body, "ways_of_working": body["ways"], "use": use}
    return ToolView(**shared, contents=_contents(local, order, shown), **body)


def _contents(local: Local, order: tuple[str, ...], shown: dict[str, Any]) -> tuple[Heading, ...]:
    """The table of contents: the sections that are not empty, and the headings of the running text in their place."""
    headings: list[Heading] = []
    for key in order:
        if key == "body" and shown["body"]:
            body: Running = shown["body"]
            headings += [
                Heading(heading.id, Spoken(heading.text, body.language), heading.level)
                for heading in body.prose.headings
                if heading.level <= DEEPEST
            ]
        elif key == "details" or (key != "body" and shown[key]):
            headings.append(local.section(key))
    return tuple(headings)


def _shared(local: Local, entry: AnyEntry) -> dict[str, Any]:
    """What practices and tools share, as the fields of `EntryView`, without the contents."""
    edition: Edition[Any] = entry.edition(local.language)
    record = edition.record
    settings = local.catalogue.bank.settings
    title = local.text(edition, "title", record.title)
    prose = edition.body
    body = Running(prose, edition.language_of("body")) if prose.pieces else None
    fields = [name for name in _READ if getattr(record, name, None)]
    languages = {edition.language_of(name) for name in fields} | ({body.language} if body else set())
    project = record.project and local.catalogue.bank.vocabularies.projects.terms[record.project]
    owner = local.catalogue.bank.vocabularies.organisations.terms[record.owner]
    return {
        "kind": entry.ref.kind,
        "identifier": str(entry.ref),
        "crumbs": local.crumbs(local.index_crumb(entry.ref.kind), Crumb(title, local.urls.entry(entry.ref))),
        "title": title,
        "summary": local.text(edition, "summary", record.summary),
        "aliases": tuple(local.text(edition, "aliases", alias) for alias in record.aliases),
        "translated": local.language in entry.editions,
        "partly": local.language in entry.editions and languages != {local.language},
        "standing": local.standing(entry),
        "themes": local.terms("themes", record.themes),
        "target_groups": local.terms("target-groups", record.target_groups),
        "keywords": tuple(local.keyword(word, edition.language_of("keywords")) for word in record.keywords),
        "body": body,
        "steps": tuple(
            Step(local.text(edition, "steps", step.title), local.text_if(edition, "steps", step.text))
            for step in record.steps
        ),
        "materials": tuple(
            MaterialLine(
                title=local.text(edition, "materials", material.title),
                address=material.url,
                kind=material.kind.value if material.kind else "",
                language=material.lang or "",
            )
            for material in record.materials
        ),
        "relations": _relations(local, entry),
        "map": entry_map(local, entry.ref),
        "related": tuple(local.card(local.catalogue.entries[ref]) for ref in local.catalogue.related[entry.ref]),
        "owner": local.term("organisations", record.owner),
        "owner_website": owner.url or "",
        "contact": local.contact(edition, record.contact),
        "project": ProjectLine(local.term("projects", record.project), project.url or "") if project else None,
        "origin": record.origin.kind.value if record.origin else "",
        "origin_note": local.text_if(edition, "origin", record.origin.note) if record.origin else None,
        "register_id": record.register_id or 0,
        "short_address": short_url(record.register_id) if record.register_id else "",
        "licence": record.licence or settings.licence or "",
        "citation": citation_of(local, entry),
        "edit_address": edit_address(settings.edit_url, edition.path),
        "minutes": max(1, round((prose.words + _word_count(record)) / _WORDS_A_MINUTE)),
    }


def citation_of(local: Local, entry: AnyEntry) -> Citation:
    """How an entry is cited."""
    edition: Edition[Any] = entry.edition(local.language)
    record, settings = edition.record, local.catalogue.bank.settings
    work = Work(
        identifier=str(entry.ref),
        title=record.title,
        owner=local.term("organisations", record.owner).label.text,
        bank=local.said(settings.title).text,
        day=record.reviewed or record.added,
        address=absolute(local.base_url, local.urls.entry(entry.ref)) if local.base_url else "",
        licence=record.licence or settings.licence or "",
        language=edition.language_of("title"),
        register_id=record.register_id or 0,
    )
    return cite(work)


def _relations(local: Local, entry: AnyEntry) -> tuple[RelationGroup, ...]:
    groups: dict[str, list[RelationLine]] = {}
    for tie in local.catalogue.ties.get(entry.ref, ()):
        teller: Edition[Any] = local.catalogue.entries[tie.told_by].edition(local.language)
        other: Edition[Any] = local.catalogue.entries[tie.to].edition(local.language)
        line = RelationLine(
            kind=tie.to.kind,
            title=local.text(other, "title", other.record.title),
            url=local.urls.entry(tie.to),
            summary=local.text(other, "summary", other.record.summary),
            note=local.text_if(teller, "relations", teller.record.relations[tie.index].note),
        )
        groups.setdefault(tie.label, []).append(line)
    return tuple(RelationGroup(label, tuple(lines)) for label, lines in groups.items())


def _plan(local: Local, edition: Edition[Practice], plan: AdoptionPlan | None) -> Plan | None:
    if plan is None:
        return None
    return Plan(
        decision=local.text_if(edition, "adoption", plan.decision),
        plan=local.text_if(edition, "adoption", plan.plan),
        measures=tuple(local.text(edition, "adoption", text) for text in plan.measures),
        enablers=tuple(local.text(edition, "adoption", text) for text in plan.enablers),
        barriers=tuple(local.text(edition, "adoption", text) for text in plan.barriers),
    )


def _word_count(record: Practice | Tool) -> int:
    """The words of the summary and the steps."""
    texts = [record.summary, *(f"{step.title} {step.text or ''}" for step in record.steps)]
    return sum(len(text.split()) for text in texts)
