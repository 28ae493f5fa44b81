from collections.abc import Sequence

import pytest

from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place
from zoomibank.publish.links import anchors_in, check_page, holds
from zoomibank.site.page import Output

ORIGIN = "templates/pages/term.html"
PAGE = "teemat/hyvinvointi/index.html"
REST = [
    Output("index.html", b'<main id="main">', "front"),
    Output("teemat/index.html", '<h2 id="työ">'.encode(), "themes"),
    Output("teemat/tuki/index.html", b'<a name="vanha"></a><h2 id="a&amp;b">', "theme"),
    Output("sv/index.html", b"", "front"),
    Output("tyyli.css", b"", "style"),
    Output("merkit.svg", b'<svg><symbol id="haku"/></svg>', "icons"),
    Output("tiedot/k\u00e4yt\u00e4nn\u00f6t.csv", b"", "data"),
    Output("a b.txt", b"", "data"),
]


def dead_links(outputs: Sequence[Output]) -> tuple[Finding, ...]:
    """A finding for each address in a made page that leads to no output, or to no anchor in it.

    Args:
        outputs: The whole site. Pages (`.html`) are read; anchors are looked for in pages and in SVG images.
    """
    paths = {output.path for output in outputs}
    checked = {
        o.path: check_page(o.path, o.data.decode(errors="replace"), paths)
        for o in outputs
        if o.path.endswith((".html", ".svg"))
    }
    return tuple(
        rules.dead_link_in_page(Place(output.origin), page=output.path, given=given)
        for output in outputs
        if output.path.endswith(".html")
        for given in (
            *checked[output.path].dead,
            *(given for given, to, anchor in checked[output.path].far if not holds(checked[to].anchors, anchor)),
        )
    )


def dead(page: str, *, path: str = PAGE) -> list[object]:
    findings = dead_links([Output(path, page.encode(), ORIGIN), *REST])
    assert {(f.code, f.place, f.values["page"]) for f in findings} <= {("ZB503", Place(ORIGIN), path)}
    return [f.values["given"] for f in findings]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#",
        "#top",
        "#here",
        "?teema=tuki",
        "?teema=tuki#here",
        ".",
        "./",
        "index.html",
        "../",
        "..",
        "../index.html",
        "../#työ",
        "../#ty%C3%B6",
        "../tuki/",
        "../tuki/?x=../../y#vanha",
        "../tuki/#a&amp;b",
        "../tuki/./../tuki/#vanha",
        "../muu/../tuki/",
        "../..",
        "../../",
        "../../#main",
        "../../#main:~:text=koko",
        "../../sv/",
        "../../tyyli.css",
        "../../tyyli.css?v=1",
        "../../merkit.svg#haku",
        "../../tiedot/käytännöt.csv",
        "../../tiedot/k%C3%A4yt%C3%A4nn%C3%B6t.csv#row=4",
        "../../a%20b.txt",
        "  ../../tyyli.css ",
        "https://example.org/nowhere",
        "HTTP://example.org",
        "mailto:a@example.org",
        "tel:+358401234567",
    ],
)
def test_living(address: str) -> None:
    """Relative addresses that lead to an output and to an anchor in it are good; other hosts are not asked."""
    assert dead(f'<p id="here"><a href="{address}">') == []


@pytest.mark.parametrize(
    "address",
    [
        "#nowhere",
        "#Here",
        "../tuki",
        "../tuki/index.htm",
        "../Tuki/",
        "../../../",
        "../../..",
        "../../../index.html",
        "../muu/",
        "../#haku",
        "../../merkit.svg#nuoli",
        "../../merkit.svg/",
        "../..//",
        "..%2Ftuki/",
        "..\\tuki\\",
        "../tuki/%00",
        "%ff",
        "/",
        "/tyyli.css",
        "//example.org/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "ftp://example.org/",
    ],
)
def test_dead(address: str) -> None:
    """What leads nowhere, out of the site, to its root or by a scheme that no page may use is told as it is written."""
    assert dead(f'<p id="here"><a href="{address}">') == [address]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a href=x>", ["x"]),
        ("<a href = 'x'>", ["x"]),
        ("<A HREF=X>", ["X"]),
        ('<a title="a > b" href="x">', ["x"]),
        ('<a title=\'"\' href="x">', ["x"]),
        ('<a\n  class="c"\n  href="x"\n>', ["x"]),
        ('<a disabled href="x" href="y">', ["x"]),
        ('<a href="x"/>', ["x"]),
        ('<a href="a&amp;b&#x2F;">', ["a&b/"]),
        ('<img src="x" alt="">', ["x"]),
        ('<img srcset="x 1x, y 2x, ../../tyyli.css">', ["x", "y"]),
        ('<video poster="x">', ["x"]),
        ('<form action="x">', ["x"]),
        ('<link rel="stylesheet" href="x">', ["x"]),
        ('<script src="x"></script>', ["x"]),
        ('<use xlink:href="x#y"/>', ["x#y"]),
        ('<meta http-equiv="refresh" content="0; url=x">', ["x"]),
        ("<meta http-equiv=Refresh content=\"0;URL='x'\">", ["x"]),
        ('<meta http-equiv="refresh" content="5">', []),
        ('<meta name="description" content="0; url=x">', []),
        ('<a href="x"></a><a href="x"></a><a href="y">', ["x", "y"]),
        ('<p>href="x" &lt;a href="x"&gt;</p>', []),
        ('<p title="<a href=x>">', []),
        ('<p title=\'href="x"\' data-href="x">', []),
        ('<!-- <a href="x"> -->', []),
        ('<!-- <script> --><a href="x">', ["x"]),
        ('<script>"<a href=\'x\'>"</script><a href="y">', ["y"]),
        ('<script type="application/ld+json">{"a": "<a href=x>"}</script >', []),
        ('<style>a::after{content:"<a href=x>"}</style>', []),
        ("<title><a href=x></title>", []),
        ("<textarea><a href=x></textarea>", []),
        ('<!-- never closed <a href="x">', []),
        ('<script>never closed <a href="x">', []),
        ('<scripted href="x">', ["x"]),
        ("</a href=x>", []),
        ("1 < 2 <", []),
    ],
)
def test_reading(markup: str, expected: list[str]) -> None:
    """Links are read from tags as a browser reads them, never from text, comments, scripts or other attributes."""
    assert dead(markup) == expected


def test_anchors_are_read_as_links_are() -> None:
    """An anchor in a comment or a script is none; `name` is one in a link only."""
    assert dead('<!-- <p id="a"> --><script>\'<p id="b">\'</script><meta name="c"><p data-id="d"><i id=e>'
                '<a href="#a"></a><a href="#b"></a><a href="#c"></a><a href="#d"></a><a href="#e"></a>') == [
        "#a", "#b", "#c", "#d",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "expected"), [("404.html", []), ("sv/404.html", []), ("sv/x404.html", ["/tyyli.css"])]
)
def test_page_for_any_address(path: str, expected: list[str]) -> None:
    """Only the page that a server shows at any address may link from the root."""
    assert dead('<link href="/tyyli.css">', path=path) == expected


def test_findings() -> None:
    """Each page tells its own dead links, in the order of the outputs; other files than pages are not read."""
    outputs = [
        Output("b/index.html", b'<a href="../a/">', "b.html"),
        Output("index.html", b'<a href="a/"></a><a href="b/"></a>', "front.html"),
        Output("sitemap.xml", b'<a href="nowhere">', "sitemap"),
        Output("bytes.html", b'\xff<a href="\xff">', "bytes.html"),
    ]
    assert dead_links(outputs) == (
        rules.dead_link_in_page(Place("b.html"), page="b/index.html", given="../a/"),
        rules.dead_link_in_page(Place("front.html"), page="index.html", given="a/"),
        rules.dead_link_in_page(Place("bytes.html"), page="bytes.html", given="\ufffd"),
    )
    assert dead_links([]) == ()


def test_a_page_on_its_own() -> None:
    """What a page alone can't tell is left to those who know the others: anchors of other pages and images."""
    text = (
        '<h1 id="a"><a href="#a"></a><a href="#b"></a><a href="../tuki/#c"></a><a href="../x/"></a>'
        '<use href="../../merkit.svg#haku"/><a href="../../tiedot.csv#row=4"></a>'
    )
    links = check_page(PAGE, text, {PAGE, "teemat/tuki/index.html", "merkit.svg", "tiedot.csv"})
    assert links.dead == ("#b", "../x/")
    assert links.far == (
        ("../tuki/#c", "teemat/tuki/index.html", "c"),
        ("../../merkit.svg#haku", "merkit.svg", "haku"),
    )
    assert links.anchors == anchors_in(text) == {"a"}
    assert holds({"työ"}, "ty%C3%B6")
    assert not holds({"työ"}, "haku")


def test_what_stands_on_many_pages_is_read_on_each() -> None:
    """A header, a card or a footer that a page before has had may lead elsewhere from this one."""
    card = '<li class="card">\n<h2 id="{0}"><a href="{0}/"></a></h2>\n<ul>\n<li>x</li>\n</ul>\n</li>'
    text = (
        '<header class="site-header"><a href="../tuki/"></a></header>\n<a href="#one"></a>'
        f'<ul class="cards">\n{card.format("one")}\n{card.format("two")}\n</ul>\n<a href="x"></a>'
        '<footer class="site-footer"><a href="../y"></a></footer>\n<i id="z">'
    )
    for _ in range(2):
        assert set(dead(text)) == {"one/", "two/", "x", "../y"}
        assert set(dead(text, path="teemat/uusi.html")) == {"../tuki/", "one/", "two/", "x", "../y"}
        assert anchors_in(text) == {"one", "two", "z"}
    assert set(dead(text.replace("</header>", "").replace("</footer>", "").replace("</li>", ""))) == {
        "one/", "two/", "x", "../y",
    }  # fmt: skip
