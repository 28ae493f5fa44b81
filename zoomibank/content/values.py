"""The types of the field table's values: each reads the letters typed, or refuses them by a named fault.

A refusal is a `PydanticCustomError` whose type is the fault's name in `records`; its context holds what the wording
needs.
"""

import re
import unicodedata
import zoneinfo
from datetime import date, datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from zoomibank.text import SLUG_LENGTH, slugify

KEYWORD_WORDS: Final = 4
"""The most words of a keyword."""
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)

_KEY: Final = re.compile(rf"(?=.{{1,{SLUG_LENGTH}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD: Final = re.compile(r"[^\W_]{1,60}(?:-[^\W_]{1,60}){0,5}")
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOCAL_DATE: Final = re.compile(r"(\d{1,2})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{4}|\d{2})", re.ASCII)
_LOOSE_ISO_DATE: Final = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:[T ].*)?", re.ASCII)
_LOCAL_MONTH: Final = re.compile(r"(?P<month>\d{1,2})[-./ ](?P<year>\d{4})|(\d{4})[-./ ](\d{1,2})", re.ASCII)
_LONGEST_DATE: Final = 40
_SINCE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_EMAIL: Final = re.compile(r"(?=.{3,254}\Z)[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_SPACES: Final = re.compile(r"\s+")
_TIME_ZONE: Final = re.compile(r"UTC|[A-Z][A-Za-z_]*(?:/[A-Z][A-Za-z_+0-9-]*)+", re.ASCII)
"""What zones are called; other files of the database, like `localtime`, are not the same on every machine."""
_WHOLE: Final = re.compile(r"\d{1,12}", re.ASCII)


def read_text(given: object) -> str:
    """A text, perhaps of several lines, without the white space around it."""
    if not isinstance(given, str):
        raise PydanticCustomError("not_text", "text expected")
    return given.strip()


def read_line(given: object) -> str:
    """A text on one line: runs of white space become one space."""
    return _SPACES.sub(" ", read_text(given))


def read_keyword(given: object) -> str:
    """A keyword: one to four words and no closing full stop."""
    text = read_line(given)
    if text.endswith((".", "!", "?")) or len(text.split(" ")) > KEYWORD_WORDS or len(text) > SLUG_LENGTH:
        raise PydanticCustomError("keyword_is_sentence", "keyword is a sentence")
    if not slugify(text):
        raise PydanticCustomError("nothing_said", "no letter for an address")
    return text


def read_word(given: object) -> str:
    """A single word in small letters, perhaps with hyphens."""
    text = read_text(given)
    if not _WORD.fullmatch(text):
        raise PydanticCustomError("not_a_word", "not a word")
    return text.lower()


def read_key(given: object) -> str:
    """A key or slug, which is its own slugify."""
    text = read_text(given)
    if not _KEY.fullmatch(text):
        raise PydanticCustomError("not_a_key", "not a key", {"proposal": slugify(text)})
    return text


def read_entry_ref(given: object) -> str:
    """A reference to a practice or a tool: `practices/<slug>` or `tools/<slug>`."""
    text = read_text(given)
    kind, _, slug = text.partition("/")
    if kind not in {"practices", "tools"} or not _KEY.fullmatch(slug):
        raise PydanticCustomError("not_a_reference", "not a reference")
    return text


def read_whole_number(given: object) -> int:
    """A whole number in digits; the field's own bounds come after."""
    text = read_text(given)
    if not _WHOLE.fullmatch(text):
        raise PydanticCustomError("not_a_whole_number", "not a whole number")
    return int(text)


def read_flag(given: object) -> bool:
    """`true` or `false`."""
    text = read_text(given)
    if text not in {"true", "false"}:
        raise PydanticCustomError("unknown_choice", "true or false", {"known": ("true", "false")})
    return text == "true"


def read_date(given: object) -> date:
    """An ISO day that exists, between 1990 and 2100."""
    text = read_text(given)
    day = _day(text) if _ISO_DATE.fullmatch(text) else None
    if day is None:
        raise PydanticCustomError("not_a_date", "not a date", {"iso": iso_form(text)})
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("date_out_of_range", "out of range")
    return day


def iso_form(text: str) -> str:
    """The ISO form of a day written in another way (`13.9.2022`, `2022/9/13`), or "" where it is no day."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST_DATE])
    if found := _LOCAL_DATE.fullmatch(text):
        day, month, year = found.groups()
        year = f"20{year}" if len(year) == len("22") else year
    elif found := _LOOSE_ISO_DATE.fullmatch(text):
        year, month, day = found.groups()
    else:
        return ""
    found_day = _day(f"{year}-{month:0>2}-{day:0>2}")
    return found_day.isoformat() if found_day else ""


def _day(text: str) -> date | None:
    """The day of an ISO form, or None where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_since(given: object) -> str:
    """A year, a month or a day, in ISO form."""
    text = read_text(given)
    if found := _SINCE.fullmatch(text):
        if not FIRST_DAY.year <= int(found[1]) <= LAST_DAY.year:
            raise PydanticCustomError("date_out_of_range", "out of range")
        return text
    if _day(text) is None:
        raise PydanticCustomError("not_since", "not a year, month or day", {"iso": iso_form(text) or _iso_month(text)})
    return read_date(text).isoformat()


def _iso_month(text: str) -> str:
    """The ISO form of a month written in another way (`8/2024`), or ""."""
    if found := _LOCAL_MONTH.fullmatch(text):
        year, month = found["year"] or found[3], int(found["month"] or found[4])
        return f"{year}-{month:02}" if month in range(1, 13) else ""
    return ""


def read_moment(given: object) -> datetime:
    """An ISO time with its zone."""
    text = read_text(given)
    try:
        moment = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        moment = None
    if moment is None:
        raise PydanticCustomError("not_a_time", "not a time")
    if not FIRST_DAY <= moment.date() <= LAST_DAY:
        raise PydanticCustomError("date_out_of_range", "out of range")
    return moment


def read_web_address(given: object) -> str:
    """An address that begins with http:// or https:// and holds no spaces or credentials."""
    text = read_text(given)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or re.search(r"[\s<>\"\\^`{|}]", text):
        raise PydanticCustomError("bad_address", "not an address", {"kind": "url"})
    return text


def read_base_address(given: object) -> str:
    """The web address of a site's root: addresses of pages are put after it, so it has no query and no anchor."""
    text = read_web_address(given)
    if "?" in text or "#" in text:
        raise PydanticCustomError("bad_address", "not an address", {"kind": "url"})
    return text


def read_path_pattern(given: object) -> str:
    """A web address with `{path}` where a file's path goes."""
    text = read_text(given)
    if "{path}" not in text:
        raise PydanticCustomError("bad_pattern", "no {path}")
    read_web_address(text.replace("{path}", "path"))
    return text


def read_new_file_pattern(given: object) -> str:
    """A web address with `{path}` where a new file's path goes, and perhaps `{content}` where its text goes."""
    text = read_text(given)
    read_path_pattern(text.replace("{content}", "content"))
    return text


def read_email(given: object) -> str:
    """An e-mail address, without a name around it."""
    text = read_text(given)
    if not _EMAIL.fullmatch(text):
        raise PydanticCustomError("bad_address", "not an address", {"kind": "email"})
    return text


def read_licence(given: object) -> str:
    """An SPDX licence identifier or expression, in its canonical form."""
    text = read_text(given)
    licence = _licence(text)
    if not licence:
        raise PydanticCustomError("unknown_licence", "unknown licence", {"proposal": _licence("-".join(text.split()))})
    return licence


def _licence(text: str) -> str:
    """The canonical form of an SPDX expression, or "" where it is none."""
    try:
        return str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        return ""


def read_language_code(given: object) -> str:
    """A language as two or three small letters."""
    text = read_text(given)
    if not re.fullmatch(r"[a-z]{2,3}", text):
        raise PydanticCustomError("unknown_choice", "not a language", {"known": ("fi", "sv", "en", "se")})
    return text


def read_time_zone(given: object) -> str:
    """The name of a time zone that the zone database has."""
    text = read_text(given)
    try:
        known = _TIME_ZONE.fullmatch(text) and zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = None
    if not known:
        raise PydanticCustomError("unknown_setting", "unknown time zone")
    return text


Line = Annotated[str, BeforeValidator(read_line)]
Text = Annotated[str, BeforeValidator(read_text)]
Keyword = Annotated[str, BeforeValidator(read_keyword)]
Word = Annotated[str, BeforeValidator(read_word)]
Key = Annotated[str, BeforeValidator(read_key)]
EntryRef = Annotated[str, BeforeValidator(read_entry_ref)]
WholeNumber = Annotated[int, BeforeValidator(read_whole_number)]
Flag = Annotated[bool, BeforeValidator(read_flag)]
IsoDate = Annotated[date, BeforeValidator(read_date)]
Since = Annotated[str, BeforeValidator(read_since)]
Moment = Annotated[datetime, BeforeValidator(read_moment)]
WebAddress = Annotated[str, BeforeValidator(read_web_address)]
BaseAddress = Annotated[str, BeforeValidator(read_base_address)]
PathPattern = Annotated[str, BeforeValidator(read_path_pattern)]
NewFilePattern = Annotated[str, BeforeValidator(read_new_file_pattern)]
Email = Annotated[str, BeforeValidator(read_email)]
Licence = Annotated[str, BeforeValidator(read_licence)]
LanguageCode = Annotated[str, BeforeValidator(read_language_code)]
TimeZone = Annotated[str, BeforeValidator(read_time_zone)]
