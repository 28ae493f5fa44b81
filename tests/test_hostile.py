"""A bank of nothing but payloads: what is refused has its place, and what is accepted is text in every output."""

import csv
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import pytest
import rdflib
import yaml

from tests import test_site_promises as promises
from tests.built import SITES, TODAY, Site, order
from tests.hostile import FREE, REFUSED, REFUSED_FIELDS
from zoomibank import cli
from zoomibank.findings.finding import Severity
from zoomibank.pipeline import build, check

LOOKS_LIKE_ADDRESSES = (
    'Teksti href="../../ei-ole/index.html" ja src="../../kuva.png" ja ="../../ sekä id="main" name="x" for="y".'
)


def _head(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8").split("---\n")[1]
    read: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- texts only
    return read


def _entries(site: Site, kind: str) -> dict[str, dict[str, Any]]:
    """The front matter of the published originals of a kind, by slug."""
    paths = (path for path in (site.content / kind).glob("*.md") if path.name.count(".") == 1)
    return {path.stem: head for path in paths if (head := _head(path)).get("status") != "draft"}


# what is refused


def test_links_that_could_act_are_refused(tmp_path: Path) -> None:
    """Every odd scheme and way of writing one, every image from elsewhere: an error below the fields, no site."""
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    path = content / "practices" / "esimerkkikaytanto.md"
    head = path.read_text(encoding="utf-8").rpartition("---\n")[0]
    for body in REFUSED:
        path.write_text(f"{head}---\n\nAlku.\n\n{body}\n", encoding="utf-8")
        report = build(order(content, tmp_path / "output"))
        errors = [one for one in report.findings if one.severity is Severity.ERROR]
        assert errors, body
        assert {one.place.path for one in errors} == {"practices/esimerkkikaytanto.md"}
        assert all(one.place.line >= head.count("\n") + 4 for one in errors), body
        assert report.published is None


def test_addresses_of_fields_that_could_act_are_refused(tmp_path: Path) -> None:
    """The same for the fields that hold an address of the web, in entries and in vocabularies."""
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    tool = (content / "tools" / "esimerkkivaline.md").read_text(encoding="utf-8")
    shapes = {
        "contact.url": "contact:\n  name: Nimi\n  url: {0}",
        "materials.url": "materials:\n  - title: Opas\n    url: {0}",
        "events.url": "events:\n  - title: Tapaaminen\n    start: 2026-04-01T09:00+03:00\n    url: {0}",
        "outputs.url": "outputs:\n  - title: Muistio\n    url: {0}",
    }
    paths = {}
    for number, (field, value) in enumerate(REFUSED_FIELDS):
        if field in shapes:
            lines = shapes[field].replace("{0}", json.dumps(value, ensure_ascii=False))
            paths[f"tools/outo-{number}.md"] = (field, value)
            text = re.sub("(?m)^title:.*$", f"title: Outo {number}\n{lines}", tool, count=1)
            (content / "tools" / f"outo-{number}.md").write_text(text, encoding="utf-8")
    terms = [
        {"key": f"a{number}", "label": f"Nimi {number}", field.partition(".")[2]: value}
        for number, (field, value) in enumerate(REFUSED_FIELDS)
        if field not in shapes
    ]
    organisations = content / "vocabulary" / "organisations.yaml"
    with organisations.open("a", encoding="utf-8") as file:
        file.writelines(f"- {json.dumps(term, ensure_ascii=False)}\n" for term in terms)
    first = organisations.read_text(encoding="utf-8").count("\n") - len(terms) + 1
    errors = [one for one in check(order(content, tmp_path / "output")).findings if one.severity is Severity.ERROR]
    refused = {one.place.path for one in errors}
    assert paths.keys() - refused == set(), {paths[path] for path in paths.keys() - refused}
    lines_refused = {one.place.line for one in errors if one.place.path == "vocabulary/organisations.yaml"}
    assert [term for line, term in enumerate(terms, first) if line not in lines_refused] == []


@pytest.mark.parametrize("field", ["edit_url", "new_file_url", "base_url", "contact"])
def test_addresses_of_settings_that_could_act_are_refused(field: str, tmp_path: Path) -> None:
    """Nor can the settings, which every page shows."""
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    settings = content / "site.yaml"
    whole = settings.read_text(encoding="utf-8")
    for value in (
        "javascript:x//{path}",
        "//muualla.example/{path}",
        "data:text/html,{path}",
        'https://a.fi/"x={path}',
    ):
        told = json.dumps(value)
        line = f"contact:\n  name: Nimi\n  url: {told}\n" if field == "contact" else f"{field}: {told}\n"
        settings.write_text(whole + line, encoding="utf-8")
        errors = [one for one in check(order(content, tmp_path / "output")).findings if one.severity is Severity.ERROR]
        assert [one.place.path for one in errors] == ["site.yaml"], value


def test_fifty_bad_files_are_told_in_one_run(tmp_path: Path) -> None:
    """Each file has its own fault, and each is told at its line, however many others there are."""
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    whole = (content / "practices" / "esimerkkikaytanto.md").read_text(encoding="utf-8").replace("register_id: 7\n", "")
    faults = (
        ("themes: [hyvinvointi]", "themes: [tuntematon]"),
        ("owner:", "omistaja:"),
        ("added: 2025-09-01", "added: 1.9.2025"),
        ("keywords:", "keywords"),
        ("---\n\n", "---\n\n[a](javascript:x)\n\n"),
        ("title: ", "title: @"),
        ("summary: ", "summary: &a "),
        ("---\n", "\n---\n"),
        ("to: tools/esimerkkivaline", "to: tools/ei-ole"),
        ("Kokeile", "\x00Kokeile"),
    )
    for number in range(50):
        old, new = faults[number % len(faults)]
        assert old in whole
        text = whole.replace("title: ", f"title: {number} ", 1) if old != "title: " else whole
        (content / "practices" / f"huono-{number:02}.md").write_text(text.replace(old, new, 1), encoding="utf-8")
    report = check(order(content, tmp_path / "output"))
    told = {one.place.path for one in report.findings if one.severity is Severity.ERROR}
    assert told == {f"practices/huono-{number:02}.md" for number in range(50)}


# what is accepted


def test_pages_keep_their_promises(hostile: Site) -> None:
    """No script, style, handler or odd address, nothing of another host, the policy first, JSON that is JSON."""
    promises.test_every_page_has_the_content_security_policy_first(hostile)
    promises.test_no_page_has_inline_style_or_script(hostile)
    promises.test_no_page_asks_another_host(hostile)
    promises.test_every_link_leads_somewhere(hostile)
    promises.test_data_blocks_are_json_that_cannot_end_early(hostile)


def test_texts_are_shown_as_typed(hostile: Site) -> None:
    """Every free text of every practice and tool stands on its page, letter by letter."""
    count = 0
    for kind, folder in (("practices", "kaytannot"), ("tools", "valineet")):
        for slug, head in _entries(hostile, kind).items():
            text = " ".join(hostile.page(f"{folder}/{slug}/").text.split())
            for typed in _typed(head, ""):
                if not typed.startswith("Viittaus"):
                    assert " ".join(typed.split()) in text or typed in _of_drafts(head), (slug, typed)
                    count += 1
    assert count > 100


def _typed(tree: Any, name: str) -> list[str]:  # noqa: ANN401 -- any shape YAML can have
    match tree:
        case str():
            return [tree] if name in FREE else []
        case list():
            return [text for item in tree for text in _typed(item, name)]
        case dict():
            return [text for key, value in tree.items() for text in _typed(value, key)]
        case _:
            return []


def _of_drafts(head: dict[str, Any]) -> set[str]:
    """What is said of relations to drafts, which nobody is told of."""
    return {relation.get("note", "") for relation in head.get("relations", ()) if "salainen" in relation["to"]}


def test_tables_hold_no_formula(hostile: Site) -> None:
    """No cell of a CSV file begins with what a spreadsheet would work out."""
    cells = 0
    for path in hostile.folder.rglob("*.csv"):
        text = path.read_bytes().decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            cells += len(row)
            assert not [cell for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}], path
    assert cells > 1_000


def test_feeds_are_sound_and_say_what_was_typed(hostile: Site) -> None:
    """XML that parses, and the titles as they were typed."""
    titles = {head["title"] for kind in ("practices", "tools") for head in _entries(hostile, kind).values()}
    feed = feedparser.parse((hostile.folder / "data/fi/feeds/all.xml").read_bytes(), sanitize_html=False)
    assert {unescape(entry.title) for entry in feed.entries} <= titles | {unescape(title) for title in titles}
    told = json.loads((hostile.folder / "data/fi/feeds/all.json").read_bytes())
    assert {item["title"] for item in told["items"]} <= titles
    for path in hostile.folder.rglob("*.xml"):
        ET.fromstring(path.read_bytes())  # noqa: S314 -- our own file


def test_calendars_hold_the_events_and_nothing_more(hostile: Site) -> None:
    """What looks like the beginning or end of an event is a part of its text."""
    typed = [event for head in _entries(hostile, "tools").values() for event in head.get("events", ())]
    found = icalendar.Calendar.from_ical((hostile.folder / "data/fi/calendar/all.ics").read_bytes()).walk("VEVENT")
    assert sorted(str(one["SUMMARY"]) for one in found) == sorted(one["title"] for one in typed)


def test_data_is_data(hostile: Site) -> None:
    """Scripts are calls with JSON that can neither end their element nor a line; JSON and RDF are read back."""
    for path in (hostile.folder / "data").rglob("*"):
        if path.suffix == ".js":
            text = path.read_text(encoding="utf-8")
            assert not re.search("</script|<!--|[\u2028\u2029]", text, re.IGNORECASE), path
            call = re.fullmatch(r"zoomibank(?:Entry|Part|Search)\((.*)\);\n", text, re.DOTALL)
            assert call, path
            json.loads(f"[{call[1]}]")
        elif path.suffix in {".json", ".jsonld"}:
            json.loads(path.read_bytes())
        elif path.suffix == ".ttl":
            rdflib.Graph().parse(path, format="turtle")


# text that looks like an address


def test_text_that_looks_like_an_address_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What leads the links of whole pages elsewhere, for the own list and for reports, leaves texts alone."""
    monkeypatch.chdir(tmp_path)
    content = shutil.copytree(SITES / "tiny" / "content", tmp_path / "content")
    path = content / "practices" / "esimerkkikaytanto.md"
    body = f"\n{LOOKS_LIKE_ADDRESSES}\n\n`{LOOKS_LIKE_ADDRESSES}`\n\n    {LOOKS_LIKE_ADDRESSES}\n"
    summary = json.dumps(f"{LOOKS_LIKE_ADDRESSES}")
    text = re.sub("(?m)^summary:.*$", lambda _: f"summary: {summary}", path.read_text(encoding="utf-8"))
    path.write_text(text + body, encoding="utf-8")
    assert cli.main(["--today", TODAY.isoformat(), "--base-url", "https://pankki.example.org/"]) == 0
    page = Site(tmp_path / "output", content, "", build(order(content, tmp_path / "other"))).page(
        "kaytannot/esimerkkikaytanto/"
    )
    assert page.text.count(LOOKS_LIKE_ADDRESSES) == 4
    script = (tmp_path / "output/data/entries/fi/practices/esimerkkikaytanto.js").read_text(encoding="utf-8")
    told = json.loads(script.removeprefix("zoomibankEntry(").removesuffix(");\n"))
    assert unescape(re.sub("<[^>]*>", "", told["body"])).count(LOOKS_LIKE_ADDRESSES) == 4
    assert (
        cli.main(["report", "--format", "html", "--ids", "practices/esimerkkikaytanto", "--today", "2026-03-12"]) == 0
    )
    report = Path("raportti.html").read_text(encoding="utf-8")
    assert unescape(re.sub("<[^>]*>", "", report)).count(LOOKS_LIKE_ADDRESSES) >= 4
