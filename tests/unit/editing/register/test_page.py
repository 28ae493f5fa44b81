import pytest

from zoomibank.editing.register.labels import Described, Said
from zoomibank.editing.register.page import read_html_page, read_text_page

TEXT = """Etusivu Hyvät käytännöt Esimerkkimalli

Esimerkkimalli

Sisällysluettelo

Tiivistelmä

Malli auttaa oppilaitosta kokeilemaan uutta toimintaa
yhdessä opiskelijoiden kanssa.

Toinen kappale: 1. ensin ja 2. sitten.

Tulokset

Kokeilut jatkuvat.

Kohderyhmät

Opettajat, Ohjaajat

Tiedot

Hyvät käytännöt viite id

12

Syntynyt osana

-

Hallinnoijan tiedot

Hallinnoija

Esimerkkiopisto

Yhteyshenkilö

Eeva Esimerkki"""

SAID = (
    Said("title", ("Esimerkkimalli",)),
    Said(
        "Tiivistelmä",
        (
            "Malli auttaa oppilaitosta kokeilemaan uutta toimintaa yhdessä opiskelijoiden kanssa.",
            "Toinen kappale: 1. ensin ja 2. sitten.",
        ),
    ),
    Said("Tulokset", ("Kokeilut jatkuvat.",)),
    Said("Kohderyhmät", ("Opettajat, Ohjaajat",)),
    Said("Hyvät käytännöt viite id", ("12",)),
    Said("Syntynyt osana", ("-",)),
    Said("Hallinnoija", ("Esimerkkiopisto",)),
    Said("Yhteyshenkilö", ("Eeva Esimerkki",)),
)

FORMS = {
    "headings": """<!DOCTYPE html><html><head><title>Esimerkkimalli | Rekisteri</title><style>p {}</style></head><body>
<nav><a href="/">Etusivu</a></nav><header><ol><li>Etusivu<li>Hyvät käytännöt<li>Esimerkkimalli</ol></header>
<main><h1>Esimerkkimalli</h1><h2>Sisällysluettelo</h2>
<ul><li><a href="#t">Tiivistelmä</a></li><li><a href="#u">Tulokset</a></li><li>Kohderyhmät</li></ul>
<h2 id=t>Tiivistelmä</h2><p>Malli auttaa oppi&shy;laitosta kokeilemaan <b>uutta</b>&nbsp;toimintaa
 yhdessä opiskelijoiden kanssa.<p>Toinen kappale: 1. ensin ja 2. sitten.
<h2>Tulokset</h2><p>Kokeilut jatkuvat.</p><h2>Kohderyhmät</h2><p>Opettajat, Ohjaajat</p>
<h2>Tiedot</h2><h3>Hyvät käytännöt viite id</h3><p>12</p><h3>Syntynyt osana</h3>-<h2>Hallinnoijan tiedot</h2>
<h3>Hallinnoija:</h3><p>Esimerkkiopisto</p><h3>Yhteyshenkilö</h3><p>Eeva Esimerkki</p></main>
<footer>Rekisterin ylläpito</footer><script>"<p>Tulokset</p>"</script></body></html>""",
    "terms and tables": """<body><h1>Esimerkkimalli</h1><dl><dt>Tiivistelmä</dt>
<dd>Malli auttaa oppilaitosta kokeilemaan uutta toimintaa yhdessä opiskelijoiden kanssa.</dd>
<dd>Toinen kappale: 1. ensin ja 2. sitten.</dd><dt>Tulokset</dt><dd>Kokeilut jatkuvat.</dd></dl>
<table><tr><th>Kohderyhmät</th><td>Opettajat, Ohjaajat</td></tr>
<tr><td>Hyvät käytännöt viite id</td><td>12</td></tr><tr><td>Syntynyt osana<td>-</table>
<p><strong>Hallinnoija:</strong> Esimerkkiopisto<br><strong>Yhteyshenkilö</strong><br>Eeva Esimerkki</p></body>""",
    "divisions": """<div>Etusivu &gt; Hyvät käytännöt &gt; Esimerkkimalli</div><div>Esimerkkimalli</div>
<div>Tiivistelmä</div><div>Malli auttaa oppilaitosta kokeilemaan uutta toimintaa yhdessä opiskelijoiden kanssa.</div>
<div>Toinen kappale: 1. ensin ja 2. sitten.</div><div>Tulokset</div><div>Kokeilut jatkuvat.</div>
<div>Kohderyhmät</div><div>Opettajat, Ohjaajat</div><div>Hyvät käytännöt viite id</div><div>12</div>
<div>Syntynyt osana</div><div>-</div><div>Hallinnoija</div><div>Esimerkkiopisto</div>
<div>Yhteyshenkilö</div><div>Eeva Esimerkki</div>""",
}


def test_a_page_saved_as_text() -> None:
    """Labels and their paragraphs; what a site puts around them is no part of the entry."""
    assert read_text_page(TEXT) == Described(SAID)


def test_a_text_without_empty_lines() -> None:
    """Labels end paragraphs, too, and only long lines go on."""
    assert read_text_page(TEXT.replace("\n\n", "\r\n")) == Described(SAID)


@pytest.mark.parametrize("form", FORMS)
def test_a_page_saved_as_html(form: str) -> None:
    """The same comes of every sensible markup."""
    assert read_html_page(FORMS[form]) == Described(SAID)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Tiivistelmä\nVirke.", (Said("Tiivistelmä", ("Virke.",)),)),
        ("Etusivu Hyvät käytännöt Malli\nTulokset: hyvät", (Said("title", ("Malli",)), Said("Tulokset", ("hyvät",)))),
        (
            "Malli\nMuuta tekstiä\nTulokset\nHyvät",
            (Said("title", ("Malli",)), Said("", ("Muuta tekstiä",)), Said("Tulokset", ("Hyvät",))),
        ),
        (
            "Modell\nSAMMANFATTNING\nText.\nMålgrupper\nLärare\nElever",
            (Said("title", ("Modell",)), Said("SAMMANFATTNING", ("Text.",)), Said("Målgrupper", ("Lärare", "Elever"))),
        ),
        ("Malli\nTiedot\nJotain\nTulokset\nHyvät",
         (Said("title", ("Malli",)), Said("Tiedot", ("Jotain",)), Said("Tulokset", ("Hyvät",)))),
        (
            "Malli\nTiivistelmä\nJohdanto:\n- ensin\n- sitten",
            (Said("title", ("Malli",)), Said("Tiivistelmä", ("Johdanto:", "- ensin", "- sitten"))),
        ),
    ],
)  # fmt: skip
def test_pages_that_are_not_quite_so(given: str, said: tuple[Said, ...]) -> None:
    """What can't be placed is kept as text without a label."""
    assert read_text_page(given) == Described(said)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('<dt>Tulokset<dd>Katso <a href="https://a.example/b">opas</a>.', ("Katso opas (https://a.example/b).",)),
        ('<dt>Tulokset<dd><a href="https://a.example">https://a.example</a>', ("https://a.example",)),
        ('<dt>Tulokset<dd><a href="mailto:a@b.example">Eeva</a>', ("Eeva (a@b.example)",)),
        ('<dt>Tulokset<dd><a href="/teemat">Teema</a><a href="javascript:alert(1)">x</a>', ("Teemax",)),
        ("<dt>Tulokset<dd><ul><li>ensin<li>sitten</ul>loppu", ("- ensin", "- sitten", "loppu")),
        ("<dt>Tulokset<dd>a &lt;b&gt; &amp;amp; c", ("a <b> &amp; c",)),
        ("<dt>Tulokset<dd>a<!-- <p>Tiivistelmä</p> -->b", ("a b",)),
        ("<dt>Tulokset<dd>a<SCRIPT>if (1<2) '<p>'</script >b<style>p{}</style>", ("a b",)),
        ("<dt>Tulokset<dd>a<script>loppu", ("a",)),
        ('<dt title="a > b">Tulokset<dd data-a=\'"\'>a', ("a",)),
        ("<dt>Tulokset<dd title=it's>1 < 2 <3 > 2", ("1 < 2 <3 > 2",)),
    ],
)
def test_what_html_says_beside_words(given: str, said: tuple[str, ...]) -> None:
    """Addresses stand behind the words that lead to them; lists stay lists; entities are characters."""
    assert read_html_page(given) == Described((Said("Tulokset", said),))


def test_an_unknown_label_of_the_markup_is_kept() -> None:
    """Text under it is not mixed with that of the label before."""
    assert read_html_page("<dt>Tulokset<dd>Hyvät<dt>Rahoittaja<dd>Säätiö<h2>Liitteet</h2>") == Described(
        (Said("Tulokset", ("Hyvät",)), Said("Rahoittaja", ("Säätiö",)), Said("", ("Liitteet",)))
    )


@pytest.mark.parametrize("given", ["", "Aivan muuta tekstiä.", "Tulokset olivat hyvät."])
def test_no_page_of_the_register(given: str) -> None:
    """Without a single label it is something else."""
    assert read_text_page(given) is None
    assert read_html_page(f"<p>{given}</p>") is None
