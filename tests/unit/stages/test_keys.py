from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from tests.bench.rich import png
from tests.unit.content.making import ARTICLE, PRACTICE, TODAY, TOOL, terms, with_fields
from tests.unit.stages.making import Files, Prepared, prepared, written
from zoomibank.bank.words import Lexicon
from zoomibank.publish.shelf import shelf
from zoomibank.site.page import Page
from zoomibank.stages.keys import Keys, keys, world

MUU: Final = with_fields(
    PRACTICE,
    title="Muu",
    themes="[liikunta]",
    keywords="[muu]",
    owner="seura",
    relations="[{type: see_also, to: tools/kirje}]",
    previous_slugs="[vanha]",
)
BODY: Final = PRACTICE + "\nTeksti, [linkki](../tools/kirje.md#milloin) ja ![kuva](../media/kuva.png).\n"
BANK: Final[dict[str, str | bytes]] = {
    "site.yaml": "title: Pankki\nlanguages: [fi, sv]\n",
    "vocabulary/themes.yaml": terms("hyvinvointi", "liikunta"),
    "vocabulary/organisations.yaml": terms("liitto", "seura"),
    "practices/malli.md": BODY,
    "practices/muu.md": MUU,
    "practices/yksin.md": with_fields(MUU, title="Yksin", status="superseded", relations="", previous_slugs=""),
    "practices/seuraaja.md": with_fields(
        MUU,
        title="Seuraaja",
        previous_slugs="",
        register_id="7",
        relations="[{type: replaces, to: practices/yksin}]",
    ),
    "tools/kirje.md": TOOL + "\n## Milloin\n\nAina.\n",
    "tools/kortti.md": with_fields(TOOL, title="Kortti", owner="seura"),
    "pages/tietoa.md": ARTICLE + "\nTeksti.\n",
    "media/kuva.png": png(1),
}
"""Practices and tools that name each other in the ways there are, and an article."""

MALLI, MUU_, YKSIN, SEURAAJA = (f"kaytannot/{slug}/" for slug in ("malli", "muu", "yksin", "seuraaja"))
KIRJE, KORTTI = "valineet/kirje/", "valineet/kortti/"
FRONT, SEARCH, INDEX, ARTICLE_, NOT_FOUND = "", "/search-fi", "teemat/", "tietoa/", "404.html"
PRACTICES, TOOLS, THEME, WAYS, OWNER, KEYWORD = (
    "kaytannot/", "valineet/", "teemat/liikunta/", "toimintatavat/", "organisaatiot/seura/", "asiasanat/muu/",
)  # fmt: skip
OLD, SHORT = "kaytannot/vanha/", "id/7/"
EVERY: Final = frozenset(
    {MALLI, MUU_, YKSIN, SEURAAJA, KIRJE, KORTTI, FRONT, SEARCH, INDEX, ARTICLE_, NOT_FOUND, PRACTICES, TOOLS, THEME}
    | {WAYS, OWNER, KEYWORD, OLD, SHORT}
)
"""A page of each kind in Finnish: entries, what lists them, forwards, articles, the rest; and the search."""
COUNTING: Final = frozenset({FRONT, SEARCH, INDEX, PRACTICES, TOOLS, THEME, WAYS, OWNER, KEYWORD})
"""What tells how many entries each choice has."""


def _keys(found: Prepared, *, program: str = "", asked: tuple[str, ...] = ("",)) -> Keys:
    kept = found.read.kept
    return keys(found.catalogue, kept, world=world(found.loaded, kept, program=program, asked=asked))


def _by_url(found: Prepared, own: Keys) -> dict[str, str]:
    searches = {f"/search-{local.language}": own.of_search(local.language, {}) for local in found.locals}
    return {sheet.draft.urls[0]: own.of(sheet) for sheet in found.sheets} | searches


def _laid_out(folder: Path, files: Files, *, today: date = TODAY) -> tuple[dict[str, str], dict[str, list[Page]]]:
    """The keys of a bank, and the pages that stand under them."""
    with shelf(None) as kept:
        found = prepared(written(folder, files), kept, today=today)
        pages = {sheet.draft.urls[0]: list(sheet.pages()) for sheet in found.sheets}
        return _by_url(found, _keys(found)), pages


def _with(path: str, **fields: str) -> dict[str, str]:
    """A file of the bank with other fields, and the same body."""
    head, end, body = str(BANK[path]).rpartition("---\n")
    return {path: with_fields(head + end, **fields) + body}


OWN_LISTS: Final = {FRONT, SEARCH, WAYS}
"""What shows something of every entry."""
CHANGES: Final[Mapping[str, tuple[Files, AbstractSet[str]]]] = {
    "nothing": ({}, set()),
    "how a file is written": (_with("tools/kirje.md", title="'Kirje'"), set()),
    "a body": ({"tools/kirje.md": TOOL + "\n## Milloin\n\nEi koskaan.\n"}, {KIRJE, SEARCH}),
    "a heading that another body may lead to": (
        {"tools/kirje.md": TOOL + "\n## Milloin\n\nAina.\n\n## Kenelle\n"}, {KIRJE, SEARCH, MALLI},
    ),
    "a heading that none leads to": (
        {"practices/malli.md": BODY + "\n## Osa\n"}, {MALLI, SEARCH},
    ),
    "a link": ({"practices/malli.md": PRACTICE + "\n[Linkki](../tools/kortti.md)\n"}, {MALLI, SEARCH}),
    "a title, on lists and beside others": (
        _with("tools/kirje.md", title="Kyltti"), {*OWN_LISTS, KIRJE, KORTTI, MUU_, TOOLS},
    ),
    "a title, forwards": (
        _with("practices/muu.md", title="Toinen"),
        {*OWN_LISTS, MUU_, YKSIN, SEURAAJA, MALLI, KIRJE, PRACTICES, THEME, OWNER, KEYWORD, OLD},
    ),
    "a title of a successor": (
        _with("practices/seuraaja.md", title="Jatkaja"),
        {*OWN_LISTS, SEURAAJA, YKSIN, MUU_, MALLI, PRACTICES, THEME, OWNER, KEYWORD, SHORT},
    ),
    "a field that only its own page shows": (
        _with("tools/kortti.md", contact="{name: Kaisa}"), {*OWN_LISTS, KORTTI, KIRJE, TOOLS, OWNER},
    ),
    "a theme": (_with("practices/muu.md", themes="[hyvinvointi]"), EVERY - {KORTTI, ARTICLE_, NOT_FOUND, SHORT}),
    "an entry more": (
        {"tools/uusi.md": with_fields(TOOL, title="Uusi", owner="seura")}, COUNTING | {KIRJE, KORTTI},
    ),
    "an entry less": ({"tools/kortti.md": None}, COUNTING | {KIRJE}),
    "a translated title": (
        {"tools/kortti.sv.md": "---\ntitle: Kort\n---\n"}, COUNTING | {KIRJE, KORTTI},
    ),
    "a translated body": ({"tools/kortti.sv.md": "---\n---\n\nText.\n"}, COUNTING | {KIRJE, KORTTI}),
    "an article's body": ({"pages/tietoa.md": ARTICLE + "\nMuuta.\n"}, {ARTICLE_}),
    "an article's title, in the menu": (_with("pages/tietoa.md", title="Pankista"), {*EVERY}),
    "another article": ({"pages/muuta.md": with_fields(ARTICLE, title="Muuta")}, {*EVERY}),
    "a label": ({"vocabulary/themes.yaml": terms("hyvinvointi", "liikunta").replace("Liik", "Lii")}, {*EVERY}),
    "the settings": ({"site.yaml": "title: Toinen\nlanguages: [fi, sv]\n"}, {*EVERY}),
    "notes on words": ({"vocabulary/words.yaml": "- {word: kirje, synonyms: [viesti]}\n"}, {*EVERY}),
    "an image": ({"media/kuva.png": png(2)}, {*EVERY}),
    "an image more": ({"media/muu.png": png(1)}, {*EVERY}),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_which_pages_get_another_key(tmp_path: Path, change: str) -> None:
    """A change gives another key to the pages that show it; and what keeps its key is the same page."""
    files, expected = CHANGES[change]
    before, pages = _laid_out(tmp_path / "content", BANK)
    after, others = _laid_out(tmp_path / "content", {**BANK, **files})
    there = EVERY & after.keys()
    assert {url for url in there if after[url] != before[url]} == set(expected) & there
    same = [url for url in others if before.get(url) == after[url]]
    assert {url: others[url] for url in same} == {url: pages[url] for url in same}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 6, 1), set()),
        (date(2024, 7, 14), set()),
        (date(2024, 7, 15), EVERY - {KORTTI, ARTICLE_, NOT_FOUND}),
        (date(2030, 1, 1), EVERY - {ARTICLE_, NOT_FOUND}),
    ],
)
def test_the_day(tmp_path: Path, today: date, expected: AbstractSet[str]) -> None:
    """It changes nothing but where an entry's state changes with it."""
    before, _ = _laid_out(tmp_path / "content", BANK)
    after, _ = _laid_out(tmp_path / "content", BANK, today=today)
    assert {url for url in EVERY if after[url] != before[url]} == expected


def test_no_two_pages_share_a_key(tmp_path: Path) -> None:
    """Nor do the same pages in two languages."""
    found, _ = _laid_out(tmp_path / "content", BANK)
    assert len(set(found.values())) == len(found)


def test_what_all_pages_share(tmp_path: Path) -> None:
    """The program and what was asked for change every key."""
    with shelf(None) as kept:
        found = prepared(written(tmp_path / "content", BANK), kept)
        first, *others = (
            _by_url(found, _keys(found, **asked))
            for asked in _asked({}, {"program": "other"}, {"asked": ("https://a.example/",)}, {"asked": ("", "True")})
        )
    for other in others:
        assert [url for url in first if other[url] == first[url]] == []


def _asked(*asked: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return asked


def test_all_parts_of_a_draft_count(tmp_path: Path) -> None:
    """Whatever a page is made by is in its key."""
    with shelf(None) as kept:
        found = prepared(written(tmp_path / "content", BANK), kept)
        own = _keys(found)
        (sheet,) = (sheet for sheet in found.sheets if sheet.draft.urls[0] == KORTTI)
        draft, (others,) = sheet.draft, sheet.alternates
        refs = list(found.catalogue.entries)
        changed = [
            replace(sheet, language="sv"),
            replace(sheet, alternates=((),)),
            replace(sheet, alternates=((replace(others[0], is_same=False), *others[1:]),)),
            replace(sheet, alternates=((replace(others[0], url="muu/"), *others[1:]),)),
            *(
                replace(sheet, draft=replace(draft, **change))
                for change in _asked(
                    {"key": "x"},
                    {"urls": ("muu/",)},
                    {"template": "practice"},
                    {"shows": ()},
                    {"shows": draft.shows[::-1]},
                    {"shows": (*draft.shows, refs[0])},
                    {"counts": True},
                    {"body": None},
                    {"body": refs[0]},
                )
            ),
        ]
        told = [own.of(one) for one in (sheet, *changed)]
        assert len(set(told)) == len(told)
        assert own.of(replace(sheet, draft=replace(draft, make=lambda: ()))) == own.of(sheet)


def test_the_search_hangs_on_what_is_known_of_words(tmp_path: Path) -> None:
    """On the dictionaries of all languages, in no certain order."""
    with shelf(None) as kept:
        own = _keys(prepared(written(tmp_path / "content", BANK), kept))
    one, other = Lexicon(source="one"), Lexicon(source="other")
    told = [
        own.of_search(language, lexicons)
        for language, lexicons in (
            ("fi", {}), ("sv", {}), ("fi", {"fi": one}), ("fi", {"fi": other}), ("fi", {"sv": one}),
            ("fi", {"fi": one, "sv": other}), ("fi", {"fi": other, "sv": one}),
        )
    ]  # fmt: skip
    assert len(set(told)) == len(told)
    assert own.of_search("fi", {"sv": other, "fi": one}) == told[5]
