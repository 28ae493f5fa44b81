"""The gold documents as a bank: 156 made-up practices whose answers to 285 queries are known by construction.

`search/docs.jsonl` holds the documents and `search/queries.jsonl` the queries: `{q, type, rel: {id: grade}}`, where a
grade of 3 says that the word is in the title or the keywords, 2 in the summary, 1 in the body. An editor of such a bank
would keep a Swedish or English keyword in a translation of that one field, so that is where it goes. A document's type
has no field and is left out. Two things are mended for the model's sake: a summary that is too short is led by
the document's title, whose words are known already, and a keyword of more than four words becomes an alias.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from tests.bench.files import Fields, write_bank, write_document
from zoomibank.content.values import KEYWORD_WORDS
from zoomibank.text import slugify

DATA: Final = Path(__file__).parent / "search"
DOCUMENTS, QUERIES = DATA / "docs.jsonl", DATA / "queries.jsonl"

_SHORTEST_SUMMARY: Final = 40
_FIRST_DAY: Final = date(2024, 1, 8)
_VOCABULARIES: Final = {"theme": "themes", "target": "target-groups", "owner": "organisations", "project": "projects"}


def read_lines(path: Path) -> list[Any]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_gold(content: Path) -> Path:
    """The gold bank in a folder that is not there yet; the slug of an entry is the document's id."""
    documents = read_lines(DOCUMENTS)
    write_bank(
        content,
        title="Kultapankki",
        vocabularies={name: _terms(documents, field) for field, name in _VOCABULARIES.items()},
    )
    for number, document in enumerate(documents):
        file = content / "practices" / f"{document['id']}.md"
        write_document(file, _fields(document, _FIRST_DAY + timedelta(days=number)), document["body"])
        for language, keywords in document["translations"].items():
            aliases = [keyword for keyword in keywords if len(keyword.split()) > KEYWORD_WORDS]
            short = [keyword for keyword in keywords if keyword not in aliases]
            write_document(file.with_suffix(f".{language}.md"), {"keywords": short, "aliases": aliases})
    return content


def _fields(document: dict[str, Any], added: date) -> Fields:
    summary = document["summary"]
    if len(summary) < _SHORTEST_SUMMARY:
        summary = f"{document['title']}: {summary}"
    return {
        "title": document["title"],
        "summary": summary,
        "themes": [slugify(document["theme"])],
        "target_groups": [slugify(label) for label in document["target"]],
        "keywords": document["keywords"],
        "owner": slugify(document["owner"]),
        "project": slugify(document["project"]),
        "added": added.isoformat(),
    }


def _terms(documents: list[dict[str, Any]], field: str) -> list[Fields]:
    """The terms that a field's labels make, in the order they come up."""
    given = (document[field] for document in documents)
    labels = dict.fromkeys(label for value in given for label in ([value] if isinstance(value, str) else value))
    return [{"key": slugify(label), "label": {"fi": label}} for label in labels]
