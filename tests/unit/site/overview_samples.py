"""Samples of the views of overviews: full ones and the least that there can be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from tests.unit.site.samples import ODD, card, crumbs, link, map_group, pager, standing, text
from zoomibank.site.overviews.assessments import AssessmentsView, Criterion, Reviewed
from zoomibank.site.overviews.coverage import Cell, CoverageRow, CoverageTable, CoverageView
from zoomibank.site.overviews.data import DataFile, DataGroup, DataView
from zoomibank.site.overviews.events import EventOfTool, EventsView
from zoomibank.site.overviews.in_use import InUseView, Part, PhaseColumn, Year
from zoomibank.site.overviews.library import KINDS, OUTPUT, Item, LibraryKind, LibraryLine, LibraryView
from zoomibank.site.overviews.plan import Asked, PlanPhase, PlanView
from zoomibank.site.overviews.relation_map import MapLine, MapView
from zoomibank.site.overviews.report import Figure, ReportEntry, ReportView
from zoomibank.site.strings import Strings
from zoomibank.site.views import EventLine, LinkTo, ReviewLine, View


def overviews(strings: Strings) -> Iterator[tuple[str, str, View]]:
    """The name of a sample, the template's kind, and the view."""
    own = strings.language
    lines = (MapLine(link(own, ODD, "kaytannot/m/"), (("continues", link("sv", ODD, "valineet/v/")),)),)
    alone = (link(own, ODD, "kaytannot/a/"), link("en", "Alone", "kaytannot/b/"))
    theme = link("sv", ODD, "teemat/t/")
    yield "map-full", "map", MapView(crumbs(own, "Kartta"), theme, "kartta/", (map_group(own),), lines, alone, alone)
    yield "map-least", "map", MapView(crumbs(own, "Kartta"), None, "kartta/", (), (), (), ())
    yield "coverage-full", "coverage", _coverage(own)
    yield "coverage-least", "coverage", CoverageView(crumbs(own, "Kattavuus"), (), "ehdota/")
    moment = datetime.fromisoformat("2026-03-12T09:00+02:00")
    line = EventLine(text("sv", ODD), moment, moment.replace(day=13), text(own, ODD), "https://e.example/?a=1&b=2")
    event = EventOfTool(line, link("en", ODD, "valineet/v/"))
    least = EventOfTool(EventLine(text(own, ODD), moment, None, None, ""), link(own, ODD, "valineet/v/"))
    both = (event, least)
    yield "events-full", "events", EventsView(crumbs(own, "Tapahtumat"), both, both, "data/fi/calendar/all.ics")
    yield "events-least", "events", EventsView(crumbs(own, "Tapahtumat"), (), (), "")
    files = tuple(DataFile(text(one, ODD), "data/bank.json", "JSON") for one in (own, "sv"))
    groups = tuple(DataGroup(key, files) for key in ("whole", "tables", "vocabularies", "catalog", "follow"))
    full = DataView(crumbs(own, "Data"), groups, "1.0", date(2026, 1, 2), "CC-BY-4.0", with_people=True, example=ODD)
    yield "data-full", "data", full
    yield "data-least", "data", DataView(crumbs(own, "Data"), (), "1.0", None, "", with_people=False, example="x")
    names = ("decision", "plan", "measures", "enablers", "barriers")
    asked = tuple(Asked(name, (text("sv", ODD), text("sv", "</textarea>"))) for name in names)
    practice, trail = link("sv", ODD, "kaytannot/m/"), crumbs(own, "Ota käyttöön")
    stages = (PlanPhase("a", text(own, ODD), text("sv", ODD)), PlanPhase("b", text("sv", ODD), None))
    steps = (text("sv", ODD), text(own))
    bare = tuple(Asked(name, ()) for name in names)
    old = standing(own, "superseded")
    yield "plan-full", "plan", PlanView(trail, "practices/m", practice, old, asked, stages, steps)
    yield "plan-least", "plan", PlanView(trail, "practices/m", practice, standing(own, "fresh"), bare, (), ())
    short = ReportEntry("practices-m", card(own, 1), (("measured", text("sv", ODD)),), (text(own), text("sv")), ODD)
    figure = Figure(text(own, "Tila"), ((text("sv", ODD), 1200),))
    least_entry = ReportEntry("tools-m", card(own, 2), (), (), ODD)
    bare_report = ReportView(trail, text(own), None, "", None, (0, 0), 0, (least_entry,), (), (), ())
    full_report = replace(
        bare_report, title=text("sv", ODD), day=date(2026, 1, 2), counts=(1200, 1), overdue=2, entries=(short,),
        relations=lines, coverage=_coverage(own).tables, figures=(figure,),
    )  # fmt: skip
    yield "report-full", "report", full_report
    yield "report-least", "report", bare_report
    review = ReviewLine("peer", ODD, None, date(2026, 1, 2), "red", None)
    criteria = (Criterion(text("sv", ODD), text(own, ODD)), Criterion(text(own), None))
    verdicts = (link(own, "Vihreä", "arvio/green/", 2),)
    seen = (Reviewed(link("sv", ODD, "kaytannot/m/"), review, 3),)
    yield "assessments-full", "assessments", AssessmentsView(crumbs(own, "Arvioinnit"), criteria, verdicts, seen)
    yield "assessments-least", "assessments", AssessmentsView(crumbs(own, "Arvioinnit"), (), (), ())
    yield "library-full", "library", _library(own)
    yield "library-least", "library", LibraryView(crumbs(own, "Aineistot"), "", (), (), 0, pager(1, 1))
    yield "in-use-full", "in_use", _in_use(own)
    yield "in-use-least", "in_use", InUseView(crumbs(own, "Käytössä"), (), (), (), 0, 0)


def _coverage(own: str) -> CoverageView:
    """What the bank covers: a table with counts, gaps and texts of other languages, and one without columns."""
    columns = (LinkTo(text(own, "Opettajat"), "kohderyhmat/o/", 9), LinkTo(text("sv", ODD), "kohderyhmat/m/", 0))
    cells = (
        Cell(columns[0].label, 1200, 4, "teemat/t/?kohderyhma=o&tila=fresh"),
        Cell(columns[1].label, 0, 0, "teemat/t/?kohderyhma=m"),
    )
    rows = (
        CoverageRow(LinkTo(text(own, f"Teema {ODD}"), "teemat/t/", 1200), cells, (columns[1].label,)),
        CoverageRow(LinkTo(text("en", "Theme"), "teemat/u/", 0), (cells[1], cells[1]), (text(own), text("sv"))),
    )
    whole = CoverageTable("target-groups", columns, rows, ((1, 300), (301, 600)), "data/fi/coverage.csv")
    return CoverageView(
        crumbs(own, "Kattavuus"), (whole, CoverageTable("phases", (), (), (), "data/fi/p.csv")), "ehdota/"
    )


def _in_use(own: str) -> InUseView:
    """Uses in two years: one phase in another language, one untold."""
    phases = (
        PhaseColumn(text(own, ODD), "vaiheet/a/", 1), PhaseColumn(text("sv", ODD), "vaiheet/b/", 2),
        PhaseColumn(text(own, "Ei kerrottu"), "", 3),
    )  # fmt: skip
    years = (
        Year(2024, (1, 0, 0), 1, (Part(1, 0, 0.1),)),
        Year(2025, (1000, 1, 0), 1001, (Part(1, 0, 99.9), Part(2, 99.9, 0.1))),
    )
    used = (LinkTo(text(own, f"Malli {ODD}"), "kaytannot/m/", 1200), LinkTo(text("en", "Practice"), "kaytannot/p/", 1))
    return InUseView(crumbs(own, "Käytössä"), phases, years, used, 2, 1)


def _library(own: str) -> LibraryView:
    """All kinds and what an item can lack."""
    whole = Item(
        text("sv", ODD), "https://example.org/?a=1&b=2", "guide", "sv", date(2026, 1, 2), is_checked=True,
        licence="CC-BY-4.0", refs=(),
    )  # fmt: skip
    least = Item(text(own, ODD), "", OUTPUT, "", None, is_checked=False, licence="", refs=())
    kinds = tuple(LibraryKind(kind, f"aineistot/{kind}/", 1200, current=kind == "guide") for kind in ("", *KINDS))
    lines = (
        LibraryLine(whole, (LinkTo(text(own, ODD), "kaytannot/m/"), LinkTo(text("en"), "valineet/v/"))),
        LibraryLine(least, (LinkTo(text(own), "valineet/v/"),)),
    )
    return LibraryView(crumbs(own, "Aineistot", "Oppaat"), "guide", kinds, lines, 1200, pager(2, 24))
