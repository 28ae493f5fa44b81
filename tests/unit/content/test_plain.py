import pytest

from zoomibank.content.frontmatter import Mapping, read_tree
from zoomibank.content.plain import LONGEST_SENTENCE, Remark, remarks

WORDS = "sana " * (LONGEST_SENTENCE - 1)
LONG = f"Pitkä {WORDS}loppu"
"""One word too many."""
FITS = f"Sopiva {'sana ' * (LONGEST_SENTENCE - 2)}loppu."


def found(head: str, body: str = "") -> list[Remark]:
    tree, findings = read_tree(head, path="a.md", first_line=2)
    assert not findings
    assert isinstance(tree, Mapping)
    return sorted(remarks(tree, body, path="a.md", first_line=10), key=lambda remark: remark[3:])


BODIES = {
    "short": (FITS, []),
    "long": (f"{LONG}.", [(10, 1)]),
    "long after another": (f"Lyhyt on tämä. {LONG}.", [(10, 16)]),
    "two of them": (f"{LONG}. {LONG}?", [(10, 1), (10, len(LONG) + 3)]),
    "over several lines": (f"Alku.\n\n{LONG.replace(' loppu', chr(10) + 'loppu')}.", [(12, 1)]),
    "together, not each": (f"{FITS} {FITS}", []),
    "a list": ("\n".join(f"- {'sana ' * 10}" for _ in range(5)), []),
    "a numbered list": ("\n".join(f"{n}. {'sana ' * 10}" for n in range(1, 6)), []),
    "an item": (f"- lyhyt\n- {LONG}", [(11, 3)]),
    "a list below its beginning": (f"Mukana ovat:\n\n- {FITS}\n- {FITS}", []),
    "a table": ("| a | b |\n|---|---|\n" + "\n".join(f"| {'sana ' * 10} | b |" for _ in range(5)), []),
    "a heading": (f"## {'sana ' * 20}\n{'sana ' * 20}", []),
    "code": (f"```\n{LONG}\n```\n\n    {LONG}\n", []),
    "an address": (f"Katso [ohje](https://a.example/{'a-' * 60}b) ja https://b.example/{'c/' * 60}.", []),
    "dates and abbreviations": (
        f"Kokous on 13.9.2022 esim. klo 12.30. Näin {'sana ' * 20}ja ks. s. 4. Sana {'sana ' * 20}.",
        [],
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_long_sentences(name: str) -> None:
    """Sentences are counted by themselves; items, rows and headings are none of a paragraph's."""
    body, places = BODIES[name]
    assert [(one.line, one.column) for one in found("title: x", body)] == places
    assert all(one.check == "long_sentences" and one.length > LONGEST_SENTENCE for one in found("title: x", body))


def test_long_sentences_of_fields() -> None:
    """Every field that may hold sentences is looked at, once a value; the message names how the sentence begins."""
    head = f"results:\n  - text: {LONG}. {LONG}.\n    kind: aim\nadoption:\n  plan: Lyhyt.\n  barriers:\n    - {LONG}\n"
    width = len(f"{LONG}. {LONG}.")
    assert found(head) == [
        Remark("long_sentences", "Pitkä sana sana sana…", LONGEST_SENTENCE + 1, 3, 11, width),
        Remark("long_sentences", "Pitkä sana sana sana…", LONGEST_SENTENCE + 1, 8, 7, len(LONG)),
    ]


LINKS = {
    "says where": ("[Uutiskirjeen ohje](a.md)", []),
    "here": ("Katso [tästä](a.md).", ["tästä"]),
    "read more": ("[Lue lisää »](a.md) ja [Läs mer](b.md)\n[click here][c]", ["Lue lisää »", "Läs mer", "click here"]),
    "an image": ("![tästä](a.png)", []),
    "code": ("`[tästä](a.md)`", []),
    "no link": ("[tästä] ja (tästä)", []),
}


@pytest.mark.parametrize("name", LINKS)
def test_link_texts(name: str) -> None:
    """Words that tell nothing of where a link leads are told, in three languages."""
    body, words = LINKS[name]
    assert [(one.check, one.words) for one in found("title: x", body)] == [("link_text", word) for word in words]


SUMMARIES = {
    "says more": ("Malli", "Malli auttaa opettajia alkuun.", False),
    "the title alone": ("Kiinni arkeen -malli", "Kiinni arkeen -malli. Se auttaa alkuun.", True),
    "with one word": ("Kiinni arkeen -malli", "Tämä kiinni arkeen -malli. Se auttaa.", True),
    "other words": ("Kiinni arkeen", "Arki alkaa. Siitä se lähtee.", False),
}


@pytest.mark.parametrize("name", SUMMARIES)
def test_summaries_that_repeat_the_title(name: str) -> None:
    """A first sentence of hardly more than the title's words is told."""
    title, summary, is_told = SUMMARIES[name]
    checks = [one.check for one in found(f"title: {title}\nsummary: {summary}\n")]
    assert checks == ["summary_repeats_title"] * is_told


RESULTS = {
    "an aim": ("Tavoitteena on, että arki sujuu.", "aim", False),
    "seen": ("Arki sujuu paremmin kuin ennen.", "observed", False),
    "an aim as seen": ("Tavoitteena on, että arki sujuu.", "observed", True),
    "an aim as measured, in Swedish": ("Syftet är att vardagen löper.", "measured", True),
    "an aim as measured, in English": ("It aims to make work easier.", "measured", True),
}


@pytest.mark.parametrize("name", RESULTS)
def test_aims_as_results(name: str) -> None:
    """What is marked as seen and says that it is an aim is told at its kind."""
    text, kind, is_told = RESULTS[name]
    told = found(f"results:\n  - text: {text}\n    kind: {kind}\n")
    assert [(one.check, one.line, one.column) for one in told] == [("aim_as_measured", 4, 11)] * is_told
