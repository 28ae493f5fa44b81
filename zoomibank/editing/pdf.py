"""Documents as PDFs, by what the machine has: WeasyPrint, or else Chromium. Both tag them and give them bookmarks."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from zoomibank.findings.finding import SetupError

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_PATIENCE: Final = 600
"""Seconds that a browser may take."""

WEASYPRINT: Final = "WeasyPrint"


def pdf_maker(*, is_needed: bool = False) -> str:
    """What makes PDFs on this machine: `WEASYPRINT`, the path of a browser, or "" where nothing does.

    Raises:
        SetupError: Nothing does, and one is needed.
    """
    try:
        import weasyprint  # noqa: F401, PLC0415 -- takes long to load, and may not be there
    except (ImportError, OSError):  # or what it asks of the system is not
        found = next((path for name in _BROWSERS if (path := shutil.which(name))), "")
        if is_needed and not found:
            raise SetupError("pdf_missing") from None
        return found
    return WEASYPRINT


def as_pdf(html: str, maker: str) -> bytes:
    """A document as a PDF.

    Args:
        html: The document, which loads nothing.
        maker: What makes it, as `pdf_maker` told.

    Raises:
        SetupError: The maker failed.
    """
    return _by_weasyprint(html) if maker == WEASYPRINT else _by_browser(html, maker)


def _by_weasyprint(html: str) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415

    made: bytes = HTML(string=html).write_pdf(pdf_tags=True, pdf_variant="pdf/ua-1")
    return made


def _by_browser(html: str, browser: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, made = folder / "report.html", folder / "report.pdf"
        source.write_text(html, encoding="utf-8")
        command = [
            browser, "--headless", "--disable-gpu", "--no-sandbox", f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
            f"--print-to-pdf={made}", source.as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 -- our own command
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise SetupError("pdf_failed", maker=browser, reason=" ".join(str(error).split())[:300]) from error
