"""JSON that is handed over by a script: it is also JavaScript, and can end no script element."""

import json
from typing import Final

_ESCAPES: Final = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def handed(value: object) -> str:
    """A value as JSON that may stand in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
