"""What cards say of an entry beside its texts, for scripts that make cards; `card.html` says the same."""

from zoomibank.content.schema import Common, Result, label
from zoomibank.site.strings import Strings
from zoomibank.site.views import Standing


def evidence_line(strings: Strings, evidence: str) -> str:
    """The strongest kind of result: `evidence` is aim, observed or measured."""
    return f"{label(Result, 'kind', strings.language)}: {strings(f'evidence.{evidence}')}"


def last_checked(strings: Strings, how: Standing) -> str:
    """When an entry was last seen to hold."""
    name, day = ("reviewed", how.checked) if how.checked else ("added", how.added)
    return f"{label(Common, name, strings.language)} {strings.date(day)}"
