import pytest

from zoomibank.content.prose import Prose
from zoomibank.content.prose_pieces import Phrase
from zoomibank.exports.search_texts import plain


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
