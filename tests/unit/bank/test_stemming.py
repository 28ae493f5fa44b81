import json
import os
import shutil
import subprocess

import pytest

from tests.bench.gold import DOCUMENTS, read_lines
from tests.built import ROOT
from tests.unit.bank.tellers import FORMS
from zoomibank.bank.stemming import stem, words_of

ODD = "Äiti-Työelämä 2.0, hyvin\N{SOFT HYPHEN}vointi! a\u0308iti —koe- kk aa ß İstanbul ΣΊΣΥΦΟΣ 漢字 😀 <b> x_y"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("siirtymien", "siirtym"),
        ("siirtymissäkin", "siirtym"),
        ("opiskelijoidensa", "opiskelijoid"),
        ("taloksi", "tal"),
        ("talosi", "tal"),
        ("yö", "yö"),
        ("osa", "osa"),
        ("kk", "kk"),
    ],
)
def test_stem(word: str, expected: str) -> None:
    """Endings go from the last to the first, but three letters stay, one of them a vowel."""
    assert stem(word) == expected


def test_words_are_letters_and_digits_joined_by_hyphens() -> None:
    """Case, soft hyphens and the way of writing ä do not count; other marks part words."""
    assert words_of("Opinto-ohjaaja (opo), HYVIN\N{SOFT HYPHEN}VOINTI, a\u0308iti_x") == (
        "opinto-ohjaaja", "opo", "hyvinvointi", "äiti", "x",
    )  # fmt: skip
    assert words_of("– … !") == ()


def test_browsers_cut_and_stem_words_alike() -> None:
    """Every word of the gold documents, and odd ones, has the same stem in JavaScript."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI"):
            pytest.fail("no node", pytrace=False)
        pytest.skip("no node")
    texts = [ODD, *(form for forms in FORMS.values() for form in forms)]
    texts += [f"{document['title']} {document['summary']} {document['body']}" for document in read_lines(DOCUMENTS)]
    script = (
        f"const {{ searchStemming: s }} = require({json.dumps(str(ROOT / 'templates/scripts/search/stem.js'))});"
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "process.stdout.write(JSON.stringify(texts.map((text) => s.words(text).map((word) => [word, s.stem(word)]))));"
    )
    run = subprocess.run(
        [node, "-e", script], input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True
    )
    ours = [[[word, stem(word)] for word in words_of(text)] for text in texts]
    assert sum(map(len, ours)) > 10_000
    assert json.loads(run.stdout) == ours
