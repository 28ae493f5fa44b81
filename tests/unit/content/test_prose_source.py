"""What of a body is code, so that examples are not taken for the real thing."""

import pytest

from zoomibank.content.prose_source import Source


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a `b` c", "a     c"),
        ("``a`b`` c", "        c"),
        ("a \\`b c `d`", "a \\`b c    "),
        ("a ` b\n\nc ` d", "a ` b\n\nc ` d"),
        ("~~~\na\n~~~\nb", "   \n \n   \nb"),
        ("```python\na\n```  \nb", "         \n \n     \nb"),
        ("````\n```\n````\nb", "    \n   \n    \nb"),
        ("```\na\n````\nb", "```\na\n````\nb"),
        ("```\na", "```\na"),
        ("~~~\n```\n~~~\nb\n```\nc\n```", "   \n   \n   \nb\n   \n \n   "),
        ("a\n\n    b\n\n    c\n\nd", "a\n\n     \n\n     \n\nd"),
        ("    a\nb", "     \nb"),
        ("~~~a\n" * 3, "~~~a\n" * 3),
    ],
)
def test_code_is_blank(text: str, prose: str) -> None:
    """As many characters in as many lines, those of code as spaces."""
    assert Source(text, path="practices/x.md", first_line=1).prose == prose
