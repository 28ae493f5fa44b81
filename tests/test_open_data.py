"""The open data of the rich bank, read back fact by fact."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from rdflib import DCAT, DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from tests.built import LANGUAGES, ROOT, Site, built, order, rich_content
from zoomibank.content.entry import Edition
from zoomibank.content.schema import VOCABULARIES, Practice, Tool, label
from zoomibank.exports.plain_values import plain
from zoomibank.pipeline import make_ready
from zoomibank.site.local import Local
from zoomibank.site.overviews.data import CATALOG, tables, vocabulary_files

# The parser of JSON-LD uses what its own library calls old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

BASE = "https://example.org/pankki/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("data")
    return built(rich_content(folder), folder / "output", base_url=BASE)


@pytest.fixture(scope="module")
def locals_(site: Site) -> tuple[Local, ...]:
    ready = make_ready(order(site.content, site.folder, base_url=BASE))
    assert ready
    return ready.locals


@pytest.fixture(scope="module")
def bank(site: Site) -> Any:  # noqa: ANN401 -- what JSON holds
    return json.loads((site.folder / "data/bank.json").read_text(encoding="utf-8"))


def test_the_schema_is_one_and_the_bank_keeps_it(site: Site, bank: Any) -> None:  # noqa: ANN401
    """Closed objects: nothing is there that the schema does not name."""
    schema = json.loads((site.folder / "data/bank.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    faults = list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(bank))
    assert [fault.message for fault in faults] == []
    assert bank["$schema"] == schema["$id"] == f"{BASE}data/bank.schema.json"
    assert list(Draft202012Validator(schema).iter_errors({**bank, "more": 1}))
    assert list(Draft202012Validator(schema).iter_errors({**bank, "version": "0.9"}))


def test_every_fact_of_every_entry_is_there(locals_: tuple[Local, ...], bank: Any) -> None:  # noqa: ANN401
    """Fields of originals and of translations, addresses, and relations from both ends."""
    catalogue = locals_[0].catalogue
    told = {entry["ref"]: entry for kind in ("practices", "tools") for entry in bank[kind]}
    assert list(told) == [str(ref) for ref in catalogue.entries]
    for ref, entry in catalogue.entries.items():
        one = told[str(ref)]
        original: Edition[Any] = entry.original
        assert one["fields"] == plain(original.record, with_people=True)
        assert one["addresses"] == {local.language: BASE + local.urls.entry(ref) for local in locals_}
        assert {(tie["type"], tie["to"]) for tie in one["related"]} == {
            (tie.label, str(tie.to)) for tie in catalogue.ties.get(ref, ())
        }
        assert one["translations"].keys() == entry.editions.keys() - {"fi"}
        for language, translation in one["translations"].items():
            record: Any = entry.editions[language].record
            assert set(translation["fields"]) | {"body"} >= (entry.editions[language].translated or set())
            assert translation["fields"]["title"] == record.title
    full = told["practices/taysi-kaytanto"]
    assert "Alaotsikko ääkkösin: työelämä" in full["text"].split("\n")
    assert re.findall(r"</?(?:p|li|h[2-6]|a|em|strong|table)\b", full["text"]) == []


def test_every_term_is_there(locals_: tuple[Local, ...], bank: Any) -> None:  # noqa: ANN401
    for name in VOCABULARIES:
        terms = locals_[0].catalogue.bank.vocabularies.named(name).terms
        assert [term["key"] for term in bank["vocabularies"][name]] == list(terms)
        assert [term["label"] for term in bank["vocabularies"][name]] == [
            dict(term.label.by_language) for term in terms.values()
        ]


def test_people_are_told_of_only_when_the_bank_says_so(site: Site, tmp_path: Path) -> None:
    """Contacts and reviewers are in no file for machines, unless `publish_contacts` is on; then the data says so."""
    records = [path.read_text(encoding="utf-8") for path in (site.content / "practices").glob("*.md")]
    lines = [line for text in records for line in text.split("\n")]
    people = {line.partition("by:")[2].strip(" '\"") for line in lines if line.lstrip(" -").startswith("by:")}
    people |= {line.partition("email:")[2].strip() for line in lines if line.lstrip().startswith("email:")}
    assert people
    text = (site.folder / "data/bank.json").read_text(encoding="utf-8")
    assert [name for name in people if json.dumps(name, ensure_ascii=False)[1:-1] not in text] == []
    content = rich_content(tmp_path)
    settings = content / "site.yaml"
    told = settings.read_text(encoding="utf-8").replace("publish_contacts: true", "publish_contacts: false")
    settings.write_text(told, encoding="utf-8")
    closed = built(content, tmp_path / "output", base_url=BASE)
    kinds = {".json", ".csv", ".ttl", ".jsonld"}
    for path in [path for path in (closed.folder / "data").rglob("*") if path.suffix in kinds]:
        text = path.read_text(encoding="utf-8")
        assert [name for name in people if len(name) > 3 and name in text] == [], path
    bank = json.loads((closed.folder / "data/bank.json").read_text(encoding="utf-8"))
    schema = json.loads((closed.folder / "data/bank.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(bank)) == []


def _table(site: Site, path: str) -> list[dict[str, str]]:
    raw = (site.folder / path).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_hold_every_record(site: Site, locals_: tuple[Local, ...], language: str) -> None:
    """A row an entry, and in the other tables a row for each record of each entry; texts in the table's language."""
    local = next(one for one in locals_ if one.language == language)
    entries = local.catalogue.bank.entries
    for name in tables():
        rows = _table(site, f"data/{language}/{name}.csv")
        if name in {"practices", "tools"}:
            own = [entry for entry in entries if entry.ref.kind == name]
            assert [row["ref"] for row in rows] == [str(entry.ref) for entry in own]
            title = label(Practice, "title", language)
            assert [_as_typed(row[title]) for row in rows] == [entry.edition(language).record.title for entry in own]
        else:
            refs = [str(entry.ref) for entry in entries for _ in getattr(entry.original.record, name, ())]
            assert [row["ref"] for row in rows] == refs


def _as_typed(cell: str) -> str:
    """A cell as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in set("=+-@") else cell


def test_terms_have_their_names_in_tables(site: Site) -> None:
    full = next(row for row in _table(site, "data/fi/practices.csv") if row["ref"] == "practices/taysi-kaytanto")
    assert full["Kehittämisteemat"] == "Hyvinvoinnin edistäminen | Työelämäyhteistyö"
    assert full["Hallinnoija"] == "Esimerkkiopisto"
    paths = [path.relative_to(site.folder).as_posix() for path in (site.folder / "data").rglob("*.csv")]
    cells = (cell for path in paths for row in _table(site, path) for cell in row.values())
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]


def _graph(site: Site, path: str) -> Graph:
    """A file as a graph. Nothing is fetched: its context stands in itself."""
    form = "turtle" if path.endswith(".ttl") else "json-ld"
    return Graph().parse(data=(site.folder / path).read_text(encoding="utf-8"), format=form)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_is_read_back(site: Site, locals_: tuple[Local, ...], name: str) -> None:
    """Labels, other names, definitions, concepts elsewhere, order and successors; both forms say the same."""
    turtle, json_ld = (_graph(site, path) for path in vocabulary_files(name))
    assert isomorphic(turtle, json_ld)
    scheme = URIRef(BASE + vocabulary_files(name)[0])
    terms = locals_[0].catalogue.bank.vocabularies.named(name).terms
    assert (scheme, RDF.type, SKOS.ConceptScheme) in turtle
    assert set(turtle.subjects(RDF.type, SKOS.Concept)) == {URIRef(f"{scheme}#{key}") for key in terms}
    for place, (key, term) in enumerate(terms.items(), 1):
        concept = URIRef(f"{scheme}#{key}")
        assert set(turtle.objects(concept, SKOS.prefLabel)) == _literals(term.label)
        assert set(turtle.objects(concept, SKOS.definition)) == _literals(term.description)
        assert {str(alias) for alias in turtle.objects(concept, SKOS.altLabel)} == set(term.aliases)
        assert [str(one) for one in turtle.objects(concept, SKOS.exactMatch)] == [term.uri] * bool(term.uri)
        assert list(turtle.objects(concept, SKOS.notation)) == [Literal(str(place))]
        successor = [URIRef(f"{scheme}#{term.deprecated_by}")] * bool(term.deprecated_by)
        assert list(turtle.objects(concept, DCTERMS.isReplacedBy)) == successor
        assert [str(one) for one in turtle.objects(concept, OWL.deprecated)] == ["true"] * len(successor)


def _literals(texts: Any) -> set[Literal]:  # noqa: ANN401
    return {Literal(text, lang=language) for language, text in texts.by_language.items()} if texts else set()


def test_the_catalogue_names_every_file(site: Site) -> None:
    """Each distribution is a file of the site, with its type and licence; both forms say the same."""
    turtle, json_ld = (_graph(site, path) for path in CATALOG)
    assert isomorphic(turtle, json_ld)
    files = {str(one) for one in turtle.objects(None, DCAT.downloadURL)}
    assert f"{BASE}data/bank.json" in files
    assert len(files) == 1 + len(LANGUAGES) * len(tables()) + 2 * len(VOCABULARIES)
    for file in files:
        assert (site.folder / file.removeprefix(BASE)).is_file()
        assert list(turtle.objects(URIRef(file), DCAT.mediaType))
    assert len(set(turtle.objects(None, DCTERMS.modified))) == 1


def test_the_same_bytes_whatever_the_seed_of_hashes(site: Site, tmp_path: Path) -> None:
    """Data is made from sets and graphs; their order must not show."""
    command = [sys.executable, str(ROOT / "build.py"), "build", "--content", str(site.content), "--today", "2026-03-12"]
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [*command, "--output", str(folder), "--base-url", BASE],
            env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, cwd=tmp_path,
        )  # fmt: skip
        data = folder / "data"
        made.append({
            path.relative_to(folder): path.read_bytes()
            for path in data.rglob("*")
            if path.is_file() and path.parts[-2] != "search"
        })  # fmt: skip
    assert made[0] == made[1]


def test_records_are_the_models_own() -> None:
    """Each record that a table lists is a field of a practice or of a tool."""
    fields = {*Practice.model_fields, *Tool.model_fields}
    assert set(tables()) - {"practices", "tools"} <= fields
