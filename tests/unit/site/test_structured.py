"""JSON-LD in schema.org's words."""

from tests.unit.content.making import PRACTICE, with_fields
from tests.unit.site.test_pages import laid_out
from zoomibank.site.structured import breadcrumb_list, how_to, learning_resource
from zoomibank.site.views import PracticeView

BASE = "https://example.org/pankki"
STEPS = "\n  - title: Aloita\n    text: Näin alat.\n  - title: Lopeta\n    text: Näin lopetat."


def _view(**fields: str) -> PracticeView:
    pages, _ = laid_out({"practices/malli.md": with_fields(PRACTICE, **fields)})
    view = pages["kaytannot/malli/"].view
    assert isinstance(view, PracticeView)
    return view


def test_a_practice_is_a_learning_resource() -> None:
    """All that machines can use of a practice, and nothing that is not known."""
    thing = learning_resource(_view(reviewed="2023-02-01", licence="CC-BY-4.0"), url="kaytannot/malli/", base_url=BASE)
    assert thing == {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": "Malli",
        "description": "Malli kuvaa yhden esimerkin, jota testit muuttavat.",
        "inLanguage": "fi",
        "keywords": ["juurruttaminen"],
        "about": [{"@type": "DefinedTerm", "name": "Hyvinvointi"}],
        "audience": [{"@type": "Audience", "audienceType": "Opettajat"}],
        "maintainer": {"@type": "Organization", "name": "Liitto"},
        "datePublished": "2022-09-13",
        "dateModified": "2023-02-01",
        "timeRequired": "PT1M",
        "isAccessibleForFree": True,
        "license": "https://spdx.org/licenses/CC-BY-4.0",
        "url": "https://example.org/pankki/kaytannot/malli/",
    }


def test_addresses_only_where_the_sites_own_is_known() -> None:
    """Without a base URL nothing claims an address."""
    view = _view(keywords="")
    assert "url" not in learning_resource(view, url="kaytannot/malli/", base_url="")
    assert "keywords" not in learning_resource(view, url="kaytannot/malli/", base_url="")
    crumbs = breadcrumb_list(view.crumbs, "")["itemListElement"]
    assert crumbs == [
        {"@type": "ListItem", "position": 1, "name": "Etusivu"},
        {"@type": "ListItem", "position": 2, "name": "Hyvät käytännöt"},
        {"@type": "ListItem", "position": 3, "name": "Malli"},
    ]


def test_only_real_steps_make_a_how_to() -> None:
    """At least two steps, each with a text: names alone tell nobody how."""
    assert how_to(_view(), url="a/", base_url="") is None
    assert how_to(_view(steps="\n  - title: Aloita\n    text: Näin alat."), url="a/", base_url="") is None
    assert how_to(_view(steps="\n  - title: Aloita\n  - title: Lopeta"), url="a/", base_url="") is None
    thing = how_to(_view(steps=STEPS), url="a/", base_url="")
    assert thing is not None
    assert thing["step"] == [
        {"@type": "HowToStep", "position": 1, "name": "Aloita", "text": "Näin alat."},
        {"@type": "HowToStep", "position": 2, "name": "Lopeta", "text": "Näin lopetat."},
    ]
