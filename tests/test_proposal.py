"""The form's scripts agree with the program: what may be written, what a file is called, and what stands in it."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic_core import PydanticCustomError

from tests.built import Site, order
from zoomibank.content import values
from zoomibank.content.schema import Practice
from zoomibank.findings.finding import Severity
from zoomibank.pipeline import check, read_bank
from zoomibank.site.form import GROUPS, LEFT_OUT
from zoomibank.site.strings import load_strings
from zoomibank.text import slugify

SCRIPT: Final = Path(__file__).with_name("proposal.mjs")

HOSTILE: Final = (
    "kaksi: osaa", "on #1 ja # muuta", '"lainattu"', "'yksi'", "---", "--- loppu", "- viiva", "? kysymys", ": alku",
    "&ankkuri",
    "*viite", "!tagi", "%TAG", "@alku", "`koodi`", "[lista]", "{sanakirja: 1}", "| pala", "> pala", "a, b", "no",
    "true",
    "1.0", "0x10", "2024-01-01", "12:30", "~x", "null x", "<<", "= 1", "\\n \\u0041 \\", "loppuu:", "loppuu #", "#alku",
    "emoji 😀 👩\N{ZERO WIDTH JOINER}🏫", "e\u0301 ja é", "rivi\u0085vaihto", "väli\u00a0lyönti", "sarkain\tvälissä",
    "nul\0merkki", "nolla\u200bleveys", "\ufeffalku", "yksin \ud800 puolikas", "</script><!--", "{{ 7*7 }} ${x} %s",
    "oikealta \u202e vasemmalle", "rivi\u2028erotin", "pitkä " * 30 + "loppu", "ﬁ ½ ™", "العربية", "--", "...",
    "a" * 119,
)  # fmt: skip


def run(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the scripts make of it."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI"):
            pytest.fail("no node", pytrace=False)
        pytest.skip("no node: the tests of the scripts need Node 20 or newer")
    made = subprocess.run([node, str(SCRIPT)], input=json.dumps(given), capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    answers: dict[str, Any] = json.loads(made.stdout)
    return answers


def rules_of(site: Site) -> dict[str, Any]:
    """The rules that the form's page hands to its script."""
    rules: dict[str, Any] = json.loads(site.page("ehdota/").with_class("proposal")[0].get("data-rules", ""))
    return rules


def proposal(**more: Any) -> dict[str, Any]:  # noqa: ANN401 -- values of any field
    """The least that may be proposed, and more."""
    least = {
        "title": "Ehdotettu käytäntö",
        "summary": "Lyhyt kuvaus siitä, mitä tehdään, kenelle ja miksi se kannattaa.",
        "themes": ["aanestys"],
        "target_groups": ["opiskelijat"],
        "owner": "kuntayhtyma",
    }
    return {**least, **more}


READ: Final = (
    ("keyword", ("yksi", "neljä sanaa on hyvä", "nyt sanoja on jo viisi", "virke.", "Miksi?", "a" * 80, "a" * 81, "😀",
                 "C++")),
    ("date", ("2024-02-29", "2023-02-29", "1990-01-01", "1989-12-31", "2100-12-31", "2101-01-01", "1.2.2024",
              "2024-1-1",
              "2024-13-01", "2024-05-31T00:00", "")),
    ("web_address", ("https://a.fi", "http://a", "HTTPS://A.FI/x?y=1#z", "a.fi", "ftp://a.fi", "https://", "https:///x",
                     "https://a b.fi", "https://a.fi/{x}", "https://u:p@a.fi", "https://a.fi/@x", "https://a.fi:80/",
                     "https://a.fi:99999/", "https://a.fi:x/", "https://[::1]/", "https://ä.fi/ö", "https://a.fi/\\",
                     "https://a.fi?x@y", "https://a.fi#x@y", "mailto:a@a.fi", "javascript:alert(1)", "https://a.fi:/")),
    ("email", ("a@b.fi", "a.b+c@d-e.fi", "a@b", "a@@b.fi", "A <a@b.fi>", "a b@c.fi", "ä@ö.fi", "a@b.f",
               "a" * 65 + "@b.fi",
               "a@b.fi,c@d.fi", "mailto:a@b.fi", "a@-b.fi", "@b.fi")),
    ("language_code", ("fi", "sms", "FI", "f", "suomi", "f1")),
    ("whole_number", ("1", "0", "007", "-1", "1.5", "1 000", "999999999999", "9999999999999", "yksi", "٣")),
)  # fmt: skip


def test_values_are_taken_and_refused_alike() -> None:
    """The script refuses a value where the program does, and for the same reason."""
    cases = [(reader, text) for reader, texts in READ for text in texts]
    names = {
        "bad_url": "bad_address", "bad_email": "bad_address", "not_a_language": "unknown_choice",
        "not_a_number": "not_a_whole_number",
    }  # fmt: skip

    def refusal(reader: str, text: str) -> str:
        try:
            getattr(values, f"read_{reader}")(text)
        except PydanticCustomError as error:
            return error.type
        return ""

    answers = run({"rules": {}, "read": cases})["read"]
    told = [(reader, text, names.get(code, code)) for (reader, text), code in zip(cases, answers, strict=True)]
    assert told == [(reader, text, refusal(reader, text)) for reader, text in cases]


FAULTS: Final[tuple[tuple[dict[str, Any], list[list[str]], set[str]], ...]] = (
    ({}, [], set()),
    ({"title": " "}, [["title", "missing"]], {"ZB201"}),
    ({"title": "Ab"}, [["title", "too_short"]], {"ZB211"}),
    ({"title": "A" * 121}, [["title", "too_long"]], {"ZB211"}),
    ({"summary": "A" * 39}, [["summary", "too_short"]], {"ZB211"}),
    ({"summary": "😀" * 900}, [], set()),
    ({"summary": "😀" * 901}, [["summary", "too_long"]], {"ZB211"}),
    ({"themes": []}, [["themes", "unchosen"]], {"ZB201"}),
    ({"owner": ""}, [["owner", "unchosen"]], {"ZB201"}),
    ({"title": "Ei ole"}, [["title", "nothing_said"]], {"ZB203"}),
    ({"aliases": ["–"]}, [["aliases", "nothing_said"]], {"ZB203"}),
    ({"aliases": ["", " "]}, [], set()),
    ({"keywords": ["tämä on liian pitkä asiasanaksi"]}, [["keywords", "keyword_is_sentence"]], {"ZB217"}),
    ({"keywords": ["ohjaus", " ohjaus"]}, [["keywords", "repeated"]], {"ZB235"}),
    ({"keywords": [f"sana {n}" for n in range(12)]}, [], set()),
    ({"keywords": [f"sana {n}" for n in range(13)]}, [["keywords", "too_many"]], {"ZB212"}),
    ({"contact": {"email": "ei osoite"}}, [["contact.email", "bad_email"]], {"ZB218"}),
    ({"contact": {"email": ""}}, [], set()),
    ({"register_id": "0"}, [["register_id", "not_a_number"]], {"ZB215"}),
    ({"register_id": "10000000"}, [["register_id", "not_a_number"]], {"ZB215"}),
    ({"register_id": "4242"}, [], set()),
    ({"licence": "CC-BY-4.0"}, [], set()),
    ({"origin": {"note": "Verkostossa"}}, [["origin.kind", "unchosen"]], {"ZB201"}),
    ({"origin": {"kind": "project"}}, [["project", "origin_without_project"]], {"ZB233"}),
    ({"results": [{"text": "Väheni."}]}, [["results.0.kind", "unchosen"]], {"ZB201"}),
    ({"results": [{}, {"text": "Väheni.", "kind": "measured"}]}, [["results.0.source", "measured_without_source"]],
     {"ZB234"}),
    ({"results": [{"text": "Väheni.", "kind": "aim", "date": "2024-02-30"}]}, [["results.0.date", "not_a_date"]],
     {"ZB213"}),
    ({"results": [{"text": "Väheni.", "kind": "aim", "date": "1989-01-01"}]}, [["results.0.date", "date_out_of_range"]],
     {"ZB214"}),
    ({"steps": [{"text": "Aloitetaan."}]}, [["steps.0.title", "missing"]], {"ZB201"}),
    ({"adoption": {"measures": ["", "kysely"], "barriers": []}}, [], set()),
    ({"materials": [{"title": "Opas", "url": "www.opas.fi"}]}, [["materials.0.url", "bad_url"]], {"ZB218"}),
    ({"materials": [{"title": "Opas", "url": "https://opas.fi", "kind": "guide", "lang": "suomi"}]},
     [["materials.0.lang", "not_a_language"]], {"ZB216"}),
)  # fmt: skip


def _bank(site: Site, folder: Path, texts: Mapping[str, str]) -> Path:
    """The site's own bank with more practices in it."""
    content = shutil.copytree(site.content, folder / "content")
    for name, text in texts.items():
        (content / "practices" / name).write_text(text, encoding="utf-8")
    return content


def test_all_that_is_wrong_is_told_alike(rich: Site, tmp_path: Path) -> None:
    """Of a whole proposal the form tells what a check tells of the file, and tells nothing where a check is silent."""
    given = [proposal(**{"title": f"Ehdotettu käytäntö {n}", **more}) for n, (more, _, _) in enumerate(FAULTS)]
    answers = run({"rules": rules_of(rich), "values": given})["values"]
    assert [answer["faults"] for answer in answers] == [faults for _, faults, _ in FAULTS]
    content = _bank(rich, tmp_path, {f"ehdotus-{n}.md": answer["text"] for n, answer in enumerate(answers)})
    told: dict[str, set[str]] = {}
    for finding in check(order(content, tmp_path / "output")).findings:
        if finding.severity is Severity.ERROR:
            told.setdefault(finding.place.path, set()).add(finding.code)
    assert [told.get(f"practices/ehdotus-{n}.md", set()) for n in range(len(FAULTS))] == [codes for *_, codes in FAULTS]


def test_whatever_is_typed_comes_back_from_the_file(rich: Site, tmp_path: Path) -> None:
    """Texts that mean something to YAML or to Markdown, or that nobody should see, are read as they were typed."""
    given = [
        proposal(
            title=f"Kokeiltu teksti {number} {text}"[:120],
            summary=f"{text}\n\n  {text} on teksti, josta tässä kerrotaan kahdella rivillä.",
            aliases=[text, f"{text} {text}"],
            contact={"role": text, "url": "https://esimerkki.fi/?a=b#c: d"[:28]},
            results=[{"text": text, "kind": "aim"}, {"text": f"{text}\n{text}", "kind": "measured", "source": text}],
            steps=[{"title": text, "text": f"---\n{text}"}],
            adoption={"decision": text, "measures": [text]},
            materials=[{"title": text, "url": "https://esimerkki.fi/a_(b)?c=d&e=%20#f"}],
            body="Alku.\n\n---\n\nLoppu.",
        )
        for number, text in enumerate(HOSTILE)
    ]
    answers = run({"rules": rules_of(rich), "values": given})["values"]
    assert [answer["faults"] for answer in answers] == [[] for _ in given]
    content = _bank(rich, tmp_path, {f"koe-{n}.md": answer["text"] for n, answer in enumerate(answers)})
    told = check(order(content, tmp_path / "output")).findings
    assert [f for f in told if f.place.path.startswith("practices/koe-") and f.severity is Severity.ERROR] == []
    bank = read_bank(order(content, tmp_path / "output"))
    assert bank is not None
    records = {entry.ref.slug: entry.original.record for entry in bank.practices}
    for number, answer in enumerate(answers):
        read = records[f"koe-{number}"].model_dump(mode="json", exclude_unset=True, exclude={"added"})
        assert read == {name: value for name, value in answer["cleaned"].items() if name != "body"}


def test_every_field_is_asked_for_or_left_out() -> None:
    """A new field of the table is decided on: it has a place in the form, or a proposer can't know it."""
    asked = [name for names in GROUPS.values() for name in names]
    assert sorted([*asked, *LEFT_OUT]) == sorted(Practice.model_fields)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_field_has_its_help(rich: Site, language: str) -> None:
    """Each field says what to write, in the page's language, and no text is about a field that the form has not."""
    page = rich.of_kind("form")[language]
    shown = sorted(
        element.text
        for element in page.with_class("proposal__help")
        if element.text and element.get("id", "").endswith("-help") and element.tag == "p"
    )
    texts = load_strings(language).texts
    assert shown == sorted(text for key, text in texts.items() if key.startswith("form.help."))


def test_files_are_named_alike() -> None:
    """A title in Latin letters gives the name that the program would give."""
    titles = (
        "Työelämä 2.0", "Åbo – svenska", "  välit  ", "it's", "it’s “näin”", "1,5 vuotta", "a,b", "Æther ø ß đ þ ł œ",
        "é è ü ñ ç",
        "C++ & Java/Go", "...", "½ ™ €", "a" * 79, "a" * 80, "a" * 90, "sana " * 30, "kaksikymmentämerkkiä " * 5, "😀",
        "#1 (paras)",
        "x" * 40 + " " + "y" * 39 + " z", "x" * 40 + " " + "y" * 38 + " z", "Ilkka_Pekka", "rivi\nrivi", "İstanbul",
    )  # fmt: skip
    assert run({"rules": {}, "titles": titles})["slugs"] == [slugify(title) for title in titles]
