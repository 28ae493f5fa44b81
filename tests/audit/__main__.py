"""Asks what is known against the locked libraries, and holds the built sites to numbers: ends with 1 for a fault."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final

import click
from playwright.sync_api import sync_playwright

from tests.audit.server import served
from tests.audit.weight import LIMIT, first_visit
from tests.browser import chromium
from tests.built import ROOT, Site, built, rich_content

HERE: Final = Path(__file__).parent
TOOLS: Final = HERE / "node_modules" / ".bin"
FOLDER: Final = ROOT / ".cache" / "audit"

CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
BANK: Final = ("", "kaytannot/*/", "teemat/*/", "selaa/")
"""The bank's front page, first practice, first theme and browse page."""
RICH: Final = "kaytannot/taysi-kaytanto/"
"""The practice that has everything."""
FLAGS: Final = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
ROW: Final = "{:<46}{:>12}{:>14}{:>15}{:>5}{:>10}"


def main() -> int:
    """Prints the table, then what holds a number down."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    known = list(_known_vulnerabilities())
    output = FOLDER / "output"
    with served(output) as address:
        # Each site is at its own address, so that what must be a whole address is one. Drafts bring the style guide.
        bank = built(ROOT / "content", output, today=datetime.now(UTC).date(), base_url=address)
        rich = built(rich_content(FOLDER), output / "rich", base_url=f"{address}rich/", drafts=True)
        faults = list(chain(known, _pages(bank, rich), _markup(rich)))
    for fault in faults:
        click.echo(fault)
    return 1 if faults else 0


def _known_vulnerabilities() -> Iterator[str]:
    """Prints how many of the locked libraries could be looked up, and gives what is known against them."""
    command = ["-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json"]
    locks = (f"--requirement={ROOT / name}" for name in ("requirements.txt", "requirements-dev.txt"))
    run = subprocess.run([sys.executable, *command, *locks], capture_output=True, text=True, check=False)
    libraries = json.loads(run.stdout)["dependencies"] if run.stdout else []
    known = [library for library in libraries if "skip_reason" not in library]
    # Where no network leads to those who know, nothing is found, which must not pass for nothing to find.
    answer = (
        f"{len(known)} of {len(libraries)} libraries looked up" if known else "nobody answered, nothing was looked up"
    )
    click.echo(f"pip-audit: {answer}")
    for library in known:
        for fault in library["vulns"]:
            mended = ", ".join(fault["fix_versions"]) or "no version yet"
            yield f"{library['name']} {library['version']}: {fault['id']}, mended in {mended}"


def _pages(bank: Site, rich: Site) -> Iterator[str]:
    """Prints the scores and bytes of each page and gives what is below."""
    click.echo(ROW.format("page", *CATEGORIES, "bytes"))
    with sync_playwright() as playwright:
        browser = chromium.find(playwright)
    if browser is None:
        sys.exit(chromium.MISSING)
    for site, url in (*((bank, _first(bank, pattern)) for pattern in BANK), (rich, RICH)):
        address = site.base_url + url
        result = _best(address, browser)
        scores = {name: round(100 * (result["categories"][name]["score"] or 0)) for name in CATEGORIES}
        size = sum(first_visit(site, site.page(url)).values())
        path = address.split("/", 3)[3]
        click.echo(ROW.format(f"/{path}", *scores.values(), size))
        if size > LIMIT:
            yield f"/{path}: {size} bytes, at most {LIMIT}"
        for name, score in scores.items():
            if score < 100:
                yield f"/{path}: {name} {score}: {'; '.join(_below(result, name))}"


def _first(site: Site, pattern: str) -> str:
    """The first address of a site, from its root, that fits a pattern."""
    found = min(site.folder.glob(f"{pattern}index.html")).relative_to(site.folder)
    return found.as_posix().removesuffix("index.html")


def _best(address: str, browser: Path) -> Any:  # noqa: ANN401
    """The fastest of up to three results: whatever else the machine does at the moment makes a page look slower."""
    results = []
    for _ in range(3):
        results.append(_lighthouse(address, browser))
        if results[-1]["categories"]["performance"]["score"] == 1:
            break
    return max(results, key=lambda result: result["categories"]["performance"]["score"] or 0)


def _lighthouse(address: str, browser: Path) -> Any:  # noqa: ANN401
    """Lighthouse's result for a page, as a phone on a slow network sees it: its default."""
    command = (
        str(TOOLS / "lighthouse"), address, f"--config-path={HERE / 'lighthouse.mjs'}", f"--chrome-flags={FLAGS}",
        "--output=json", "--quiet", "--no-enable-error-reporting",
    )  # fmt: skip
    environment = os.environ | {"CHROME_PATH": str(browser)}
    return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def _below(result: Any, category: str) -> Iterator[str]:  # noqa: ANN401
    """What in a category has less than its full score."""
    for part in result["categories"][category]["auditRefs"]:
        audit = result["audits"][part["id"]]
        if part["weight"] and (audit["score"] if audit["score"] is not None else 1) < 1:
            yield f"{part['id']}: {audit.get('displayValue') or audit['title']}"


def _markup(site: Site) -> Iterator[str]:
    """Prints how many errors html-validate finds on all pages, and gives them."""
    files = [str(site.folder / path) for path in site.paths if path.endswith(".html")]
    report = FOLDER / "html-validate.json"
    command = (str(TOOLS / "html-validate"), f"--config={HERE / 'htmlvalidate.mjs'}", f"--formatter=json={report}")
    subprocess.run((*command, *files), check=False)
    faults = [
        f"/rich/{Path(page['filePath']).relative_to(site.folder)}:{fault['line']}:{fault['column']}: "
        f"{fault['ruleId']}: {fault['message']}"
        for page in json.loads(report.read_bytes())
        for fault in page["messages"]
    ]
    click.echo(f"html-validate, {len(files)} pages: {len(faults)} errors")
    yield from faults


if __name__ == "__main__":
    sys.exit(main())
