"""Made-up views for the tests of templates: of each kind of page one with all it can hold and one with the least."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from markupsafe import Markup

from zoomibank.bank.facets import FACETS
from zoomibank.content.prose import read_prose
from zoomibank.site.citation import Citation
from zoomibank.site.strings import Strings
from zoomibank.site.urls import PARAMETERS
from zoomibank.site.views import (
    AdoptionLine,
    ArticleView,
    BrowseView,
    Card,
    Choice,
    Component,
    ContactLine,
    Crumb,
    DueGroup,
    DueLine,
    DueView,
    EventLine,
    Example,
    Facet,
    Filters,
    FormChoice,
    FormField,
    FormGroup,
    FormView,
    ForwardView,
    FrontView,
    Heading,
    KeywordIndexView,
    LetterGroup,
    LinkTo,
    ListView,
    MapArc,
    MapGroup,
    MapNode,
    MaterialLine,
    MatrixRow,
    NotFoundView,
    OutputLine,
    OwnListView,
    Pager,
    PhaseAt,
    Plan,
    PracticeView,
    ProjectFacts,
    ProjectLine,
    RelationGroup,
    RelationLine,
    ResultLine,
    ReviewLine,
    Running,
    Spoken,
    Standing,
    Statement,
    Step,
    StyleGuideView,
    TermIndexView,
    TermLine,
    TermView,
    ToolView,
    View,
    Way,
    WaysView,
    WayView,
)

_VOCABULARIES: Final = {*FACETS, "keywords"}
LANGUAGES: Final = ("fi", "sv", "en")
STATES: Final = ("fresh", "due", "overdue", "archived", "superseded", "draft")
RELATIONS: Final = (
    "continues", "continued_by", "replaces", "replaced_by", "complements", "complemented_by", "part_of", "has_part",
    "requires", "required_by", "alternative_to", "see_also",
)  # fmt: skip
ODD: Final = """Tämä on <b onclick="x()">vain</b> tekstiä & "lainaus" {{ 7 * 7 }} </script>
toisella rivillä"""
"""A text full of what must not become markup."""

BODY: Final = """## Mihin malli on tarkoitettu

Malli sopii *ryhmille*, joilla on **yhteinen aihe**. Lue myös [toinen malli](toinen-malli.md#miten-aloitat) ja
[ohje](https://esimerkki.example/ohje).[^1]

### Näin se etenee

1. Sovitaan aihe.
2. Tavataan `kerran` viikossa.

| Vaihe | Kesto |
|-------|------:|
| Alku | 2 viikkoa |
| Loppu | 10 viikkoa |

| Toinen | Taulukko |
|--------|----------|
| a | b |

!!! tip
    Varaa tila ajoissa.

!!! warning "Huomaa"
    Kaikki eivät pääse paikalle.

> Lainaus osallistujalta.

    koodia <script>

Termi
:   Selitys termille.

![Kaksi ihmistä pöydän ääressä](../media/poyta.png)

[^1]: Ohje on yhden kunnan oma.
"""


def text(language: str, words: str = "Opinpolun aamutuokiot") -> Spoken:
    return Spoken(words, language)


def link(language: str, words: str, url: str, count: int | None = None) -> LinkTo:
    return LinkTo(Spoken(words, language), url, count)


def standing(language: str, state: str = "overdue") -> Standing:
    return Standing(
        state=state,
        added=date(2022, 9, 13),
        checked=date(2024, 3, 1) if state == "fresh" else None,
        next_review=date(2024, 9, 13) if state in {"fresh", "due", "overdue"} else None,
        successors=(link(language, "Iltapäivätuokiot", "kaytannot/iltapaivatuokiot/"),)
        if state == "superseded"
        else (),
    )


def card(language: str, number: int = 0, *, spoken: str = "") -> Card:
    own = spoken or language
    return Card(
        kind="practices" if number % 2 else "tools",
        title=Spoken(f"Opinpolkukehittämisverkostoyhteistyömalli {number}", own),
        url=f"kaytannot/malli-{number}/",
        summary=Spoken(ODD, own),
        themes=(link(language, "Hyvinvointi", "teemat/hyvinvointi/"),),
        target_groups=(link(language, "Opettajat", "kohderyhmat/opettajat/"), link(own, "Ohjaajat", "kohderyhmat/x/")),
        standing=standing(language, STATES[number % len(STATES)]),
        phase=link(language, "Kiinni kokeiluun", "vaiheet/kokeiluun/") if number % 2 else None,
        evidence=("aim", "observed", "measured", "")[number % 4],
        owner=link(language, "Mallilan opisto", "organisaatiot/mallila/"),
    )


def crumbs(language: str, *steps: str) -> tuple[Crumb, ...]:
    words = ("Etusivu", *steps)
    return tuple(Crumb(text(language, word), "teemat/" if number else "") for number, word in enumerate(words))


def running(language: str) -> Running:
    prose, findings = read_prose(BODY, path="practices/malli.md", first_line=1)
    assert not findings
    return Running(prose, language)


def pager(number: int, count: int) -> Pager:
    return Pager(number, count, tuple("kaytannot/" if n == 1 else f"kaytannot/sivu/{n}/" for n in range(1, count + 1)))


def way(language: str, number: int, *, full: bool = True) -> Way:
    def said(words: str) -> Spoken | None:
        return text(language, words) if full else None

    return Way(
        key=f"tapa-{number}",
        label=text(language, f"Vahvistetaan verkostoa {number}"),
        url=f"toimintatavat/tapa-{number}/",
        description=said("Kehittäjät tapaavat säännöllisesti."),
        problem=said("Kehittäjät eivät tunne toistensa työtä."),
        consequence=said("Tiedot eivät kulje."),
        means=said("Tavataan säännöllisesti."),
        effect=said("Verkosto tukee jäseniään."),
        tools=tuple(link(language, f"Väline {n}", f"valineet/valine-{n}/") for n in range(3)) if full else (),
        practices=(link(language, "Malli 1", "kaytannot/malli-1/"),) if full else (),
        aliases=(text("fi", "verkostotyö"),) if full else (),
        concept="https://kasitteet.example/p2" if full else "",
    )


def map_group(own: str) -> MapGroup:
    """A map of three entries: the page's own, a tool in another language, and one outside the theme."""
    first, second = "M76 14C42 14 42 48 76 48", "M76 48C42 48 42 82 76 82"
    nodes = (
        MapNode("practices", text(own, ODD), "", ("Malli & muut", "<1>"), 19, 14, first, is_beside=False),
        MapNode("tools", text("sv", "Verktyg"), "valineet/v/", ("Verktyg",), 53, 48, first + second, is_beside=False),
        MapNode("practices", text(own, ODD), "kaytannot/k/", ("Pitkä", "nimi"), 87, 82, second, is_beside=True),
    )
    arcs = (MapArc("continues", first, "M78 14l-9-4.5v9z"), MapArc("see_also", second, ""))
    return MapGroup(nodes, arcs, 116)


def contents(strings: Strings, *keys: str, body: Running | None = None) -> tuple[Heading, ...]:
    headings = []
    for key in keys:
        if key == "body" and body:
            headings += [
                Heading(h.id, Spoken(h.text, body.language), h.level) for h in body.prose.headings if h.level < 4
            ]
        elif key != "body":
            headings.append(Heading(strings.section_id(key), Spoken(strings(f"section.{key}"), strings.language), 2))
    return tuple(headings)


def practice(strings: Strings, *, full: bool, spoken: str = "", partly: bool = False) -> PracticeView:
    own = strings.language
    said = spoken or own
    mixed = "fi" if partly else said
    body = running(mixed) if full else None
    shown = (
        ("summary", "body", "steps", "results", "target_groups", "themes", "keywords", "adoption", "materials",
         "reviews", "adoptions", "relations", "details", "owner", "related")
        if full
        else ("summary", "themes", "details", "owner")
    )  # fmt: skip
    return PracticeView(
        kind="practices",
        identifier="practices/malli",
        crumbs=crumbs(own, "Hyvät käytännöt", "Opinpolun aamutuokiot"),
        contents=contents(strings, *shown, body=body),
        title=text(said, "Opinpolun aamutuokiot <1>"),
        summary=text(said, ODD),
        aliases=(text(said, "Aamupiiri"), text("en", "Morning circle")) if full else (),
        translated=not spoken,
        partly=partly,
        standing=standing(own, "superseded" if full else "fresh"),
        themes=(link(own, "Hyvinvointi", "teemat/hyvinvointi/"),),
        target_groups=(link(own, "Opettajat", "kohderyhmat/opettajat/"),) if full else (),
        keywords=(link(said, "ryhmäytyminen", "asiasanat/ryhmaytyminen/"),) if full else (),
        body=body,
        steps=(Step(text(mixed, "Sovi aika"), text(mixed, ODD)), Step(text(mixed, "Kokoonnu"), None)) if full else (),
        materials=(
            MaterialLine(text(said, "Ohje & pohja"), "https://esimerkki.example/ohje?a=1&b=2", "guide", "sv"),
            MaterialLine(text(said, "Tallenne"), "https://esimerkki.example/v", "", "yue"),
            MaterialLine(text(said, "Muu"), "https://esimerkki.example/m", "", ""),
        ) if full else (),
        relations=tuple(
            RelationGroup(
                label,
                tuple(
                    RelationLine(
                        "tools", text(own, f"Väline {n}"), f"valineet/valine-{n}/", text(own, ODD),
                        text(said, "Tehty ensin.") if n else None,
                    )
                    for n in range(1 + number % 2)
                ),
            )
            for number, label in enumerate(RELATIONS)
        ) if full else (),
        map=map_group(own) if full else None,
        related=(card(own, 1), card(own, 2, spoken="fi")) if full else (),
        owner=link(own, "Mallilan opisto", "organisaatiot/mallila/"),
        owner_website="https://mallila.example/" if full else "",
        contact=ContactLine("Malli Mallinen", text(said, "Suunnittelija"), "neuvonta@mallila.example", "https://m.example/")
        if full
        else None,
        project=ProjectLine(link(own, "Opinpolku", "hankkeet/opinpolku/"), "https://polku.example/") if full else None,
        origin="project" if full else "",
        origin_note=text(said, "Alkoi kokeiluna.") if full else None,
        register_id=4321 if full else 0,
        short_address="id/4321/" if full else "",
        licence="CC-BY-4.0" if full else "MIT",
        citation=Citation(
            ODD, f"@misc{{malli,\n  title = {{{{{ODD}}}}},\n}}", f"TY  - ELEC\nTI  - {ODD}\nER  - ", f"[{ODD}]"
        ),
        edit_address="https://koodi.example/edit/content/practices/malli.md" if full else "",
        minutes=2,
        results=tuple(
            ResultLine(
                text(said, ODD), kind, text(said, "Kysely") if kind == "measured" else None,
                date(2024, 1, 2) if kind != "aim" else None,
            )
            for kind in ("aim", "observed", "measured")
        ) if full else (),
        evidence="measured" if full else "",
        phase=PhaseAt(text(own, "Kiinni kokeiluun"), "vaiheet/kokeiluun/", number=2, of=4) if full else None,
        plan=Plan(
            text(mixed, "Rehtori päättää."), text(mixed, ODD), (text(mixed, "Kysely keväällä"),),
            (text(mixed, "Aikaa"), text(mixed, "Tilat")), (text(mixed, "Kiire"),),
        ) if full else None,
        reviews=tuple(
            ReviewLine(
                kind, "Toinen Tekijä", link(own, "Opisto", "organisaatiot/mallila/") if kind == "peer" else None,
                date(2023, 5, 6), verdict, text(said, ODD) if verdict == "red" else None,
            )
            for kind, verdict in (("peer", "green"), ("expert", "yellow"), ("expert", "red"))
        ) if full else (),
        adoptions=tuple(
            AdoptionLine(
                link(own, "Mallilan opisto", "organisaatiot/mallila/"), since,
                PhaseAt(text(own, "Kiinni arkeen"), "vaiheet/arkeen/", number=4, of=4) if since else None,
                text(said, ODD) if not since else None,
            )
            for since in ("2024", "2024-08", "2024-08-15", "")
        ) if full else (),
        criteria="arvioinnit/",
        plan_page="kaytannot/malli/kayttoonotto/" if full else "",
        adopters=(link(own, "Kiinni arkeen", "vaiheet/arkeen/", 3),) if full else (),
    )  # fmt: skip


def tool(strings: Strings, *, full: bool) -> ToolView:
    own = strings.language
    shared = practice(strings, full=full)
    shown = (
        ("summary", "body", "ways_of_working", "goals", "use", "steps", "strengths", "weaknesses", "outputs", "events",
         "target_groups", "themes", "keywords", "materials", "relations", "details", "owner", "related")
        if full
        else ("summary", "themes", "details", "owner")
    )  # fmt: skip
    start = datetime.fromisoformat("2026-03-12T09:00+02:00")
    return ToolView(
        **{name: getattr(shared, name) for name in (
            "identifier", "title", "summary", "aliases", "translated", "partly", "themes", "target_groups", "keywords",
            "body", "steps", "materials", "relations", "map", "related", "owner", "owner_website", "contact", "project",
            "origin", "origin_note", "register_id", "short_address", "licence", "citation", "edit_address",
            "minutes",
        )},
        kind="tools",
        standing=standing(own, "archived" if full else "draft"),
        crumbs=crumbs(own, "Koordinaation välineet", "Aamukahvit"),
        contents=contents(strings, *shown, body=shared.body),
        ways=tuple(link(own, f"Toimintatapa {n}", f"toimintatavat/tapa-{n}/") for n in range(2)) if full else (),
        goals=(text(own, "Verkosto pysyy koossa"),) if full else (),
        cadence="term" if full else "",
        min_minutes=60 if full else 0,
        max_minutes=90 if full else 0,
        min_participants=0,
        max_participants=12 if full else 0,
        strengths=(text(own, ODD), text("fi", "Helppo aloittaa")) if full else (),
        weaknesses=(text(own, "Vie aikaa"),) if full else (),
        outputs=(
            OutputLine(text(own, "Muistio"), "https://esimerkki.example/muistio", date(2025, 2, 3)),
            OutputLine(text(own, "Luettelo"), "", None),
        ) if full else (),
        calendar="data/fi/calendar/tools/v.ics" if full else "",
        events=(
            EventLine(text(own, "Aamukahvit"), start, start.replace(hour=11), text(own, "Etäyhteys"), "https://e.example/"),
            EventLine(text(own, "Kaksi päivää"), start, start.replace(day=13), None, ""),
            EventLine(text(own, "Avoin loppu"), start, None, None, ""),
        ) if full else (),
    )  # fmt: skip


def facet(language: str, name: str) -> Facet:
    terms = tuple(
        Choice(text(language, f"Termi {n}"), f"teemat/termi-{n}/", n * 1000, key=f"termi-{n}") for n in range(4)
    )
    return Facet(name, PARAMETERS[name], "teemat/", terms, has_more=name in _VOCABULARIES)


def filters(language: str, *, full: bool) -> Filters:
    return Filters(
        facets=tuple(facet(language, name) for name in PARAMETERS) if full else (),
        unfolded=3,
        parameter="teema" if full else "",
        key="termi" if full else "",
        standings=tuple(standing(language, state) for state in STATES),
        ways_on=(link(language, "Hyvinvointi", "teemat/hyvinvointi/", 3),) if full else (),
    )


def term(language: str, name: str, *, full: bool) -> TermView:
    project = ProjectFacts(
        code="A12345",
        website="https://opinpolku.example/",
        funder=text(language, "Mallirahasto"),
        programme=text(language, "Ohjelma"),
        start=date(2020, 1, 1),
        end=date(2021, 12, 31),
        owner=link(language, "Mallilan opisto", "organisaatiot/mallila/"),
    )
    bare = ProjectFacts("", "", None, None, None, None, None)
    return TermView(
        facet=name,
        key="termi",
        crumbs=crumbs(language, "Teemat", "Termi"),
        label=text("fi" if full else language, "Termi & muu"),
        description=text(language, ODD) if full else None,
        aliases=(text("fi", "toinen nimi"),) if full else (),
        concept="https://kasitteet.example/p1" if full else "",
        website="https://mallila.example/" if full else "",
        project=(project if full else bare) if name == "projects" else None,
        filters=filters(language, full=full) if name in {"themes", "target-groups"} else None,
        beside=(facet(language, "themes"), facet(language, "phases")) if full else (),
        cards=tuple(card(language, n) for n in range(3)) if full else (),
        total=153 if full else 0,
        pager=pager(3, 7) if full and name != "themes" else pager(1, 1),
        adopted=(card(language, 1),) if full and name == "organisations" else (),
    )


def article(strings: Strings, *, full: bool) -> ArticleView:
    own = strings.language
    body = running("fi") if full else None
    contact = ContactLine("", None, "palaute@mallila.example", "")
    return ArticleView(
        crumbs=crumbs(own, "Saavutettavuus"),
        contents=contents(strings, "body", "statement", body=body) if full else (),
        title=text("fi" if full else own, "Saavutettavuus"),
        summary=text("fi" if full else own, ODD),
        translated=not full or own == "fi",
        body=body,
        statement=Statement(
            level="partial",
            assessed=date(2026, 1, 2),
            method=text(own, "Itsearviointi"),
            exceptions=(text(own, "Kartat"), text("fi", "Videot")),
            authority=text(own, "Viranomainen"),
            contact=contact,
        )
        if full
        else None,
        edit_address="https://koodi.example/edit" if full else "",
    )


def form(strings: Strings, *, full: bool) -> FormView:
    """The form, with a field of each kind."""
    choices = (FormChoice("a", text("fi", ODD), text("sv", ODD)), FormChoice("b", text("fi", ODD)))

    def field(kind: str, *fields: FormField) -> FormField:
        is_chosen = kind.startswith("choice")
        return FormField(
            kind, ODD, ODD, kind, "text", required=kind == "line", low=1, high=9, choices=choices if is_chosen else (),
            fields=fields,
        )  # fmt: skip

    plain = tuple(field(kind) for kind in ("line", "text", "lines", "choice", "choices"))
    return FormView(
        crumbs=crumbs(strings.language, "Ehdota"),
        groups=(FormGroup(ODD, (*plain, field("record", *plain), field("records", *plain))),),
        rules=ODD,
        texts=ODD,
        written_in=ODD,
        contact=ContactLine(ODD, text("fi", ODD), "a@example.org", "https://example.org/") if full else None,
        new_file="https://example.org/{path}?v={content}" if full else "",
    )


def views(strings: Strings) -> Iterator[tuple[str, str, View]]:
    """The name of a sample, the template's kind, and the view."""
    own = strings.language
    cards = tuple(card(own, number) for number in range(6))
    yield "practice-full", "practice", practice(strings, full=True)
    yield "practice-least", "practice", practice(strings, full=False)
    yield "practice-untranslated", "practice", practice(strings, full=True, spoken="fi" if own != "fi" else "sv")
    yield "practice-partly", "practice", practice(strings, full=True, partly=True)
    yield "tool-full", "tool", tool(strings, full=True)
    yield "tool-least", "tool", tool(strings, full=False)
    for kind in ("practices", "tools"):
        yield f"list-{kind}", "list", ListView(kind, crumbs(own, "Luettelo"), cards, 1234, pager(12, 25))
    yield "list-least", "list", ListView("tools", crumbs(own, "Luettelo"), (), 0, pager(1, 1))
    for number in (1, 2):
        browse = BrowseView(crumbs(own, "Selaa"), filters(own, full=True), cards, 106, pager(number, 3))
        yield f"browse-full-{number}", "browse", browse
    yield "browse-least", "browse", BrowseView(crumbs(own, "Selaa"), filters(own, full=False), (), 0, pager(1, 1))
    names = tuple(name for name in PARAMETERS if name != "kinds")
    for name in names:
        if name not in {"ways-of-working", "keywords"}:
            lines = (
                TermLine(link(own, "Termi 1", "teemat/termi-1/", 1), text(own, ODD)),
                TermLine(link("fi", "Termi 2", "teemat/termi-2/"), None),
            )
            yield f"terms-{name}", "terms", TermIndexView(name, crumbs(own, "Teemat"), lines)
        if name != "ways-of-working":
            yield f"term-{name}-full", "term", term(own, name, full=True)
            yield f"term-{name}-least", "term", term(own, name, full=False)
    yield "terms-least", "terms", TermIndexView("themes", crumbs(own, "Teemat"), ())
    groups = tuple(
        LetterGroup(letter, f"kirjain-{n}", facet(own, "keywords").terms) for n, letter in enumerate(("A", "Å", "Ö"))
    )
    yield "keywords-full", "keywords", KeywordIndexView(crumbs(own, "Asiasanat"), groups, 9)
    yield "keywords-least", "keywords", KeywordIndexView(crumbs(own, "Asiasanat"), (), 0)
    ways = tuple(way(own, number, full=number < 3) for number in range(4))
    rows = tuple(
        MatrixRow(link(own, f"Väline {n}", f"valineet/valine-{n}/"), tuple(n % (m + 1) == 0 for m in range(4)))
        for n in range(5)
    )
    yield "ways-full", "ways", WaysView(crumbs(own, "Toimintatavat"), ways, rows)
    yield "ways-least", "ways", WaysView(crumbs(own, "Toimintatavat"), (), ())
    yield "way-full", "way", WayView(crumbs(own, "Toimintatavat", "Tapa"), ways[0], cards, 6, pager(2, 2))
    yield "way-least", "way", WayView(crumbs(own, "Toimintatavat", "Tapa"), ways[3], (), 0, pager(1, 1))
    yield "article-full", "article", article(strings, full=True)
    yield "article-least", "article", article(strings, full=False)
    counts = {"practices": 1200, "tools": 1, "themes": 2, "organisations": 0}
    terms = facet(own, "themes").terms
    yield "front-full", "front", FrontView("Mallipankki", text("fi", ODD), ways, terms, terms, cards, counts)
    yield "front-least", "front", FrontView("Mallipankki", None, (), (), (), (), dict.fromkeys(counts, 0))
    late = tuple(
        DueLine(kind, link(own, f"{ODD} {state}", "kaytannot/malli-1/"), standing(own, state), contact)
        for kind, state, contact in (("practices", "overdue", text("fi", ODD)), ("tools", "due", None))
    )
    waiting = tuple(DueGroup(LinkTo(text(own, f"Hallinnoija {n}"), "organisaatiot/m/", n), late) for n in (1, 2))
    yield "due-full", "due", DueView(crumbs(own, "Tarkistettavat"), waiting, 4, 2, pager(2, 2))
    yield "due-least", "due", DueView(crumbs(own, "Tarkistettavat"), (), 0, 0, pager(1, 1))
    yield "form-full", "propose", form(strings, full=True)
    yield "form-least", "propose", form(strings, full=False)
    yield "own-list", "own_list", OwnListView(crumbs(own, "Oma lista"), "data/entries/fi")
    yield "not-found", "not_found", NotFoundView((link(own, "Selaa", "selaa/"),))
    yield "not-found-least", "not_found", NotFoundView(())
    nav = Markup('<nav aria-label="A"><a id="a" href="#a">A</a></nav>')
    components = tuple(
        Component(
            name, "components/links/links.html", text("fi", ODD), ("links",), (
                Example(text(own), text("fi", ODD), "links", {"items": (link(own, "Teema", "teemat/"),)}, Markup()),
                Example(text(own, name + ODD), None, "", {}, nav),
            )
        )
        for name in ("a", "b")
    )  # fmt: skip
    yield "style-guide", "style_guide", StyleGuideView(components)
    yield "forward", "forward", ForwardView(link(own, "Uusi & parempi", "kaytannot/malli-1/"))
