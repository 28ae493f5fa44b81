import json

import pytest

from tests.unit.content.making import PRACTICE, bank
from zoomibank.content.prose import Prose
from zoomibank.content.prose_pieces import Phrase
from zoomibank.exports.search_texts import Counts, counts_of, entry_counts, plain


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("<p>Ohjaus <em>työpaikalla</em></p>",), "Ohjaus työpaikalla"),
        (("<p>a &lt;b&gt; &amp; c</p>",), "a <b> & c"),
        (("<table>", Phrase("table", 1), "<td>x</td><td>y</td>"), "x y"),
        ((), ""),
    ],
)
def test_plain_text_has_no_markup(pieces: tuple[str | Phrase, ...], expected: str) -> None:
    """Elements part words, entities are read, and what the page's language fills in is left out."""
    assert " ".join(plain(Prose(pieces)).split()) == expected


FINNISH: Counts = {"name": {"fi": {"ohjaus": 2}}, "summary": {"fi": {}}, "body": {"fi": {"ja": 3}}}
SWEDISH: Counts = {"name": {"sv": {"handledning": 1}, "fi": {"opo": 1}}, "body": {"fi": {"ja": 3}}}


def test_readers_find_an_entry_by_its_names_in_other_languages() -> None:
    """They see the edition in their language, or the original, and of the others only what these call the entry."""
    editions = {"fi": FINNISH, "sv": SWEDISH}
    finnish = entry_counts(editions, (), language="fi", original_language="fi")
    assert finnish == {**FINNISH, "translation": {"sv": {"handledning": 1}}, "term": {}}
    swedish = entry_counts(editions, (), language="sv", original_language="fi")
    assert swedish == {**SWEDISH, "translation": {"fi": {"ohjaus": 2}}, "term": {}}
    english = entry_counts({"fi": FINNISH}, (), language="en", original_language="fi")
    assert english == {**FINNISH, "term": {}}


def test_the_terms_of_an_entry_are_added_up() -> None:
    terms = ({"fi": {"opo": 1, "hanke": 1}, "sv": {"projekt": 1}}, {"fi": {"hanke": 2}})
    counts = entry_counts({"fi": FINNISH}, terms, language="fi", original_language="fi")
    assert counts["term"] == {"fi": {"opo": 1, "hanke": 3}, "sv": {"projekt": 1}}
    assert terms[0]["fi"]["hanke"] == 1


def test_the_words_of_an_edition_are_counted_by_where_they_stand() -> None:
    """Of a translation, too: each word in the language that its field is in; what is counted is JSON."""
    files = {
        "practices/malli.md": PRACTICE + "\nOpon ohjaus, **ohjaus**!\n",
        "practices/malli.sv.md": "---\ntitle: Modell\n---\n\n*Modell*, en modell.\n",
    }
    (entry,) = bank(files).practices
    counts = {language: counts_of(edition) for language, edition in entry.editions.items()}
    assert counts["fi"]["name"] == {"fi": {"malli": 1, "juurruttaminen": 1}}
    assert counts["fi"]["body"] == {"fi": {"opon": 1, "ohjaus": 2}}
    assert counts["sv"]["name"] == {"sv": {"modell": 1}, "fi": {"juurruttaminen": 1}}
    assert counts["sv"]["summary"] == counts["fi"]["summary"]
    assert counts["sv"]["body"] == {"sv": {"modell": 2, "en": 1}}
    assert json.loads(json.dumps(counts)) == counts
