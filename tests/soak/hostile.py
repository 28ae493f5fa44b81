"""Every payload in every free text: so many banks as there are payloads, each with all texts turned by one.

    python -m tests.soak.hostile [--step 4]

All pages of the first language are opened in Chromium without the policy; no script may run and no other host be asked.
"""

import sys
import tempfile
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from tests import test_site_promises as promises
from tests.browser import chromium
from tests.browser.visits import visiting
from tests.built import built
from tests.hostile import PAYLOADS, hostile_content


@click.command()
@click.option("--step", default=4, show_default=True, help="Every so many turns; with 1 all are tried.")
def main(step: int) -> None:
    """Builds and visits, and ends with 1 when something has happened."""
    told: list[str] = []
    pages = banks = 0
    with sync_playwright() as playwright:
        executable = chromium.find(playwright)
        if executable is None:
            sys.exit(chromium.MISSING)
        with playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"]) as browser:
            for turn in range(0, len(PAYLOADS), step):
                with tempfile.TemporaryDirectory() as name:
                    site = built(hostile_content(Path(name), turn=turn), Path(name) / "output")
                    promises.test_no_page_has_inline_style_or_script(site)
                    promises.test_no_page_asks_another_host(site)
                    urls = [page.url for page in site.pages() if not page.url.startswith(("sv/", "en/"))]
                    urls = [url for url in urls if not site.page(url).all("meta[@http-equiv='refresh']")]
                    with visiting(browser, site.folder.as_uri(), with_policy=False) as opened:
                        opened.see_all([site.page(url).path.as_uri() for url in urls])
                        told += opened.told
                    pages += len(urls)
                    banks += 1
    click.echo(f"{banks} banks, {pages} pages without the policy: {len(told)} signs of a script or a foreign request")
    for one in told[:20]:
        click.echo(one)
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
