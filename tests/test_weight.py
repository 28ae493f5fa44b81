"""What a reader has to fetch to see a page for the first time."""

from tests.audit.weight import LIMIT, first_visit
from tests.built import Site


def test_a_full_practice_page_is_light(rich: Site) -> None:
    """The page, its styles, scripts, images and icon are at most 30 kB in all when gzipped, in each language."""
    for language, page in rich.of_kind("practice").items():
        sizes = first_visit(rich, page)
        assert sum(sizes.values()) <= LIMIT, (language, sizes)
        kinds = {path.rpartition(".")[2] for path in sizes}
        assert {"css", "js", "svg"} <= kinds, "something that every page fetches is not counted"
