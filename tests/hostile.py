"""A bank whose free texts would run scripts, load things or be formulas, were they taken for more than text."""

import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

import yaml

from tests.built import SITES

FOREIGN: Final = "https://muualla.example/"
"""A host that no page may ask anything of."""
RAN: Final = "zoomibankRan()"
"""What the payloads would run."""

PAYLOADS: Final = (
    f"<script>{RAN}</script>", f'"><script>{RAN}</script>', f"'><script>{RAN}</script>", f"</script><script>{RAN}",
    f"</title><script>{RAN}</script>", f"</textarea><script>{RAN}</script>", f"</style><script>{RAN}</script>",
    f"--><script>{RAN}</script>", "<!--", "<!--<script>", "-->", "]]>", f"]]><script>{RAN}</script>",
    f"<img src=x onerror={RAN}>", f'"><img src=x onerror={RAN}>', f"<svg onload={RAN}>", f"<svg/onload={RAN}>",
    f"<body onload={RAN}>", f"<iframe srcdoc='<script>parent.{RAN}</script>'>", f"<details open ontoggle={RAN}>",
    f"<input autofocus onfocus={RAN}>", f'" autofocus onfocus="{RAN}', f"' autofocus onfocus='{RAN}",
    f"x onmouseover={RAN} ", f"` autofocus onfocus={RAN} ", f"<a href=javascript:{RAN}>a</a>", f"javascript:{RAN}",
    f"JaVaScRiPt:{RAN}", f"&#106;avascript:{RAN}", f"java&#x09;script:{RAN}", f"data:text/html,<script>{RAN}</script>",
    f"vbscript:{RAN}", f"<meta http-equiv=refresh content='0;url={FOREIGN}'>", f"<base href={FOREIGN}>",
    f"<link rel=stylesheet href={FOREIGN}a.css>", f"<img src={FOREIGN}a.png>",
    f"<style>@import '{FOREIGN}a.css'</style>",
    f"<script src={FOREIGN}a.js></script>", f"url({FOREIGN}a.png)", f"<math><mtext></mtext><img src={FOREIGN}b.png>",
    f"<svg><use href='{FOREIGN}a.svg#a'/></svg>", f"<template><img src=x onerror={RAN}></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RAN}>'>", f"&lt;img src=x onerror={RAN}&gt;",
    f"\\u003cimg src=x onerror={RAN}\\u003e", f"%3Cimg%20src=x%20onerror={RAN}%3E", f"${{{RAN}}}", f"`${{{RAN}}}`",
    f"{{{{ {RAN} }}}}", "{{ 7*7 }}", "{% include 'x' %}", "{# x #}", "x#{7*7}", "<%= 7*7 %>", f"');{RAN};//",
    f'");{RAN};//', f"\\');{RAN};//", f"</x>{RAN}", "__proto__", "constructor", "hasOwnProperty", "toString",
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", '=HYPERLINK("https://muualla.example/")',
    ' href="../../index.html"', " src='../x.png'", '="../../', ' id="main"', "END:VEVENT", "BEGIN:VCALENDAR",
    "</p></div></main>", "<plaintext>", "<xmp>", "&", "&amp;lt;", "<", '"', "'", "\\", "%s", "%00",
    "../../../etc/passwd",
)  # fmt: skip

FREE: Final = frozenset(
    """title summary text note source by name role decision plan place description problem consequence means effect
    funder programme code method authority fi sv en label keywords aliases measures enablers barriers strengths
    weaknesses exceptions""".split()  # noqa: SIM905
)
"""The names of fields with text of any kind."""
_FEW: Final = frozenset({"keywords", "aliases"})
"""Of these the values of a list are told apart by their letters."""

BODY: Final = "\n\n".join(
    (
        "## {0}",
        "Kappale {0} ja *{0}* ja `{0}` sekä [linkki {0}](https://example.org/?q=%22onload='{0}').".replace("'{0}'", ""),
        "> {0}",
        "- {0}\n- {0}",
        "1. {0}",
        "| {0} | b |\n|---|---|\n| {0} | c |",
        "Termi {0}\n:   Selitys {0}",
        '!!! note "{0}"\n    {0}',
        "```html\n{0}\n```",
        "    {0}",
        "Viite[^1].\n\n[^1]: Alaviite {0}",
    )
)
"""A body with a payload wherever a text can stand; `{0}` is its place."""

REFUSED: Final = (
    "[a](javascript:zoomibankRan())", "[a](JaVaScRiPt:zoomibankRan())", "[a](java\tscript:x)", "[a](&#106;avascript:x)",
    "[a](&#x6A;avascript:x)", "[a](javascript&colon;x)", "[a](java&Tab;script:x)", "[a](java&NewLine;script:x)",
    "[a](vbscript:x)", "[a](data:text/html,x)", "[a](data:text/html;base64,eA==)", "[a](file:///etc/passwd)",
    "[a](ftp://example.org/x)", "[a](//muualla.example/x)", "[a](/\\muualla.example/x)", "[a](\\\\muualla.example/x)",
    "[a](blob:https://muualla.example/x)", "[a](view-source:x)", "[a](about:blank)", "[a](ws://muualla.example)",
    "[a](https:muualla.example)", "[a](http:///x)", "![a](https://muualla.example/a.png)", "![a](data:image/png,x)",
    "![a](javascript:x)", "![a](//muualla.example/a.png)", "![a](../../../etc/passwd.png)",
    "[a][b]\n\n[b]: javascript:x", "[a][b]\n\n[b]: <javascript:x> 'y'", "[a](<javascript:x>)", "[a](../../x.md)",
    "[a](../practices/%2e%2e/x.md)", "[a](/etc/passwd)",
)  # fmt: skip
"""Bodies that are refused, each with the line of the fault."""

REFUSED_FIELDS: Final = tuple(
    (field, value)
    for field in ("contact.url", "materials.url", "events.url", "outputs.url", "vocabulary.url", "vocabulary.uri")
    for value in (
        "javascript:zoomibankRan()", "JAVASCRIPT:x", " javascript:x", "data:text/html,x", "//muualla.example/",
        "vbscript:x", "https:muualla.example", "file:///etc/passwd", "https://", "https://a b/", "../x",
        'https://example.org/\\"onload=x', "https://k\u00e4ytt\u00e4j\u00e4:salasana@example.org/",
    )
)  # fmt: skip
"""Values of addresses that are refused."""


def hostile_content(folder: Path, *, turn: int = 0) -> Path:
    """A copy of the rich site's content whose free texts are payloads, each with a number that tells it from others.

    Args:
        folder: Where the content goes.
        turn: Which payload comes first: with as many turns as payloads each stands in every text once.
    """
    content = shutil.copytree(SITES / "rich" / "content", folder / "content")
    numbers = count(turn)
    for path in sorted(content.rglob("*.yaml")):
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- texts only
        path.write_text(json.dumps(_turned(tree, numbers, ""), ensure_ascii=False), encoding="utf-8")
    for path in sorted(content.rglob("*.md")):
        head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
        fields = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506 -- texts only
        texts = "".join(
            f"{name}: {json.dumps(_turned(value, numbers, name), ensure_ascii=False)}\n"
            for name, value in fields.items()
        )
        if "salainen" not in path.name:  # other files lead to headings of the rest
            body += "\n" + BODY.replace("{0}", payload(next(numbers)).replace("[", "(").replace("|", "/"))
        path.write_text(f"---\n{texts}---\n{body}", encoding="utf-8")
    return content


def payload(number: int) -> str:
    """A payload, by its number in a round without end."""
    return PAYLOADS[number % len(PAYLOADS)]


def _turned(tree: Any, numbers: Iterator[int], name: str) -> Any:  # noqa: ANN401 -- any shape YAML can have
    """The tree with a payload in the place of each free text."""
    match tree:
        case str() if name in FREE:
            number = next(numbers)
            text = f"{payload(number)} n{number}"
            if name == "keywords":  # of few words
                text = f"{payload(number).replace(' ', '/')[:70]} n{number}"
            while name == "summary" and len(text) < 60:  # it has a least length
                text += f" {payload(next(numbers))}"
            return text
        case list():
            return [_turned(item, numbers, name if name in FREE else "") for item in tree]
        case dict():
            return {key: _turned(value, numbers, key) for key, value in tree.items()}
        case _:
            return tree
