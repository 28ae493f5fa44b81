"""What an editor meant by a value that can't stand as it is typed: "" where nobody can know."""

import re
from typing import Final

from pydantic_core import PydanticCustomError

from zoomibank.content.values import read_email, read_web_address

_LONGEST: Final = 300
"""Of a longer text nobody asks what it was to be."""
_ALMOST_WEB: Final = re.compile(
    r"(?:(?P<scheme>h{0,2}t{1,3}ps?|https?)[:;.]?[/\\]{0,3})?(?P<rest>(?P<www>www\.)?[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?)",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"\s*(?:@|[(\[{]\s*(?:at|ät|a)\s*[)\]}])\s*", re.IGNORECASE)
_AROUND: Final = re.compile(r"^mailto:|^[^<>]*<|>$", re.IGNORECASE)
_BETWEEN_THOUSANDS: Final = re.compile(r"(?<=\d)[\s.](?=\d{3}\b)")


def web_address(given: str) -> str:
    """The address behind a slip in its beginning: `www.oph.fi`, `http//oph.fi`."""
    found = _ALMOST_WEB.fullmatch(given.strip()[:_LONGEST])
    if found is None or not (found["scheme"] or found["www"]):
        return ""
    scheme = "http" if (found["scheme"] or "").lower() in {"http", "htp", "ttp"} else "https"
    try:
        return read_web_address(f"{scheme}://{found['rest']}")
    except PydanticCustomError:
        return ""


def mailbox(given: str) -> str:
    """The e-mail address in a text with spaces, a name beside it or a written-out at sign."""
    try:
        return read_email(_AT.sub("@", _AROUND.sub("", given.strip()[:_LONGEST])))
    except PydanticCustomError:
        return ""


def number(given: str) -> str:
    """A number whose thousands are parted."""
    digits = _BETWEEN_THOUSANDS.sub("", given)
    return digits if digits != given and digits.isdecimal() and digits.isascii() else ""


def item(given: str, fields: tuple[str, ...]) -> str:
    """The item that was typed as its text alone, of a record that begins with a text or a title."""
    is_plain = len(given) <= _LONGEST // 3 and not re.search(r"[:#\"\n]|^\W", given)
    return f"- {fields[0]}: {given}" if given and is_plain and fields[:1] in {("text",), ("title",)} else ""
