"""What every test shares."""

import pytest

from tests.built import PUBLISHED_AT, Site, built, rich_content
from tests.hostile import hostile_content


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files instead of comparing them")


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Whether the golden files are to be written instead of compared."""
    return bool(pytestconfig.getoption("--update-golden"))


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The rich site, without a base URL."""
    folder = tmp_path_factory.mktemp("rich")
    return built(rich_content(folder), folder / "output", knows=True)


@pytest.fixture(scope="session")
def rich_published(rich: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The rich site as it is published at a base URL."""
    return built(rich.content, tmp_path_factory.mktemp("published") / "output", base_url=PUBLISHED_AT, knows=True)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose every free text is a payload."""
    folder = tmp_path_factory.mktemp("hostile")
    return built(hostile_content(folder), folder / "output", base_url="https://pankki.example.org/")
