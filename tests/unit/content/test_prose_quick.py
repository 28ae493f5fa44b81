"""The quick way of reading a body against the library's own: whatever is typed, both give the same."""

import random
import re
from collections.abc import Callable
from functools import cache

import markdown
import pytest

from zoomibank.content import prose, prose_guard, prose_quick, prose_source
from zoomibank.content.prose import Prose, read_prose
from zoomibank.content.prose_source import Source
from zoomibank.findings.finding import Finding

WORDS = (
    "verkosto", "ohjaus", "Äänen", "opiskelija", "snake_case_word", "2024", "OPH", "HTML", "漢字", "e\u0301", "a\xa0b",
    "😀", "—", "«x»", "don't", "3", "<", "4", "AT&T", "50%", "a:b", "x*y", "f(x)", "C#", "10.5", "http://a.b/c_d",
    "(ks.", "liite)", "kysymys?", "²", "½", "...", "!!!", "+358", "[x]", "---", "===", "e.g.", "\u2028", "\u200b",
    "Ω",
)  # fmt: skip
SPANS = (
    "*{0}*", "**{0}**", "***{0}***", "_{0}_", "__{0}__", "___{0}___", "**{0} *{1}* {2}**", "*{0} **{1}***",
    "_{0} *{1}*_", "`{0}`", "`` {0} ` {1} ``", "[{0}](https://a.b/{n})", "[{0}](../tools/y.md#k)",
    "[{0}](y.md 'T \"{1}\"')", "[{0} *{1}* `{2}`](<z.md>)", "[{0}][r{n}]", "[r{n}][]", "[r{n}]", "[{0}] [R{n}]",
    "[{0}](#kohta)", "[](y.md)", "[{0}](javascript:a)", "[{0}](ftp://a.b)", "<https://a.b/?{n}&c>", "<a{n}@b.fi>",
    "![{0}](../media/k.png)", "![](k.png)", "![{0}][r{n}]", "![r{n}]", "[![{0}](k.png)](https://a.b)", "&copy;",
    "&#8209;", "&#x202e;", "&nothing;", "&amp;amp;", "<b>{0}</b>", "<br/>", "<!-- {0} -->",
    "<a title=\"{0}\" href='x'>", "\\*{0}\\*", "\\{0}", "\\\\`{0}`", "\\|", "\\&lt;", "[^{n}]", "[^ei]", "{0}  \n{1}",
    "{0}\n{1}", "**{0}", "{0}*", "*{0}_", "[{0}", "{0}]({1})", "[a [{0}](b.md)](c.md)",
    "**[{0}](y.md)** *[{1}](z.md)*", "*{0} [{1} **{2}**](y.md) {0}*", "[^{n}] [^{n}]", "`{0}", "{0}`", "**`{0}`**",
    "<{0}", "{0}>", "A&B;", "&", "[{0}](y.md \"a 'b' c\")", "[{0}](a(b)c.md)", "{0}   ", "(*{0}*)", '"**{0}**"',
)  # fmt: skip
NASTY = (
    "[", "]", "](", "![", "(", ")", "*", "**", "***", "_", "__", "`", "``", "```", "\\", "\\\\", "<", "<<<", ">",
    ">>", "&", "&#x;", "&#0;", "&amp;", "&lt;b&gt;", "\n", "\n", "\n\n", "\n\n\n", "    ", "\t", " ", "  \n", "   \n",
    "- ", "* ", "+ ", "1. ", "7. ", "> ", "# ", "## ", "###", "\n===\n", "\n---\n", "***\n", "|", "a|b\n-|-\n",
    "|:-:|", ": ", ":   ", "\n:   x", "!!! note\n", '!!! tip "x"\n    ', "!!! ", "[^1]", "[^1]: ", "[^1]:", "*[A]: ",
    "*[A]", "A", "[a]: ", "[a]: <b> 'c'", "[a]", "\n~~~\n", "\n```\n", "``` { .a #b }\n", "word", "ä", "漢", "\u200b",
    "\u2028", "a@b.fi", "<a@b.fi>", "<http://a.b>", "http://a_b_c", '"', "'", "klzzwxh:0001", "wzxhzdk:0", "amp",
    "///Footnotes Go Here///", "<b x='y'>", "</p>", "<!--", "-->", "<?", "?>", "<![CDATA[", "x_y_z", "^", "{", "}",
    "=", "~", "!", "1", "²",
)  # fmt: skip
STARTS = (
    "",
    "",
    "- ",
    "* ",
    "1. ",
    "3. ",
    "> ",
    ">",
    "    ",
    "\t",
    "  ",
    "# ",
    "## ",
    ":   ",
    "| ",
    "    - ",
    "> - ",
    "[^1]: ",
)


class Author:
    """Somebody who types bodies by chance; the same seed types the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- repeats itself on purpose
        self.blocks: list[Callable[[], str]] = [
            self.text, self.text, self.heading, self.listed, self.quoted, self.table, self.defined, self.admonition,
            self.fenced, self.indented, self.noted, self.abbreviated, self.referenced, self.rule,
        ]  # fmt: skip

    def plain(self, most: int = 6) -> str:
        """A few words."""
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, most)))

    def line(self) -> str:
        """Words and what stands within a line, without breaks."""
        return self.text().replace("\n", " ")

    def text(self) -> str:
        """A paragraph."""
        parts = []
        for _ in range(self.chance.randint(1, 5)):
            parts.append(self.plain())
            if self.chance.random() < 0.6:
                span = self.chance.choice(SPANS)
                parts.append(span.format(self.plain(2), self.plain(1), self.plain(1), n=self.chance.randint(1, 3)))
        return self.chance.choice((" ", " ", "", "\n")).join(parts)

    def heading(self) -> str:
        """A heading of either kind, also within a paragraph."""
        forms = ("## {}", "### {} ##", "#{}", "# {}", "{}\n---", "{}\n===", "a\n## {}\nb", "###### {}", "## ")
        return self.chance.choice(forms).format(self.line())

    def listed(self, depth: int = 0) -> str:
        """A list, tight or loose, with what may stand in its items."""
        mark = self.chance.choice(("- ", "* ", "+ ", "1. ", "4. "))
        items = []
        for _ in range(self.chance.randint(1, 4)):
            item = self.line() if self.chance.random() < 0.8 or depth > 2 else self.block(depth + 1)
            if depth < 3 and self.chance.random() < 0.3:
                item += self.chance.choice(("\n", "\n\n")) + self.indent(self.listed(depth + 1))
            items.append(mark + item)
        return self.chance.choice(("\n", "\n", "\n\n")).join(items)

    def quoted(self) -> str:
        """A quotation, at times of something else than text."""
        return "\n".join(self.chance.choice(("> ", "> ", ">", "")) + line for line in self.block(2).split("\n"))

    def table(self) -> str:
        """A table, with or without its borders."""
        columns = self.chance.randint(1, 3)
        edge = self.chance.choice(("", "|"))
        rows = [[self.line() for _ in range(columns + self.chance.choice((0, 0, 0, 1)))] for _ in range(4)]
        rows.insert(1, self.chance.choices((":--", "--:", ":-:", "---"), k=columns))
        return "\n".join(edge + " | ".join(row) + edge for row in rows)

    def defined(self) -> str:
        """A list of definitions."""
        return self.chance.choice(("{}\n:   {}", "{}\n{}\n: {}\n:   x", "{}\n\n:   {}\n\n    {}")).format(
            self.line(), self.line(), self.line()
        )

    def admonition(self) -> str:
        """An admonition."""
        opening = self.chance.choice(("!!! note", '!!! warning "Oma *x*"', '!!! tip ""', "!!! huom", "!!! note tip"))
        return f"{opening}\n{self.indent(self.block(2))}"

    def fenced(self) -> str:
        """Code between fences, at times without an end."""
        fence = self.chance.choice(("```", "~~~", "````"))
        language, end = self.chance.choice(("", "python", " { .a #b }")), self.chance.choice((fence, ""))
        return f"{fence}{language}\n{self.text()}\n{end}"

    def indented(self) -> str:
        """Indented code, or what belongs to the block before."""
        return self.indent(self.text(), self.chance.choice(("    ", "\t", "        ")))

    def noted(self) -> str:
        """A footnote."""
        more = self.chance.choice(("", "\n\n" + self.indent(self.text())))
        return f"{self.plain(2)}[^{self.chance.randint(1, 3)}]\n\n[^{self.chance.randint(1, 3)}]: {self.line()}{more}"

    def abbreviated(self) -> str:
        """An abbreviation."""
        titles = ("Opetus &amp; koulu", "x", '"q"', "''")
        return f"*[{self.chance.choice(('OPH', 'HTML', '2024'))}]: {self.chance.choice(titles)}"

    def referenced(self) -> str:
        """The address of a reference."""
        title = self.chance.choice(("", " 'otsikko'", ' "a \\"b\\""', "\n  (x)"))
        return f"[r{self.chance.randint(1, 3)}]: {self.chance.choice(('https://a.b', '<y.md>', 'k.png'))}{title}"

    def rule(self) -> str:
        """A line between sections."""
        return self.chance.choice(("---", "***", "_ _ _", "* * *", "- - -", "a\n***\nb"))

    def block(self, depth: int = 0) -> str:
        """Anything that is a block, for what stands within another: mostly text."""
        kinds = (
            self.blocks if depth == 0 else (self.text, self.text, self.heading, self.indented, self.rule, self.table)
        )
        return self.chance.choice(kinds)()

    def body(self) -> str:
        """A body of all kinds of blocks."""
        gaps = ("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "  \n\n")
        return "".join(self.block() + self.chance.choice(gaps) for _ in range(self.chance.randint(1, 12)))

    def soup(self) -> str:
        """Signs without sense."""
        return "".join(self.chance.choices(NASTY, k=self.chance.randint(1, 60)))

    def lines(self) -> str:
        """Lines that begin like blocks and go on like anything."""
        return "\n".join(
            "".join(self.chance.choices(STARTS, k=self.chance.randint(1, 3)))
            + self.chance.choice((self.plain(3), self.plain(1), "".join(self.chance.choices(NASTY, k=4)), ""))
            for _ in range(self.chance.randint(1, 20))
        )

    @staticmethod
    def indent(text: str, by: str = "    ") -> str:
        """The text further to the right."""
        return "\n".join(by + line for line in text.split("\n"))


STOCK = cache(lambda _thread: prose.Converter())


def _quick_and_slow(text: str) -> tuple[tuple[Prose, tuple[Finding, ...]], ...]:
    """What a body gives with all shortcuts, and with none."""
    quick = read_prose(text, path="practices/malli.md", first_line=7)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(prose, "_converter", STOCK)
        patched.setattr(prose_guard, "_PLAIN", frozenset())
        patched.setattr(prose_source, "_CODE_SIGNS", ("",))
        patched.setattr(prose_source, "_MANY_MARKERS", re.compile(""))
        patched.setattr(Source, "pass_heading", Source.heading)
        return quick, read_prose(text, path="practices/malli.md", first_line=7)


def _same(text: str) -> None:
    quick, slow = _quick_and_slow(text)
    assert quick == slow, text


def test_this_version_is_compared() -> None:
    """With another version of the library these tests compare nothing: add it to `TESTED` to see whether they pass."""
    assert markdown.__version__ in prose_quick.TESTED


@pytest.mark.parametrize("seed", range(60))
def test_bodies_of_all_constructs(seed: int) -> None:
    """Bodies as somebody might type them who knows all of Markdown."""
    author = Author(seed)
    for _ in range(12):
        _same(author.body())


@pytest.mark.parametrize("seed", range(60))
def test_hostile_bodies(seed: int) -> None:
    """Signs in any order."""
    author = Author(1000 + seed)
    for _ in range(12):
        _same(author.soup())
        _same(author.lines())


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize(
    "block", ["{}", "- {}", "> {}", "## {}", "a | {}\n--|--\n{} | b", "a\n:   {}", "x[^1]\n\n[^1]: {}"]
)
def test_each_span_in_each_block(block: str, span: str) -> None:
    """What may stand within a line, wherever there are lines."""
    text = span.format("yksi", "kaksi", "kolme", n=1)
    _same(block.format(text, text) + "\n\n[r1]: https://a.b 'c'")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "   ",
        "   \n\n",
        "\n\n\na",
        "a\n   ",
        "a\n   \nb",
        "a\r\nb",
        "a\x02b",
        "a\x03b",
        "\x02klzzwxh:0000\x03 *a*",
        "\x02wzxhzdk:0\x03\n\n```\na\n```",
        "*a*\x0242\x03",
        "a" * 100_000,
        "a " * 20_000 + "*b*",
        "*a* " * 400,
        "[a](b.md) " * 90,
        "[" * 90,
        "[" * 45 + "a" + "]" * 45,
        "*" * 300 + "a" + "*" * 300,
        "*a **b " * 40,
        "_a __b " * 40 + "c__ d_ " * 40,
        "`" * 300,
        "\\" * 301,
        "<" * 300,
        "&" * 300,
        "> " * 19 + "a",
        ">" * 20 + "a",
        ">" * 21 + "a",
        "> " * 21 + "a",
        "a\n" + "\t" * 20 + "- b",
        "a\n" + "\t" * 19 + "- b",
        "a\n" + "    " * 20 + "12. b",
        "1.\t" * 20 + "a",
        "1234567890. " * 19 + "- a",
        "1234567890. " * 20 + "- a",
        "`" + "a" * 90 + "` - b",
        "a\n\n    " + "b" * 90 + "\n\n- c",
        "\tb\n\n- c <b>",
        "    <b>\n\n<b>",
        "a\n\n\t<b>\n\n<b>",
        "~~~\n## a\n~~~\n\n#### b\n\n## c\n\n# d\n\n#### e",
        "- " * 19 + "a",
        "\n".join("    " * n + "- a" for n in range(20)),
        "> - a\n>     > b\n>     > - *c*\n>\n> d",
        "- a\n\n    > b\n    > - c\n\n    ```\n    d\n    ```\n\n- e",
        "A\n\n*[A]: b\n\n`A` [A](y.md) *A* A",
        "a\n    b\n\tc",
        "a\n=\n\nb\n-\n\nc\n- d",
        "1986\\. vuosi\n\n1986. vuosi",
        "##\n\n## \n\n####### a\n\n## b ##\n\n## c \\# d\n\n#e\n\n## f\ng\n\n> ## h\n\n- # i\n  j",
        "²a\n\n½b\n\n_c_\n\n\u0301d",
        "a[^1] b[^2] c[^1]\n\n[^2]: d *e*\n\n[^1]: f[^2]\n\n    - g\n    - h\n\n///Footnotes Go Here///",
        "!!! note\n    a\n\n    - b\n\n        c\n\n    d\n\ne",
        "- a\n\n    !!! tip\n        b\n\n        c\n\n- d",
        "# a\n\n### b\n\n## c\n\nd\n===\n\n#### e",
    ],
)
def test_edges(text: str) -> None:
    """What is at the edge of one of the shortcuts."""
    _same(text)


def test_bodies_leave_nothing_behind() -> None:
    """A body reads the same after one that was broken off within its spans."""
    for text in ("*a [b", "**c** d_ *e", "x *[**a*<b>", "**f** [g](y.md)"):
        _same(text)


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not compared is not replaced."""
    monkeypatch.setattr(markdown, "__version__", "0")
    converter = prose.Converter()
    before = dict(vars(converter))
    prose_quick.quicken(converter)
    assert vars(converter) == before
    assert "lines" not in converter.preprocessors
    assert "parseBlocks" not in vars(converter.parser)
