from collections.abc import Mapping
from datetime import date

import pytest

from zoomibank.editing.register.fields import Left, Mapped, map_fields
from zoomibank.editing.register.labels import Described, Said
from zoomibank.editing.register.terms import Terms
from zoomibank.editing.yaml_text import Value

TERMS = {
    "themes": Terms({"hyvinvointi": "hyvinvointi", "ohjaus ja neuvonta": "ohjaus", "ohjaus": "ohjaus"}, {}),
    "target-groups": Terms({"opettajat": "opettajat", "ohjaajat, erityisesti uudet": "ohjaajat"}, {}),
    "organisations": Terms(
        {"esimerkkien liitto, elo ry": "elo", "elo ry": "elo", "elo": "elo"}, {"elo": "https://www.elo.example/"}
    ),
    "projects": Terms({"polku": "polku", "s12345": "polku"}, {"polku": "https://polku.example"}),
    "phases": Terms({"kokeiluun": "kokeiluun"}, {}),
}
KEYWORDS = {"liike": "Liike"}


def mapped(*said: tuple[str, str]) -> Mapped:
    entry = Described(tuple(Said(label, tuple(text.split("\n"))) for label, text in said))
    return map_fields(entry, TERMS, KEYWORDS)


@pytest.mark.parametrize(
    ("label", "text", "values", "left"),
    [
        ("Otsikko", "Malli", {"title": "Malli"}, []),
        ("Nimi", "Malli\nToinen", {"title": "Malli"}, [("Nimi", "Toinen")]),
        ("Tulokset", "Yksi.\n- Kaksi.", {"results": [{"text": t, "kind": "aim"} for t in ("Yksi.", "Kaksi.")]}, []),
        ("Kehittämisteemat", "Hyvinvointi, OHJAUS ja  neuvonta", {"themes": ["hyvinvointi", "ohjaus"]}, []),
        ("Teman", "hyvinvointi;Ohjaus\nhyvinvointi", {"themes": ["hyvinvointi", "ohjaus"]}, []),
        ("Teemat", "hyvinvoiti", {}, [("Teemat", "hyvinvoiti", "themes", "hyvinvointi")]),
        ("Teemat", "aivan muuta, ohjaus.", {"themes": ["ohjaus"]}, [("Teemat", "aivan muuta", "themes")]),
        ("Target groups", "Opettajat, ohjaajat, erityisesti uudet", {"target_groups": ["opettajat", "ohjaajat"]}, []),
        ("Kohderyhmät", "Opettajat (https://rekisteri.example/1)", {"target_groups": ["opettajat"]}, []),
        ("Hallinnoija", "Esimerkkien liitto, ELO ry", {"owner": "elo"}, []),
        ("Hallinnoija", "ELO ry, Muu ry", {"owner": "elo"}, [("Hallinnoija", "Muu ry", "organisations")]),
        ("Owner", "ELO ry (https://elo.example)", {"owner": "elo"}, []),
        ("Owner", "ELO ry (https://muu.example)", {"owner": "elo"}, [("Owner", "https://muu.example")]),
        ("Hallinnoija", "Elo r.y.", {}, [("Hallinnoija", "Elo r.y.", "organisations", "elo")]),
        ("Asiasanat", "liike, Strategia; vakiinnuttaminen.", {"keywords": ["Liike", "Strategia", "vakiinnuttaminen"]},
         []),
        ("Asiasanat", "Uusi toiminta vakiintuu arkeen.", {}, [("Asiasanat", "Uusi toiminta vakiintuu arkeen.")]),
        ("Asiasanat", "Tapa toimii hyvin, koska siitä pidetään.", {},
         [("Asiasanat", "Tapa toimii hyvin, koska siitä pidetään.")]),
        ("Asiasanat", "liike, uuden toiminnan tuominen osaksi arkea", {"keywords": ["Liike"]},
         [("Asiasanat", "uuden toiminnan tuominen osaksi arkea")]),
        ("Hanke jonka osana syntynyt", "S12345", {"project": "polku"}, []),
        ("Projekt", "Jokin muu hanke", {}, [("Projekt", "Jokin muu hanke", "projects")]),
        ("Syntynyt osana", "Polku", {"origin": {"kind": "project"}, "project": "polku"}, []),
        ("Syntynyt osana", "ELO ry", {"origin": {"kind": "organisation", "note": "ELO ry"}}, []),
        ("Syntynyt osana", "Hanke", {"origin": {"kind": "unknown", "note": "Hanke"}}, []),
        ("Hankkeen kotisivu", "https://polku.example", {}, [("Hankkeen kotisivu", "https://polku.example")]),
        ("Lisätty rekisteriin", "13.09.2022", {"added": date(2022, 9, 13)}, []),
        ("Added to the register", "2022-09-13", {"added": date(2022, 9, 13)}, []),
        ("Lisätty rekisteriin", "syksyllä", {}, [("Lisätty rekisteriin", "syksyllä")]),
        ("Lisätty rekisteriin", "31.2.2022", {}, [("Lisätty rekisteriin", "31.2.2022")]),
        ("Hyvät käytännöt viite id", "1181", {"register_id": 1181}, []),
        ("Hyvät käytännöt viite id", "HK-1181", {}, [("Hyvät käytännöt viite id", "HK-1181")]),
        ("Yhteyshenkilö", "Eeva Esimerkki", {"contact": {"name": "Eeva Esimerkki"}}, []),
        ("Yhteyshenkilö", "Eeva Esimerkki, eeva@elo.example",
         {"contact": {"name": "Eeva Esimerkki", "email": "eeva@elo.example"}}, []),
        ("Yhteyshenkilö", "Eeva Esimerkki (eeva@elo.example), 050 123\nhttps://elo.example/neuvonta",
         {"contact": {"name": "Eeva Esimerkki", "email": "eeva@elo.example", "url": "https://elo.example/neuvonta"}},
         [("Yhteyshenkilö", "050 123")]),
        ("E-post", "eeva@elo.example", {"contact": {"email": "eeva@elo.example"}}, []),
        ("Status", "published", {}, [("Status", "published")]),
        ("Tila", "Luonnos", {}, []),
        ("Rahoittaja", "Säätiö\nToinen", {}, [("Rahoittaja", "Säätiö"), ("Rahoittaja", "Toinen")]),
        ("Tunnetaan myös", "Toinen nimi", {}, [("Tunnetaan myös", "Toinen nimi")]),
        ("", "Sana", {}, [("", "Sana")]),
        *((label, nothing, {}, []) for label in ("Otsikko", "Rahoittaja") for nothing in ("-", "–", "Ei ole", "")),
    ],
)  # fmt: skip
def test_a_field(label: str, text: str, values: Mapping[str, Value], left: list[tuple[str, ...]]) -> None:
    """What a field takes, and what is left of what was said."""
    result = mapped((label, text))
    assert result.values == {"status": "draft", **values}
    assert result.left == tuple(Left(*one) for one in left)


@pytest.mark.parametrize(
    ("said", "values", "left"),
    [
        ([("Syntynyt osana", "Hanke"), ("Hanke jonka osana syntynyt", "Polku")],
         {"origin": {"kind": "project"}, "project": "polku"}, []),
        ([("Hankkeen kotisivu", "http://www.polku.example/"), ("Hanke jonka osana syntynyt", "Polku")],
         {"project": "polku"}, []),
        ([("Hankkeen kotisivu", "https://muu.example"), ("Hanke jonka osana syntynyt", "Polku")],
         {"project": "polku"}, [("Hankkeen kotisivu", "https://muu.example")]),
        ([("Yhteyshenkilö", "Eeva"), ("Sähköposti", "a@b.example"), ("Yhteyshenkilö", "Olli")],
         {"contact": {"name": "Eeva", "email": "a@b.example"}}, [("Yhteyshenkilö", "Olli")]),
        ([("Otsikko", "Malli"), ("Nimi", "Toinen malli")], {"title": "Malli"}, [("Nimi", "Toinen malli")]),
        ([("Teemat", "ohjaus"), ("Kehittämisteemat", "hyvinvointi")], {"themes": ["ohjaus", "hyvinvointi"]}, []),
    ],
)  # fmt: skip
def test_fields_together(said: list[tuple[str, str]], values: Mapping[str, Value], left: list[tuple[str, ...]]) -> None:
    """Fields that ask for others, in any order, and fields that are said twice: nothing is lost."""
    result = mapped(*said)
    assert result.values == {"status": "draft", **values}
    assert result.left == tuple(Left(*one) for one in left)


SENTENCE = "Malli auttaa oppilaitosta kokeilemaan uutta toimintaa yhdessä. "


@pytest.mark.parametrize(
    ("paragraphs", "summary", "body"),
    [
        (["Lyhyt.", "Toinen."], "Lyhyt. Toinen.", []),
        ([SENTENCE * 3, SENTENCE * 12, "Loppu."], SENTENCE * 3, [SENTENCE * 12, "Loppu."]),
        (["Lyhyt.", SENTENCE * 3, SENTENCE * 13], f"Lyhyt. {SENTENCE * 3}", [SENTENCE * 13]),
        ([SENTENCE * 20, "Loppu."], SENTENCE * 14, [SENTENCE * 6, "Loppu."]),
        (["sana " * 200], "sana " * 180, ["sana " * 20]),
        (["x" * 1000], "x" * 900, ["x" * 100]),
    ],
)
def test_a_long_summary_goes_on_in_the_body(paragraphs: list[str], summary: str, body: list[str]) -> None:
    """The first paragraph is the summary, or as many sentences of it as may be one; all the rest follows."""
    result = mapped(("Tiivistelmä", "\n".join(text.strip() for text in paragraphs)))
    assert result.values["summary"] == summary.strip()
    assert result.body == tuple(text.strip() for text in body)


def test_missing_fields_are_named() -> None:
    """Those that an entry can't do without."""
    assert mapped(("Otsikko", "Malli")).missing == ("summary", "themes", "target_groups", "owner", "added")
