"""The newsletters of a bank, from what its entries say and what git knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from zoomibank.editing.history import history
from zoomibank.exports.newsletter import letter, letter_html, letter_text
from zoomibank.findings.finding import SetupError
from zoomibank.pipeline import Order, Prepared, site_of
from zoomibank.site.render import read_templates


@dataclass(frozen=True, slots=True)
class Letters:
    """The files by their names, none where nothing has happened; `is_known` tells whether git knew of the content."""

    files: Mapping[str, bytes]
    is_known: bool


def letters(order: Order, ready: Prepared, since: str, *, environment: Mapping[str, str]) -> Letters:
    """The newsletter in each language, as HTML and as text.

    Args:
        order: What is asked for.
        ready: The pages of the bank.
        since: A day or a tag.
        environment: That of the command, for git.

    Raises:
        SetupError: It is not known where the site is, or there is no such day or tag.
    """
    site = site_of(order, ready)
    if not site.base_url:
        raise SetupError("letter_without_address")
    told = history(order.content, since, today=ready.catalogue.bank.today, environment=environment)
    files: dict[str, bytes] = {}
    templates = read_templates(order.templates)
    for local in ready.locals:
        one = letter(local, told.since, added=told.added, changed=told.changed)
        if one.parts:
            html = letter_html(one, local, ready.sheets, templates=templates, site=site)
            files[f"newsletter.{local.language}.html"] = html.encode()
            files[f"newsletter.{local.language}.txt"] = letter_text(one, local).encode()
    return Letters(files, told.is_known)
