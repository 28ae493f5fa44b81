"""`serve`: the preview of the site on this machine."""

from pathlib import Path
from typing import Final

import click

from zoomibank.cli.options import content_option, lang_option, taking, templates_option, today_option

PORT: Final = 8000
_HIGHEST: Final = 65_535


@click.command("serve", help="Esikatsele sivustoa tällä koneella. Sivu päivittyy, kun talletat tiedoston.")
@taking(
    content_option,
    templates_option,
    click.option(
        "--port", type=click.IntRange(0, _HIGHEST), default=PORT, show_default=True,
        help="Portti. Jos se on varattu, käytetään seuraavaa vapaata.",
    ),
    today_option,
    lang_option,
)  # fmt: skip
def serve_command(*, content: Path, templates: Path, port: int, today: str, lang: str) -> int:
    """Serves a preview until Ctrl-C."""
    from zoomibank.cli.staying import serve_preview  # noqa: PLC0415 -- takes long to load

    return serve_preview(content=content, templates=templates, port=port, today=today, lang=lang)
