import pytest

from zoomibank.editing.patches import Patch, patched

CASES = {
    "in a line": (b"a: x # c\nb: y\n", [Patch(1, 4, 1, "zz")], b"a: zz # c\nb: y\n"),
    "a new line": (b"a\nb\n", [Patch(2, 1, 0, "n\n")], b"a\nn\nb\n"),
    "line ends of the file": (b"a\r\nb", [Patch(2, 1, 0, "n\nm\n")], b"a\r\nn\r\nm\r\nb"),
    "old line ends": (b"a\rb\r", [Patch(2, 1, 1, "c")], b"a\rc\r"),
    "after a BOM": (b"\xef\xbb\xbfab\n", [Patch(1, 1, 1, "x")], b"\xef\xbb\xbfxb\n"),
    "no last line end": (b"a\nb", [Patch(2, 2, 0, "c")], b"a\nbc"),
    "several": (b"abc\nabc\n", [Patch(2, 1, 1, "x"), Patch(1, 3, 1, "y"), Patch(1, 1, 1, "z")], b"zby\nxbc\n"),
    "letters of two code points": ("a\u0308b x\n".encode(), [Patch(1, 4, 1, "y")], "a\u0308b y\n".encode()),
    "pictures": ("😀 x\n".encode(), [Patch(1, 3, 1, "y")], "😀 y\n".encode()),
    "twice the same": (b"ab\n", [Patch(1, 1, 1, "x"), Patch(1, 1, 1, "x")], b"xb\n"),
    "none": (b"a\r\n \n", [], b"a\r\n \n"),
}


@pytest.mark.parametrize("name", CASES)
def test_patched(name: str) -> None:
    """Only what a patch names is changed."""
    data, patches, expected = CASES[name]
    assert patched(data, patches) == expected
