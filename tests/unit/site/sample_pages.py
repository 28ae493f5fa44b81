"""All samples of views as pages of a site."""

from collections.abc import Iterator
from itertools import chain

from tests.unit.site.overview_samples import overviews
from tests.unit.site.samples import LANGUAGES, ODD, link, views
from zoomibank.site.page import Alternate, Chrome, FooterGroup, NavLink, Page
from zoomibank.site.strings import Strings


def pages(strings: Strings) -> Iterator[tuple[str, Page]]:
    """All samples as pages of a site in three languages, each with its name."""
    own = strings.language
    menu = (
        NavLink("Selaa", "selaa/", current=False), NavLink("Teemat", "teemat/", current=True),
        NavLink("Toimintatavat", "toimintatavat/", current=False),
    )  # fmt: skip
    chrome = Chrome(
        site_title={"fi": "Malli-pankki", "sv": "Modellbanken", "en": "Sample bank"}[own],
        front="",
        menu=menu,
        footer=(FooterGroup("Pankista", (link(own, "Saavutettavuus", "saavutettavuus/"),)),),
        owner=link(own, "Mallilan opisto", "organisaatiot/mallila/"),
        licence="CC-BY-4.0",
        browse="selaa/",
        own_list="oma-lista/",
        search="data/search/fi.js",
    )
    bare = Chrome("Pankki", "", (), (), None, "", "selaa/", "oma-lista/", "data/search/fi.js")
    for name, kind, view in chain(views(strings), overviews(strings)):
        is_least = name.endswith("least")
        url = "404.html" if kind == "not_found" else f"esimerkit/{name}/"
        alternates = tuple(
            Alternate(language, language.upper(), f"{language}/{url}", is_same=language != "sv")
            for language in LANGUAGES
        )
        things: tuple[dict[str, object], ...] = ({"@type": "Thing", "name": ODD},)
        yield (
            name,
            Page(
                url=url,
                template=f"pages/{kind}.html",
                view=view,
                language=own,
                title="Malli & muut",
                description="" if is_least else ODD,
                chrome=bare if is_least else chrome,
                alternates=() if is_least or kind == "forward" else alternates,
                structured=() if is_least else things,
                origin="practices/malli.md" if kind == "practice" else "",
                is_indexed=kind not in {"due", "own_list", "not_found", "forward"},
            ),
        )
