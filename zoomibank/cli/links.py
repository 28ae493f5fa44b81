"""`links`: whether the links to the web lead anywhere. No other command asks the web."""

from collections.abc import Mapping
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Final

import click

from zoomibank.cli.options import content_option, day, format_option, lang_option, refused, say, templates_folder
from zoomibank.cli.progress import track
from zoomibank.findings.finding import SetupError, Severity
from zoomibank.publish.remembered import recall, remember
from zoomibank.said import FAULTS, GOOD, Told, telling

if TYPE_CHECKING:
    from zoomibank.content.schema import Settings

_CACHE: Final = Path(".cache")
_NAME: Final = "links"
_LASTS: Final = 7 * 24 * 3600
"""Seconds that a good answer is believed."""


@click.command("links", help="Tarkista verkosta, vievätkö linkit perille. Muut komennot eivät kysy verkosta mitään.")
@content_option
@lang_option
@format_option
def links_command(content: Path, lang: str, style: str) -> int:
    """Asks the web, and tells what is wrong with the links."""
    from zoomibank.content.load import load  # noqa: PLC0415 -- takes long to load
    from zoomibank.content.validate import lay_foundation  # noqa: PLC0415
    from zoomibank.editing.addresses import addresses  # noqa: PLC0415
    from zoomibank.editing.web import Web  # noqa: PLC0415
    from zoomibank.editing.web_links import check_links  # noqa: PLC0415
    from zoomibank.findings.formats import counted, counts_line, load_wordings  # noqa: PLC0415

    try:
        loaded, _ = load(content)
        foundation, _ = lay_foundation(loaded, today=day(""))
        links = addresses(content, loaded)
        web = Web(_agent(foundation.settings, foundation.languages[0]))
        now = time()
        remembered = {address: one for address, one in _remembered(now).items() if address in links}
        known = {address: moved for address, (_, moved) in remembered.items()}
        checked = check_links(links, ask=web.ask, known=known, track=track)
    except SetupError as error:
        return refused(error, lang, style=style)
    remember(_CACHE, _NAME, remembered | {address: (now, moved) for address, moved in checked.good.items()})
    wordings = load_wordings(lang)
    counts = counts_line(counted(wordings.summary.addresses, len(links)), checked.findings, wordings=wordings)
    how = telling(wordings, style=style, content=content, templates=templates_folder())
    entries = sum(source.kind != "pages" and not source.language for source in loaded.sources)
    output = how.told(checked.findings, entries=entries, counts=counts)
    is_broken = any(finding.severity is Severity.ERROR for finding in checked.findings)
    code = FAULTS if is_broken else GOOD
    return say(Told("", output, code, how.summary(checked.findings, counts=counts)), style=style)


def _agent(settings: "Settings", language: str) -> str:
    """In whose name the web is asked: servers see who they are, and where to complain."""
    title = settings.title.text(language, language).encode("ascii", "ignore").decode()
    where = f"; +{settings.base_url}" if settings.base_url else ""
    return f"zoomibank-links ({' '.join(title.split())}{where})".replace("\n", " ")


def _remembered(now: float) -> Mapping[str, tuple[float, str]]:
    """The good answers that are still believed: when they came, and the new address or ""."""
    told = recall(_CACHE, _NAME)
    found = {}
    for address, one in told.items() if isinstance(told, dict) else ():
        match one:
            case [int() | float() as when, str(moved)] if 0 <= now - when < _LASTS:
                found[address] = (float(when), moved)
    return found
