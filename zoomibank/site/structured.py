"""JSON-LD: what search engines and other machines are told of a page, in schema.org's words."""

from collections.abc import Mapping, Sequence
from typing import Final

from zoomibank.site.urls import absolute
from zoomibank.site.views import Crumb, EventLine, PracticeView, ToolView

Thing = Mapping[str, object]

FEWEST_STEPS: Final = 2
"""Steps that make a HowTo."""


def breadcrumb_list(crumbs: Sequence[Crumb], base_url: str) -> Thing:
    """The breadcrumbs of a page; with addresses only when the site's own is known."""
    items = []
    for number, crumb in enumerate(crumbs, 1):
        item: dict[str, object] = {"@type": "ListItem", "position": number, "name": crumb.label.text}
        if base_url:
            item["item"] = absolute(base_url, crumb.url)
        items.append(item)
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def learning_resource(view: PracticeView, *, url: str, base_url: str) -> Thing:
    """A practice as a LearningResource, in the words of LRMI."""
    thing: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": view.title.text,
        "description": view.summary.text,
        "inLanguage": view.title.language,
        "keywords": [link.label.text for link in view.keywords],
        "about": [{"@type": "DefinedTerm", "name": link.label.text} for link in view.themes],
        "audience": [{"@type": "Audience", "audienceType": link.label.text} for link in view.target_groups],
        "maintainer": {"@type": "Organization", "name": view.owner.label.text},
        "datePublished": view.standing.added.isoformat(),
        "timeRequired": f"PT{view.minutes}M",
        "isAccessibleForFree": True,
    }
    if view.standing.checked:
        thing["dateModified"] = view.standing.checked.isoformat()
    if view.aliases:
        thing["alternateName"] = [alias.text for alias in view.aliases]
    if view.licence:
        # Only a licence of the SPDX list has an address there: no expression of several, no licence of one's own.
        is_listed = " " not in view.licence and not view.licence.startswith("LicenseRef-")
        thing["license"] = f"https://spdx.org/licenses/{view.licence}" if is_listed else view.licence
    if base_url:
        thing["url"] = absolute(base_url, url)
    return {key: value for key, value in thing.items() if value != []}


def how_to(view: PracticeView | ToolView, *, url: str, base_url: str) -> Thing | None:
    """The steps of an entry as a HowTo; None unless there are real steps, at least two with a text each."""
    if len(view.steps) < FEWEST_STEPS or not all(step.text for step in view.steps):
        return None
    thing: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "name": view.title.text,
        "description": view.summary.text,
        "inLanguage": view.title.language,
        "step": [
            {"@type": "HowToStep", "position": number, "name": step.title.text, "text": step.text.text}
            for number, step in enumerate(view.steps, 1)
            if step.text
        ],
    }
    if base_url:
        thing["url"] = absolute(base_url, url)
    return thing


def event(line: EventLine, *, url: str, base_url: str) -> Thing:
    """An event, with its times as they are in the bank's zone; `url` is the page of its tool."""
    thing: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": line.title.text,
        "inLanguage": line.title.language,
        "startDate": line.start.isoformat(),
    }
    if line.end:
        thing["endDate"] = line.end.isoformat()
    if line.place:
        thing["location"] = {"@type": "Place", "name": line.place.text}
    if line.address or base_url:
        thing["url"] = line.address or absolute(base_url, url)
    return thing
