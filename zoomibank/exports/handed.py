"""JSON that is handed over by a script: it is also JavaScript, and can end no script element."""

import json
from typing import Final

_ESCAPES: Final = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def handed(value: object) -> str:
    """A value as JSON that may stand in a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES:  # one pass for each is far quicker than a table that is asked for every letter
        text = text.replace(character, escape)
    return text
