"""What templates get: one view class a page kind, all words chosen, sorted, counted and addressed.

An `url` is an address from the site's root without a slash in front (`kaytannot/kiinni/`, "" for the front page,
perhaps with `#anchor`); templates make it relative to their page with the filter `href`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from zoomibank.content.prose import Prose
from zoomibank.site.citation import Citation


class View:
    """What a page's template gets: the page kinds' own classes are made of it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text and the language it is in, which may be another than the page's."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class LinkTo:
    """A link to a page of the site; `count` is how many entries it leads to, or None where that means nothing."""

    label: Spoken
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class PhaseAt(LinkTo):
    """A phase and where it stands among all of them: the `number`th, from 1, `of` so many."""

    number: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands: is it current?

    `state` is fresh, due, overdue, archived, superseded or draft; `checked` the day of the last review (None: never);
    `next_review` the day of the next one (None where no review is due any more).
    """

    state: str
    added: date
    checked: date | None
    next_review: date | None
    successors: tuple[LinkTo, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """An entry in a list. `kind` is practices or tools; `evidence` aim, observed, measured or ""."""

    kind: str
    title: Spoken
    url: str
    summary: Spoken
    themes: tuple[LinkTo, ...]
    target_groups: tuple[LinkTo, ...]
    standing: Standing
    phase: LinkTo | None
    evidence: str
    owner: LinkTo


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumbs; the last one is the page itself."""

    label: Spoken
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the table of contents. `id` is the element's id on the page, `level` 2 to 6."""

    id: str
    text: Spoken
    level: int


@dataclass(frozen=True, slots=True)
class Running:
    """Running text: checked HTML in pieces, and its language."""

    prose: Prose
    language: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process; `text` may be None."""

    title: Spoken
    text: Spoken | None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result with its kind: aim, observed or measured."""

    text: Spoken
    kind: str
    source: Spoken | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The four parts of an adoption plan; a part that is not there is None or empty."""

    decision: Spoken | None
    plan: Spoken | None
    measures: tuple[Spoken, ...]
    enablers: tuple[Spoken, ...]
    barriers: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material. `kind` is a key of `material` in the strings or ""; `language` a code or ""."""

    title: Spoken
    address: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A signed review. `kind` is peer or expert; `verdict` green, yellow or red; `is_older` if there is a newer one."""

    kind: str
    by: str
    organisation: LinkTo | None
    date: date
    verdict: str
    note: Spoken | None
    is_older: bool = False


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """Someone who has taken a practice into use; `since` is YYYY, YYYY-MM or YYYY-MM-DD, or ""."""

    organisation: LinkTo
    since: str
    phase: PhaseAt | None
    note: Spoken | None


@dataclass(frozen=True, slots=True)
class RelationLine:
    """The other end of a relation, with the note that was written about it."""

    kind: str
    title: Spoken
    url: str
    summary: Spoken
    note: Spoken | None


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Relations of one type and direction; `label` is a key of `relation` in the strings (`continued_by`)."""

    label: str
    lines: tuple[RelationLine, ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    """An entry on a map: its label in lines, the first of them at `y`; `mark` is the height of its mark.

    `arcs` is the path of all arcs that end at it. `url` is "" for the entry whose page this is; `is_beside` marks those
    outside the theme of the map.
    """

    kind: str
    title: Spoken
    url: str
    lines: tuple[str, ...]
    y: int
    mark: int
    arcs: str
    is_beside: bool


@dataclass(frozen=True, slots=True)
class MapArc:
    """A relation on a map: its arc, and an arrowhead where it has a direction ("" where not)."""

    type: str
    path: str
    head: str


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Entries that belong together, as a drawing of its own, `height` units high."""

    nodes: tuple[MapNode, ...]
    arcs: tuple[MapArc, ...]
    height: int


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Someone to ask; what is not given is "" or None."""

    name: str
    role: Spoken | None
    email: str
    url: str


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """The project an entry came about in; `website` is "" when unknown."""

    link: LinkTo
    website: str


@dataclass(frozen=True, slots=True)
class EntryView(View):
    """What practice and tool pages share.

    `translated` is False when the whole entry is shown in another language than the page's, `partly` when parts are.
    `minutes` is the reading time; `register_id` 0 when there is none; `edit_address` "" when the bank has no such
    address. `identifier` is the lasting ref (`practices/<slug>`); `origin` a key of `origin` in the strings or "".
    """

    kind: str
    identifier: str
    crumbs: tuple[Crumb, ...]
    contents: tuple[Heading, ...]
    title: Spoken
    summary: Spoken
    aliases: tuple[Spoken, ...]
    translated: bool
    partly: bool
    standing: Standing
    themes: tuple[LinkTo, ...]
    target_groups: tuple[LinkTo, ...]
    keywords: tuple[LinkTo, ...]
    body: Running | None
    steps: tuple[Step, ...]
    materials: tuple[MaterialLine, ...]
    relations: tuple[RelationGroup, ...]
    map: MapGroup | None
    related: tuple[Card, ...]
    owner: LinkTo
    owner_website: str
    contact: ContactLine | None
    project: ProjectLine | None
    origin: str
    origin_note: Spoken | None
    register_id: int
    short_address: str
    licence: str
    citation: Citation
    edit_address: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PracticeView(EntryView):
    """A practice page. `evidence` is the strongest kind of result, or ""; `adopters` counts adoptions per phase.

    `plan_page` is where taking it into use is planned, "" for what is to be taken into use no more; `criteria` is the
    page that tells what reviewers look at.
    """

    results: tuple[ResultLine, ...]
    evidence: str
    phase: PhaseAt | None
    plan: Plan | None
    reviews: tuple[ReviewLine, ...]
    adoptions: tuple[AdoptionLine, ...]
    adopters: tuple[LinkTo, ...]
    plan_page: str
    criteria: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """A meeting; times are in the bank's zone."""

    title: Spoken
    start: datetime
    end: datetime | None
    place: Spoken | None
    address: str


@dataclass(frozen=True, slots=True)
class OutputLine:
    """What a tool has yielded; `address` may be ""."""

    title: Spoken
    address: str
    date: date | None


@dataclass(frozen=True, slots=True)
class ToolView(EntryView):
    """A tool page. `cadence` is a key of `cadence` in the strings or ""; numbers are 0 when not given."""

    ways: tuple[LinkTo, ...]
    goals: tuple[Spoken, ...]
    cadence: str
    min_minutes: int
    max_minutes: int
    min_participants: int
    max_participants: int
    strengths: tuple[Spoken, ...]
    weaknesses: tuple[Spoken, ...]
    outputs: tuple[OutputLine, ...]
    events: tuple[EventLine, ...]
    calendar: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a long list a page is: `number` of `count`, from 1; the urls of all its pages in order."""

    number: int
    count: int
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListView(View):
    """All practices or all tools (`kind`), a page at a time; `total` counts the whole list."""

    kind: str
    crumbs: tuple[Crumb, ...]
    cards: tuple[Card, ...]
    total: int
    pager: Pager


@dataclass(frozen=True, slots=True)
class Choice(LinkTo):
    """A value of a facet; `key` stands for it in addresses."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to look at a list: `name` is a key of `facet` in the strings, `parameter` its name in addresses.

    `url` is its index page, which has more choices than are shown here where `has_more`.
    """

    name: str
    parameter: str
    url: str
    terms: tuple[Choice, ...]
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list.

    The first so many facets are `unfolded`. `parameter` and `key` name the choice that all of the list has, or are "".
    `standings` are one for each state, for the cards that scripts make; `ways_on` are for those who found nothing.
    """

    facets: tuple[Facet, ...]
    unfolded: int
    parameter: str
    key: str
    standings: tuple[Standing, ...]
    ways_on: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class BrowseView(View):
    """Everything in the bank."""

    crumbs: tuple[Crumb, ...]
    filters: Filters
    cards: tuple[Card, ...]
    total: int
    pager: Pager


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in an index of terms."""

    link: LinkTo
    description: Spoken | None


@dataclass(frozen=True, slots=True)
class TermIndexView(View):
    """All terms of a facet (themes, phases, states and so on); `facet` is its name."""

    facet: str
    crumbs: tuple[Crumb, ...]
    terms: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The keywords under one letter of the alphabet; `id` is the group's anchor."""

    letter: str
    id: str
    keywords: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class KeywordIndexView(View):
    """All keywords, A–Ö."""

    crumbs: tuple[Crumb, ...]
    groups: tuple[LetterGroup, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is known of a project; what is not is "" or None."""

    code: str
    website: str
    funder: Spoken | None
    programme: Spoken | None
    start: date | None
    end: date | None
    owner: LinkTo | None


@dataclass(frozen=True, slots=True)
class TermView(View):
    """The page of one term of a facet, with its entries, a page at a time.

    The list can be narrowed by `filters`, or `beside` are the counts of its entries by other facets. `project` and
    `website` are for projects and organisations; `adopted` are, for an organisation, the practices that it has taken
    into use; `aliases` other names.
    """

    facet: str
    key: str
    crumbs: tuple[Crumb, ...]
    label: Spoken
    description: Spoken | None
    aliases: tuple[Spoken, ...]
    concept: str
    website: str
    project: ProjectFacts | None
    filters: Filters | None
    beside: tuple[Facet, ...]
    cards: tuple[Card, ...]
    total: int
    pager: Pager
    adopted: tuple[Card, ...]
    beyond: tuple[LinkTo, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way of working: from a problem through means to an effect."""

    key: str
    label: Spoken
    url: str
    description: Spoken | None
    problem: Spoken | None
    consequence: Spoken | None
    means: Spoken | None
    effect: Spoken | None
    tools: tuple[LinkTo, ...]
    practices: tuple[LinkTo, ...]
    aliases: tuple[Spoken, ...] = ()
    concept: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A tool and, for each way in order, whether it serves it."""

    tool: LinkTo
    serves: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class WaysView(View):
    """All ways of working: problem → means → effect, and the matrix of tools × ways, unless they are too many for one.

    Of the tools of a way, `most` are named.
    """

    crumbs: tuple[Crumb, ...]
    ways: tuple[Way, ...]
    matrix: tuple[MatrixRow, ...]
    most: int = 50


@dataclass(frozen=True, slots=True)
class WayView(View):
    """One way of working and the tools that serve it; of the practices that are tied to these, `most` are named."""

    crumbs: tuple[Crumb, ...]
    way: Way
    cards: tuple[Card, ...]
    total: int
    pager: Pager
    most: int = 50


@dataclass(frozen=True, slots=True)
class Statement:
    """The facts of the accessibility statement; `level` is full, partial or none."""

    level: str
    assessed: date
    method: Spoken
    exceptions: tuple[Spoken, ...]
    authority: Spoken
    contact: ContactLine | None


@dataclass(frozen=True, slots=True)
class ArticleView(View):
    """An article; `statement` where it is the accessibility statement."""

    crumbs: tuple[Crumb, ...]
    contents: tuple[Heading, ...]
    title: Spoken
    summary: Spoken
    translated: bool
    body: Running | None
    statement: Statement | None
    edit_address: str


@dataclass(frozen=True, slots=True)
class FrontView(View):
    """The front page. `counts` are figures of the bank by key (practices, tools, themes, organisations)."""

    title: str
    description: Spoken | None
    ways: tuple[Way, ...]
    themes: tuple[LinkTo, ...]
    target_groups: tuple[LinkTo, ...]
    newest: tuple[Card, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DueLine:
    """An entry that waits for its review; `contact` is a role or else a name, or None."""

    kind: str
    link: LinkTo
    standing: Standing
    contact: Spoken | None


@dataclass(frozen=True, slots=True)
class DueGroup:
    """The entries of an owner that wait for their reviews; the owner's `count` is of all its entries that do."""

    owner: LinkTo
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class DueView(View):
    """The entries that wait for their reviews, a page at a time; `total` counts them all, `overdue` those too late."""

    crumbs: tuple[Crumb, ...]
    groups: tuple[DueGroup, ...]
    total: int
    overdue: int
    pager: Pager


@dataclass(frozen=True, slots=True)
class FormChoice:
    """What may be chosen for a field of the form."""

    key: str
    label: Spoken
    description: Spoken | None = None


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form.

    `kind` is what it is filled with: a line, a text, lines that are a list, a choice, choices, a record or records with
    `fields` of their own, of which one is called `item` and made by `add`. `reader` is the type of its values; `low`
    and `high` bound it, 0 where there is no bound.
    """

    name: str
    label: str
    help: str
    kind: str
    reader: str
    required: bool
    low: int
    high: int
    choices: tuple[FormChoice, ...] = ()
    fields: "tuple[FormField, ...]" = ()
    item: str = ""
    add: str = ""
    is_tall: bool = False


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Fields of the form that belong together."""

    label: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class FormView(View):
    """The form with which a practice is proposed.

    `rules` and `texts` are JSON for its script; `written_in` is the language to write in, in words; `new_file` is the
    pattern of the address where a file is made, or "".
    """

    crumbs: tuple[Crumb, ...]
    groups: tuple[FormGroup, ...]
    rules: str
    texts: str
    written_in: str
    contact: ContactLine | None
    new_file: str


@dataclass(frozen=True, slots=True)
class OwnListView(View):
    """The reader's own list, which only their browser knows; `entries` is the folder with the entries' scripts."""

    crumbs: tuple[Crumb, ...]
    entries: str


@dataclass(frozen=True, slots=True)
class NotFoundView(View):
    """What is shown where an address leads nowhere."""

    ways_on: tuple[LinkTo, ...]


@dataclass(frozen=True, slots=True)
class ForwardView(View):
    """An old or short address that leads on."""

    target: LinkTo


@dataclass(frozen=True, slots=True)
class Example:
    """A component as it is shown once: `macro` with `arguments`, behind `markup` of the templates' own.

    `macro` is "" where the component has none: it is included whole, or, where there is `markup`, styles alone.
    """

    title: Spoken
    note: Spoken | None
    macro: str
    arguments: Mapping[str, object]
    markup: Markup


@dataclass(frozen=True, slots=True)
class Component:
    """A component with its examples; `path` is its template, `macros` are the names of those that others may use."""

    name: str
    path: str
    note: Spoken
    macros: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class StyleGuideView(View):
    """Every component in every example. Sections tell the language of their texts as on a `translated` page."""

    components: tuple[Component, ...]
    translated: bool = True
