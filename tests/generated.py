"""Generated content, and what must hold whatever it is: a site or findings with a place, never a traceback."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.built import order
from tests.inert import active, html_of, misplaced
from zoomibank.content.document import decode
from zoomibank.content.load import Source
from zoomibank.content.prose import read_prose
from zoomibank.content.reading import read_entry
from zoomibank.content.schema import KINDS
from zoomibank.pipeline import build, check

LANGUAGES: Final = ("fi", "sv", "en")
PATH: Final = "practices/x.md"

# what is typed

SIGNS: Final = (
    *"*_`~#>|[]()<>!&\\{}:;=+-^$%@'\"/? \n\t.,1a",
    *("\n\n", "\n    ", "```", "~~~\n", "![", "](", "[^1]", "[^1]: ", "*[A]: ", "<!--", "-->", "<script>", "</script>"),
    *(
        '<a href="',
        "<![CDATA[",
        "]]>",
        "&#x6a;",
        "&amp;",
        "&lt;",
        "javascript:",
        "https://example.org/",
        "mailto:a@b.fi",
    ),
    *(
        "data:text/html,",
        "//example.org",
        "../tools/y.md",
        "#osio",
        "!!! note",
        ":   ",
        "\n---\n",
        "| a | b |\n|---|---|\n",
    ),
    *('="../x"', ' href="../../x/index.html"', " src='../x'", "{{ 7 }}", "{% x %}", "\x02wzxhzdk:0\x03", "\x1e0\x1e"),
    *(
        "\N{ZERO WIDTH SPACE}",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\N{NO-BREAK SPACE}",
        "\N{SOFT HYPHEN}",
        "a\u0308",
        "ﬁ",
        "🙂",
    ),
)
"""What means something in Markdown, HTML, templates or to our own marks."""
YAML_SIGNS: Final = (
    *":-?,[]{}#&*!|>'\"%@` \n",
    *(
        "\n- ",
        "\n  ",
        ": ",
        "- ",
        " #",
        "---\n",
        "...\n",
        "? ",
        "!!int ",
        "&a ",
        "*a",
        "<<: ",
        "|\n",
        ">-\n",
        "\t",
        "~",
    ),
    *(
        "title: ",
        "summary: ",
        "themes: ",
        "keywords: ",
        "owner: ",
        "added: ",
        "relations:",
        "results:",
        "status: ",
        "steps:",
    ),
    *(
        "yes",
        "no",
        "null",
        "12:30",
        "1e3",
        "0x1f",
        "2022-13-45",
        "2024-02-29",
        ".nan",
        "=",
        "''",
        '""',
        "\\x00",
        "\\u202e",
    ),
)
"""What means something in YAML or in our front matter."""

_letters: Final = st.characters(codec="utf-8")
words: Final = st.text(_letters, max_size=12)
lines: Final = st.lists(st.one_of(st.sampled_from(SIGNS), words), max_size=30).map("".join)
bodies: Final = st.one_of(
    st.text(_letters, max_size=300), lines, st.tuples(lines, st.integers(1, 300)).map(lambda of: of[0] * of[1])
)
yaml_texts: Final = st.one_of(
    st.text(_letters, max_size=200), st.lists(st.one_of(st.sampled_from(YAML_SIGNS), words), max_size=40).map("".join)
)
values: Final[SearchStrategy[Any]] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), words, st.sampled_from(SIGNS)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
    max_leaves=12,
)
"""Anything that YAML can hold."""


@st.composite
def practices(draw: st.DrawFn) -> str:
    """A practice of which some fields are as they should be and others are anything."""
    fields: dict[str, Any] = {
        "title": "Malli", "summary": "Malli kuvaa yhden esimerkin, jota testit muuttavat.", "themes": ["hyvinvointi"],
        "target_groups": ["opettajat"], "keywords": ["koe"], "owner": "esimerkkiopisto", "added": "2025-09-01",
    }  # fmt: skip
    names = st.one_of(st.sampled_from(sorted(KINDS["practices"].model_fields)), words)
    for name in draw(st.lists(names, max_size=3)):
        fields[name] = draw(values)
    text = draw(st.sampled_from((_as_json, _as_yaml)))(fields)
    return f"---\n{text}---\n{draw(bodies)}"


def _as_json(fields: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(name)}: {json.dumps(value, default=str)}\n" for name, value in fields.items())


def _as_yaml(fields: dict[str, Any]) -> str:
    text: str = yaml.dump(fields, allow_unicode=True)
    return text


entries: Final = st.one_of(
    practices(),
    yaml_texts.map(lambda head: f"---\n{head}\n---\n"),
    values.map(lambda value: f"---\n{yaml.dump(value, allow_unicode=True)}---\n"),
    yaml_texts,
)
"""The text of a file in the folder of practices."""
_slugs: Final = st.sampled_from(
    ("a", "b", "aeae", "con", "x" * 80, "x" * 81, "A", "ä", "a.sv", "b.en", "b.xx", "a b", "-", ".a")
)
banks: Final = st.dictionaries(
    st.one_of(
        st.tuples(st.sampled_from(("practices", "tools", "pages")), _slugs).map(lambda name: f"{name[0]}/{name[1]}.md"),
        st.sampled_from(
            ("vocabulary/themes.yaml", "site.yaml", "addresses.txt", "vocabulary/words.yaml", "media/a.png", "x.md")
        ),
    ),
    st.one_of(entries, entries, yaml_texts, st.just("---\ntitle: Toinen\n---\n")),
    min_size=1,
    max_size=4,
)
"""Files of a bank by path, over a small sound one."""

# what must hold


def judge_body(text: str) -> Iterator[str]:
    """What is wrong with how a body is read: something active in its HTML, or a finding without a place."""
    document, _ = decode(text.encode(errors="surrogatepass"), PATH)
    if document is not None:
        prose, findings = read_prose(document.text, path=PATH, first_line=1)
        yield from active(html_of(prose))
        yield from misplaced(findings, document.text.encode())


def judge_entry(text: str) -> Iterator[str]:
    """What is wrong with how a file is read: findings without a place."""
    yield from judge_bytes(text.encode(errors="surrogatepass"))


def judge_bytes(data: bytes) -> Iterator[str]:
    """The same of a file's bytes."""
    document, findings = decode(data, PATH)
    if document is not None:
        _, _, findings = read_entry([(Source("practices", "x", "", PATH), document)], languages=LANGUAGES)
    yield from misplaced(findings, data)


def judge_bank(files: dict[str, str], content: Path, *, is_built: bool) -> Iterator[str]:
    """What is wrong with how a bank is checked or built; `content` has a small sound one, which is changed."""
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(text.encode(errors="surrogatepass"))
    asked = order(content, content.parent / "output")
    report = (build if is_built else check)(asked)
    errors = [one for one in report.findings if one.severity.value == "error"]
    if is_built and bool(report.published) is bool(errors):
        yield "neither a site nor an error"
    for path in {one.place.path for one in report.findings}:
        own = [one for one in report.findings if one.place.path == path]
        data = (content / path).read_bytes() if (content / path).is_file() else b""
        yield from (f"{path}: {told}" for told in misplaced(own, data))
