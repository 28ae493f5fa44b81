"""`report`: some entries as one document, to be printed or sent."""

from pathlib import Path

import click

from zoomibank.cli.options import content_option, folder, lang_option, order_beside, refused, today_option
from zoomibank.findings.finding import SetupError
from zoomibank.said import FAULTS, GOOD, told_now

# What takes long to load is imported by the command.

_MANY = 500
"""Entries from which on a PDF takes so long that it is told before."""


@click.command("report", help="Tee kuvauksista koontiraportti (HTML ja PDF).")
@content_option
@click.option("--theme", "themes", multiple=True, metavar="TUNNUS", help="Vain tämän teeman kuvaukset. Voi toistaa.")
@click.option("--project", "projects", multiple=True, metavar="TUNNUS", help="Vain tämän hankkeen. Voi toistaa.")
@click.option("--ids", default="", metavar="LISTA", help="Vain nämä: nimiä tai viitenumeroita pilkuilla erotettuina.")
@click.option("--out", type=folder(), default="raportti", show_default=True, help="Tiedostot ilman päätettä.")
@click.option("--format", "form", type=click.Choice(["html", "pdf", "both"]), default="both", help="Mitä tehdään.")
@click.option("--base-url", default="", help="Sivuston osoite linkkejä varten, jos sitä ei ole asetuksissa.")
@today_option
@lang_option
def report_command(  # noqa: PLR0913 -- one argument an option
    *,
    content: Path,
    themes: tuple[str, ...],
    projects: tuple[str, ...],
    ids: str,
    out: Path,
    form: str,
    base_url: str,
    today: str,
    lang: str,
) -> int:
    """Writes a report."""
    from dataclasses import replace  # noqa: PLC0415

    from zoomibank.editing.files import write_over  # noqa: PLC0415
    from zoomibank.editing.pdf import as_pdf, pdf_maker  # noqa: PLC0415
    from zoomibank.editing.reporting import Asked, chosen  # noqa: PLC0415
    from zoomibank.editing.telling import load_sentences  # noqa: PLC0415
    from zoomibank.exports.report_document import report_document  # noqa: PLC0415
    from zoomibank.pipeline import make_ready, site_of  # noqa: PLC0415
    from zoomibank.site.overviews.report import report_view  # noqa: PLC0415
    from zoomibank.site.render import read_templates  # noqa: PLC0415

    say = load_sentences(lang).say
    try:
        order = replace(order_beside(content, today), base_url=base_url)
        ready = make_ready(order)
        if ready is None:
            click.echo(told_now(order, is_build=False, lang=lang, style="text").output, nl=False)
            return FAULTS
        local = next((one for one in ready.locals if one.language == lang), ready.locals[0])
        asked = Asked(themes, projects, tuple(filter(None, (one.strip() for one in ids.split(",")))))
        entries, title = chosen(local, asked)
        report = report_view(local, entries, title)
        site, templates = site_of(order, ready), read_templates(order.templates)
        html = report_document(local, report, ready.sheets, templates=templates, site=site)
        maker = pdf_maker(is_needed=form == "pdf") if form != "html" else ""
        if maker and len(entries) >= _MANY:
            click.echo(say("report.long", count=len(entries)))
        files = {f"{out.name}.html": html.encode()} if form != "pdf" else {}
        if maker:
            files[f"{out.name}.pdf"] = as_pdf(html, maker)
        write_over(out.parent, files)
    except SetupError as error:
        return refused(error, lang)
    click.echo(say("report.done", count=len(entries), files=", ".join(str(out.parent / name) for name in files)))
    if form == "both" and not maker:
        click.echo(say("report.no_pdf"))
    return GOOD
