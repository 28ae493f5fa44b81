import random
from itertools import pairwise

from zoomibank.exports.search_postings import HEAVIEST, gathered, joined, read, written


def _entries(count: int) -> list[dict[str, int]]:
    chance = random.Random(7)  # noqa: S311 - no secret
    words = [f"sana{number}" for number in range(40)]
    return [
        {word: chance.randint(1, HEAVIEST) for word in chance.sample(words, chance.randint(0, 9))} for _ in range(count)
    ]


def test_what_is_written_can_be_read() -> None:
    """Each place is an entry and a weight, however far apart the entries stand."""
    entries: list[dict[str, int]] = [{}] * 90_000
    entries[0] = entries[4] = {"ohjaus": 15, "siirtymä": 1}
    entries[89_999] = {"ohjaus": 2}
    runs = gathered(entries)
    assert read(written(runs["ohjaus"])) == [14, 4 * HEAVIEST + 14, 89_999 * HEAVIEST + 1]
    assert written(runs["siirtymä"]) == "0Y1"
    assert runs["siirtymä"].entries == 2
    assert read("") == []


def test_stretches_make_the_whole() -> None:
    """It is all one whether entries are gathered at once, or in stretches that are joined."""
    entries = _entries(300)
    cuts = [0, 1, 50, 51, 260, 300]
    stretches = [gathered(entries[begin:end], begin) for begin, end in pairwise(cuts)]
    assert joined(stretches) == gathered(entries)
