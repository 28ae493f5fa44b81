"""Pages as a preview serves them: beside what is theirs they follow what is new, and say what is wrong."""

import posixpath
import re
from html import escape
from pathlib import Path
from typing import Final

_POLICY: Final = re.compile(r"""(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")""")


def followed(html: str, *, version: str, gone: str) -> str:
    """A page with the script that follows what is new, and the leave that this needs in its policy.

    Args:
        html: The page as it is published.
        version: That of the site it belongs to.
        gone: What to say when the preview has ended.
    """
    given = f'data-version="{escape(version)}" data-gone="{escape(gone)}"'
    own = f'<link rel="stylesheet" href="/-/preview.css">\n<script defer src="/-/preview.js" {given}></script>\n'
    return _POLICY.sub(_with_leave, html, count=1).replace("</head>", f"{own}</head>", 1)


def _with_leave(policy: re.Match[str]) -> str:
    """The policy of a page that may ask its own server for news."""
    begin, rules, end = policy.groups()
    return f"{begin}{rules}{end}" if "connect-src" in rules else f"{begin}{rules}; connect-src 'self'{end}"


def faulty_page(message: str, *, language: str) -> str:
    """A page for when there is none to show: the message, and room for what the script says."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self';"""
        """ style-src 'self'; base-uri 'none'; form-action 'none'">\n"""
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(message)}</title>\n"
        '<link rel="stylesheet" href="/-/tokens.css">\n'
        f'</head>\n<body class="preview-empty">\n<p>{escape(message)}</p>\n</body>\n</html>\n'
    )


def own_files(templates: Path) -> dict[str, bytes]:
    """The files that followed pages ask for, by name, from the program's own templates."""
    paths = ("preview/preview.js", "preview/preview.css", "styles/tokens.css")
    return {posixpath.basename(path): (templates / path).read_bytes() for path in paths}
