"""Running text: what comes out of a body, what is told of it, and that nothing active gets through."""

import html
import threading
from html.parser import HTMLParser

import html5lib
import pytest

from zoomibank.content import bounds, prose_guard, prose_source
from zoomibank.content.prose import Image, Link, Phrase, Prose, read_prose

PATH = "practices/malli.md"
FIRST = 10


def _read(text: str) -> Prose:
    return read_prose(text, path=PATH, first_line=FIRST)[0]


def _html(text: str) -> str:
    """The HTML of a body, with `link:`, `image:` and `[phrase]` where the renderer fills in."""
    parts = []
    for piece in _read(text).pieces:
        match piece:
            case str():
                parts.append(piece)
            case Link(path, anchor):
                parts.append(html.escape(f"link:{path}#{anchor}" if anchor else f"link:{path}"))
            case Image(path):
                parts.append(html.escape(f"image:{path}"))
            case Phrase(key, number):
                parts.append(f"[{key} {number}]" if number else f"[{key}]")
    return "".join(parts).replace("&#160;", "\xa0")


def _told(text: str) -> list[tuple[str, int, int, int]]:
    """Code, line, column and width of each finding."""
    _, findings = read_prose(text, path=PATH, first_line=FIRST)
    return [(f.code, f.place.line, f.place.column, f.place.width) for f in findings]


NOTE = '<div class="admonition admonition-note" role="note">\n<p class="admonition-title">'
WARNING = NOTE.replace("-note", "-warning")
CELLS = '<tr>\n<{tag} class="align-left"{scope}>{a}</{tag}>\n<{tag} class="align-right"{scope}>{b}</{tag}>\n</tr>\n'
HEAD = CELLS.format(tag="th", scope=' scope="col"', a="a", b="b")
ROW = CELLS.format(tag="td", scope="", a=1, b=2)
MARK = '<p>a<sup id="alaviite-1-viite"><a class="footnote-ref" href="#alaviite-1">1</a></sup></p>\n'
BACK = '<a aria-label="[footnote_back 1]" class="footnote-back" href="#alaviite-1-viite">↩</a>'
TABLE = '<div aria-label="[table]" class="table-scroll" role="region" tabindex="0"><table>\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  \n\n", ""),
        (
            "Teksti *kursiivi* **lihava** `koodi`",
            "<p>Teksti <em>kursiivi</em> <strong>lihava</strong> <code>koodi</code></p>",
        ),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("***", "<hr>"),
        ("Termi\n:   Selitys", "<dl>\n<dt>Termi</dt>\n<dd>Selitys</dd>\n</dl>"),
        ("*[OPH]: Opetushallitus\n\nOPH", '<p><abbr title="Opetushallitus">OPH</abbr></p>'),
        ("```python\nx < 1\n```", '<pre tabindex="0"><code class="language-python">x &lt; 1\n</code></pre>'),
        ("    x & y", '<pre tabindex="0"><code>x &amp; y\n</code></pre>'),
        ("&copy; &amp; &lt;b&gt; &#8209;", "<p>© &amp; &lt;b&gt; \u2011</p>"),
        ("&#1; &#x202e; &zwnj; &shy; &nothing;", "<p>&amp;#1; &amp;#x202e; &amp;zwnj; &amp;shy; &amp;nothing;</p>"),
        (
            "| a | b |\n|:--|--:|\n| 1 | 2 |",
            f"{TABLE}<thead>\n{HEAD}</thead>\n<tbody>\n{ROW}</tbody>\n</table></div>",
        ),
        ("!!! note\n    A", f"{NOTE}[admonition_note]</p>\n<p>A</p>\n</div>"),
        ('!!! warning "Oma"\n    A', f"{WARNING}Oma</p>\n<p>A</p>\n</div>"),
        ("!!! huom\n    A", f"{NOTE}Huom</p>\n<p>A</p>\n</div>"),
        (
            "a[^x]\n\n[^x]: B",
            f'{MARK}<div class="footnotes">\n<ol>\n<li id="alaviite-1">\n<p>B\xa0{BACK}</p>\n</li>\n</ol>\n</div>',
        ),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    """All that the guide promises of Markdown works, without styles, scripts or English words of the library's."""
    assert _html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](../tools/y.md#k)", '<p><a href="link:tools/y.md#k">x</a></p>'),
        ("[x](toinen.md)", '<p><a href="link:practices/toinen.md">x</a></p>'),
        ("[x](#kohta)", '<p><a href="link:practices/malli.md#kohta">x</a></p>'),
        ("[x](../../secret.md)", '<p><a href="link:">x</a></p>'),
        ("[x](/kaytannot/)", '<p><a href="link:">x</a></p>'),
        ("[x](toinen.md?a=b)", '<p><a href="link:">x</a></p>'),
        (
            "[x](https://a.b/c?d=1&e=2 'T \"q\"')",
            '<p><a href="https://a.b/c?d=1&amp;e=2" title="T &quot;q&quot;">x</a></p>',
        ),
        ("<https://a.b/?c&d>", '<p><a href="https://a.b/?c&amp;d">https://a.b/?c&amp;d</a></p>'),
        ("<a@b.fi>", '<p><a href="mailto:a@b.fi">a@b.fi</a></p>'),
        ("[x](tel:+358)", '<p><a href="tel:+358">x</a></p>'),
        ("![kuva](../media/k.png)", '<p><img alt="kuva" src="image:media/k.png"></p>'),
        ("![kuva](https://a.b/k.png)", '<p><img alt="kuva" src="image:"></p>'),
    ],
)
def test_addresses(text: str, expected: str) -> None:
    """Links between files are left open for the page's own address; others become links as they are."""
    assert _html(text) == expected


def test_headings() -> None:
    """Headings have an id of their own with a prefix, and are told with the text that readers see."""
    read = _read("## Äänen *käyttö* & `x`\n\n### A\n\n### A\n\n## 漢字\n\n## !!!\n\n## <i>x</i> &amp;\n")
    assert [(h.level, h.anchor, h.text) for h in read.headings] == [
        (2, "aanen-kaytto-x", "Äänen käyttö & x"),
        (3, "a", "A"),
        (3, "a-2", "A"),
        (2, "han-zi", "漢字"),
        (2, "5", "!!!"),
        (2, "i-x-i", "<i>x</i> &"),
    ]
    assert all(h.id == f"osio-{h.anchor}" for h in read.headings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A\n\n#### B", [("ZB409", 12, 1, 6)]),
        ("### A", [("ZB409", 10, 1, 5)]),
        ("x\n\n# A\n\ny", [("ZB408", 12, 1, 3)]),
        ("Otsikko\n===", [("ZB408", 10, 1, 7)]),
        ("#tunniste", [("ZB408", 10, 1, 9)]),
        ("```\n# ei\n```\n\n# on", [("ZB408", 14, 1, 4)]),
        ("a <b>x</b>", [("ZB401", 10, 3, 3), ("ZB401", 10, 7, 4)]),
        ("`<b>` ja\n<oma nimi>", [("ZB401", 11, 1, 10)]),
        ("    <b>\n\n<i>", [("ZB401", 12, 1, 3)]),
        ("<!-- a -->", [("ZB401", 10, 1, 10)]),
        ("<!-- a\n\nb -->", [("ZB401", 10, 1, 4)]),
        ("a\n\n[x](javascript:alert(1))", [("ZB402", 12, 5, 19)]),
        ("[x](ftp://a.b/)", [("ZB402", 10, 5, 10)]),
        ("[x](//a.b/)", [("ZB402", 10, 5, 6)]),
        ("[x]\n\n[x]: data:text/html,a", [("ZB402", 12, 6, 16)]),
        ("ok [](https://a.b)", [("ZB405", 10, 7, 11)]),
        ("[![](../media/k.png)](https://a.b)", [("ZB405", 10, 23, 11), ("ZB406", 10, 6, 14)]),
        ("![](../media/k.png)", [("ZB406", 10, 5, 14)]),
        ("![ ](a.png) ![](a.png)", [("ZB406", 10, 6, 5), ("ZB406", 10, 17, 5)]),
        ("| a | b |\n|--|--|\n| 1 | 2 | 3 |\n| 1 |\n\n| 1 | 2 | 3 |", [("ZB415", 12, 1, 13)]),
        ("a | b\n--|--\n`x|y` | \\| 2\n1 | 2 | 3", [("ZB415", 13, 1, 9)]),
        ("ok\n\nx *[**a*<b>\n\nok", [("ZB414", 12, 1, 11)]),
        ("a < b, if (a<b && c>d), 1 <2> 3, x <- y", []),
        ("[x](https://a.b/c_d_e?f=*g*) <https://a.b> <a@b.fi>", []),
    ],
)
def test_findings_and_their_places(text: str, expected: list[tuple[str, int, int, int]]) -> None:
    """What is wrong is told where it stands; what only looks wrong is not."""
    assert sorted(_told(text)) == sorted(expected)


def test_many_tags_are_one_fault() -> None:
    """A pasted web page does not drown the report."""
    assert len(_told("<p>x</p> " * 500)) == prose_guard.TOLD_TAGS


@pytest.mark.parametrize(
    "text",
    [
        "<oma nimi> jää",
        "<script>alert('x')</script>",
        "<a title=\"[x](y.md) *z*\" onclick='a()'>q</a>",
        "<div>\n<p>rivi</p>\n</div>",
        "if (a<b && c>d) {}",
        "<!-- huomautus -->",
        "<?php echo 1 ?> <!DOCTYPE html> <![CDATA[x]]>",
        "a <b/ c",
        "</p></div>",
        "<x\ny>",
        "5 < 6 & 7 > 3",
    ],
)
def test_no_text_is_lost(text: str) -> None:
    """Raw HTML, and what looks like it, is shown to the letter."""
    shown = "".join(html5lib.parseFragment(_html(text), namespaceHTMLElements=False).itertext())
    assert shown.split() == text.split()


class _Markup(HTMLParser):
    """Collects the elements and attributes of some HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


ALLOWED = {
    "a": {"href", "title", "class", "aria-label"},
    "abbr": {"title"},
    "code": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "p": {"class"},
    "pre": {"tabindex"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class", "scope"},
}
SCRIPT = "alert(1)"
SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java&#115;cript:alert(1)",
    "java&#x73;cript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&Tab;:alert(1)",
    "&#1;javascript:alert(1)",
    "java\\script:alert(1)",
    "javascript\\:alert(1)",
    "vbscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "blob:https://a.b/1",
    "file:///etc/passwd",
    "feed:javascript:alert(1)",
    "//a.b/c",
    "\\\\a.b\\c",
    "http:javascript:alert(1)",
    "https:///a.b",
]
FORMS = ["[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "[x]\n\n[x]: {}", "[x][y]\n\n[y]: <{}> 'z'", "[![x]({})]({})"]
TAGS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>*{background:url(//a.b)}</style>",
    "<form action=//a.b><input type=submit>",
    "<base href=//a.b>",
    "<meta http-equiv=refresh content=0;url=//a.b>",
    "<math><mtext></p><script>alert(1)</script>",
    "<p style=position:fixed onclick=alert(1)>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "</title><script>alert(1)</script>",
]
TRICKS = [
    '[x](https://a.b "onmouseover=alert(1) \\"q")',
    "[x](https://a.b 'a' onclick='alert(1)')",
    '![x" onerror="alert(1)](../media/k.png)',
    '*[x]: a" onclick="alert(1)\n\nx',
    '[^x" onclick="alert(1)]: y\n\nz[^x" onclick="alert(1)]',
    '```" onclick="alert(1)\nx\n```',
    '``` { #osio-a .b onclick="alert(1)" }\nx\n```',
    "## x { onclick=alert(1) #id }",
    '!!! note" onclick="alert(1)\n    x',
    '!!! note onclick "<script>alert(1)</script>"\n    x',
    "[a](https://a.b/`<script>alert(1)</script>`)",
    "[<script>alert(1)</script>](https://a.b)",
    "`<script>alert(1)</script>`",
    "| <script>alert(1)</script> |\n|--|\n| <img src=x onerror=alert(1)> |",
    "Termi <script>\n:   <script>alert(1)</script>",
    "\x02klzzwxh:0001\x03 \x02wzxhzdk:0\x03 <b>",
    "\x1e0\x1e [x](y.md)",
    '<http://a<b x=" onmouseover=alert(1) y=">>',
    "[a](https://a.fi 't <b x=\" onclick=alert(1) y=\">')",
    '[a](https://a.fi/<b x=" onclick=alert(1) y=">)',
    '![t <b x=" onerror=alert(1) y=">](k.png)',
    "[a](https://a.fi 't &quot; onclick=alert(1)')",
    "![t &quot; onerror=alert(1) &#34;](k.png)",
    "[a *b [c](x.md)* d](y.md)",
    "[a <http://b> c](y.md)",
    "[a[^1]](y.md)\n\n[^1]: b",
]


@pytest.mark.parametrize("text", [form.format(*[scheme] * 2) for scheme in SCHEMES for form in FORMS] + TAGS + TRICKS)
def test_nothing_active_comes_out(text: str) -> None:
    """Whatever an author types: only the elements, attributes and schemes named here, well-formed."""
    shown = _html(text.replace("\x02", "").replace("\x03", "").replace("\x1e", ""))
    html5lib.HTMLParser(strict=True).parseFragment(shown)
    for tag, attributes in _Markup(shown).found:
        assert attributes.keys() <= ALLOWED.get(tag, set()) or (
            not attributes
            and tag
            in {
                "blockquote",
                "br",
                "dd",
                "dl",
                "dt",
                "em",
                "hr",
                "span",
                "strong",
                "table",
                "tbody",
                "thead",
                "tr",
                "ul",
            }
        )
        for name in ("href", "src"):
            address = attributes.get(name) or "link:"
            assert address.startswith(("link:", "image:", "https://", "http://", "mailto:", "tel:", "#"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 16_000, "ZB410"),
        ("![" * 8_000, "ZB410"),
        ("[a](b" * 4_000, "ZB410"),
        ("<![CDATA[" * 4_000, "ZB410"),
        ("[^1] " * 4_000, "ZB410"),
        ("*[A]" * 4_000, "ZB410"),
        ("- " * 500 + "x", "ZB411"),
        ("> " * 500, "ZB411"),
        ("1. " * 500, "ZB411"),
        ("\n".join("    " * n + "- a" for n in range(60)), "ZB411"),
    ],
)
def test_what_would_take_too_long_is_refused(text: str, code: str) -> None:
    """Inputs whose cost grows with their square, or whose depth would break the reader, are told and left out."""
    read, findings = read_prose(text, path=PATH, first_line=FIRST)
    assert (read, findings[0].code, findings[0].place.line >= FIRST) == (Prose(), code, True)


@pytest.mark.parametrize("line", ["- - -", "* * * * * * * * * * * * * * * * * * * * * * * *", "_ _ _"])
def test_rules_are_not_nested_lists(line: str) -> None:
    """A rule between sections may look like lists within each other."""
    assert _told(line) == []


def test_limits_do_not_hit_honest_texts() -> None:
    """A long body with many links, lists and headings is read."""
    text = "\n\n".join(
        f"## Otsikko {n}\n\n[Linkki {n}](https://example.org/{n})\n\n- a\n    - b\n        - c" for n in range(150)
    )
    read, findings = read_prose(text, path=PATH, first_line=FIRST)
    assert (len(read.headings), findings) == (150, ())


def test_the_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no limit foresaw is broken off, told, and leaves no trace in the next body."""
    monkeypatch.setattr(bounds, "SECONDS", 0.05)
    read, findings = read_prose("# a\n" * 16_000, path=PATH, first_line=FIRST)
    assert (read, [finding.code for finding in findings]) == (Prose(), ["ZB412"])
    monkeypatch.undo()
    assert _html("## a") == '<h2 id="osio-a">a</h2>'


def test_a_body_that_is_too_deep_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even past the limit of nesting, depth is a finding and not a traceback."""
    monkeypatch.setattr(prose_source, "NESTING", 10_000)
    assert [code for code, *_ in _told("- " * 2_000 + "x")] == ["ZB411"]


def test_bodies_do_not_leak_into_each_other() -> None:
    """References, footnotes, abbreviations and ids of one body are unknown to the next."""
    alone = [_html(text) for text in ("[a] OPH x[^1]\n\n## A", "## A")]
    _read("[a]: https://a.b\n\n*[OPH]: Opetushallitus\n\n[^1]: nuotti\n\n## A\n\n[a] OPH x[^1]")
    assert [_html(text) for text in ("[a] OPH x[^1]\n\n## A", "## A")] == alone


def test_threads_have_their_own_converter() -> None:
    """Bodies read at the same time do not meet."""
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(_html("## A\n\n[x](y.md)"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(results) == {_html("## A\n\n[x](y.md)")}


def test_what_the_library_gives_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the library in reading a body is told as a fault of the body, and the next body is read."""

    def give_up(*_: object) -> str:
        raise AttributeError("no such thing")

    with monkeypatch.context() as patched:
        patched.setattr("markdown.core.Markdown.convert", give_up)
        assert [code for code, *_ in _told("a\n\nb")] == ["ZB414"]
    assert _html("a") == "<p>a</p>"


def test_a_footnote_without_a_mark_is_kept() -> None:
    """Its text is shown, and it has no link back to nowhere."""
    shown = _html("a[^1]\n\n[^1]: yksi\n\n[^2]: kaksi")
    assert "kaksi" in shown
    assert "#alaviite-2-viite" not in shown


def test_words() -> None:
    """Words are counted as readers see them."""
    assert _read("## Kaksi sanaa\n\n[kolmas](https://a.b/c) **neljäs** `viides`").words == 5
