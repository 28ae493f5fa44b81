"""The kinds of edits: each a function from what stands in a bank to the files that it changes.

None is given when there is nothing for it to change. The bank stays without errors. Words of an edit are words that
the bank has already, so that no dictionary is needed.
"""

import random
import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import Final

from tests.bank_files import KINDS, Bank, Edit, first_slug, is_taken, named, names, ref, slug
from tests.bench.corpus import LAST_DAY
from tests.bench.files import Fields, Value, document, listed, read_document, read_list
from tests.bench.rich import png
from zoomibank.text import fold, slugify

FEWEST: Final = 4
"""So many entries are never deleted."""
_USED_IN: Final = {
    "themes": "themes",
    "target-groups": "target_groups",
    "organisations": "owner",
    "projects": "project",
}
"""Vocabularies with the field that takes from each."""
_MOST_TERMS: Final = 4
_SETTINGS: Final = "content/site.yaml"
_LIST: Final = "content/vocabulary/{}.yaml"


def add_entry(bank: Bank, chance: random.Random) -> Edit | None:
    """A new entry, which is like another one but for its name."""
    model = chance.choice(bank.originals())
    fields, body = read_document(bank.texts[model])
    for name in ("register_id", "relations", "not_duplicate_of", "previous_slugs", "status"):
        fields.pop(name, None)
    path = next(path for n in count(2) if not is_taken(bank, path := named(model, f"-lisa-{n}")))
    return _document(path, {**fields, "title": _unique(bank, str(fields["title"]))}, body)


def change_body(bank: Bank, chance: random.Random) -> Edit | None:
    """A paragraph more, of another entry, below a heading or not."""
    path = chance.choice(bank.documents((*KINDS, "pages")))
    fields, body = read_document(bank.texts[path])
    other = read_document(bank.texts[chance.choice(bank.originals())])[1].partition("\n\n")[0]
    heading = f"## {_keyword(bank, chance).capitalize()}\n\n" if chance.random() < 0.5 else ""
    return _document(path, fields, f"{body}\n\n{heading}{other}")


def change_title(bank: Bank, chance: random.Random) -> Edit | None:
    """A title with a keyword after it."""
    path = chance.choice(bank.documents())
    fields, body = read_document(bank.texts[path])
    own = _list(fields.get("keywords")) or [""]
    title = _unique(bank, f"{str(fields['title']).partition(' – ')[0]} – {own[0]}".strip(" –"))
    return _document(path, {**fields, "title": title}, body)


def change_summary(bank: Bank, chance: random.Random) -> Edit | None:
    """The summary of another entry."""
    return _taken_over(bank, chance, "summary")


def change_keywords(bank: Bank, chance: random.Random) -> Edit | None:
    """The keywords of another entry."""
    return _taken_over(bank, chance, "keywords")


def change_status(bank: Bank, chance: random.Random) -> Edit | None:
    """A published entry archived, or an archived one published again."""
    paths = [path for path in bank.originals() if bank.fields(path).get("status") in {"published", "archived"}]
    if not paths:
        return None
    path = chance.choice(paths)
    fields, body = read_document(bank.texts[path])
    status = "archived" if fields["status"] == "published" else "published"
    return _document(path, {**fields, "status": status}, body)


def review(bank: Bank, chance: random.Random) -> Edit | None:
    """A day on which an entry was looked through."""
    path = chance.choice(bank.originals())
    fields, body = read_document(bank.texts[path])
    added = date.fromisoformat(str(fields["added"]))
    day = added + timedelta(days=chance.randint(0, (LAST_DAY - added).days))
    return _document(path, {**fields, "reviewed": day.isoformat()}, body)


def relate(bank: Bank, chance: random.Random) -> Edit | None:
    """A relation to another entry, told at its end, too."""
    path, other = chance.sample(bank.originals(), 2)
    fields, body = read_document(bank.texts[path])
    relation: dict[str, Value] = {"type": "see_also", "to": ref(other)}
    relations = _list(fields.get("relations"))
    if any(isinstance(one, dict) and one["to"] == relation["to"] for one in relations):
        return None
    return _document(path, {**fields, "relations": [*relations, relation]}, body)


def rename(bank: Bank, chance: random.Random) -> Edit | None:
    """Another name for an entry's files; the old address stays, and whoever names the entry uses its new name."""
    path = chance.choice(bank.originals())
    new = next(new for n in count(2) if not is_taken(bank, new := named(path, f"-nimi-{n}")))
    fields, body = read_document(bank.texts[path])
    previous = [*_list(fields.get("previous_slugs")), slug(path)]
    texts = {new: document({**fields, "previous_slugs": previous}, body)}
    texts |= {named(name, slug(new)[len(first_slug(name)) :]): bank.texts[name] for name in bank.translations(path)}
    gone = (path, *bank.translations(path))
    texts |= {name: text for name, text in bank.texts.items() if name not in gone and names(text, path)}
    for ending in ('"', ".md"):
        texts = {name: text.replace(f"{ref(path)}{ending}", f"{ref(new)}{ending}") for name, text in texts.items()}
    return Edit(f"{path} to {new}", {**dict.fromkeys(gone), **_encoded(texts)})


def delete_entry(bank: Bank, chance: random.Random) -> Edit | None:
    """An entry less, of those that no other file names and that replace none."""
    originals = bank.originals()
    free = [
        path
        for path in originals
        if '"replaces"' not in bank.texts[path]
        and not any(names(text, path) for name, text in bank.texts.items() if name != path)
    ]
    if not free or len(originals) <= FEWEST:
        return None
    path = chance.choice(free)
    return Edit(path, dict.fromkeys((path, *bank.translations(path))))


def change_label(bank: Bank, chance: random.Random) -> Edit | None:
    """Another label of a vocabulary's term: its own with another one's."""
    name = chance.choice((*_USED_IN, "phases", "ways-of-working"))
    return relabel(bank, chance, name)


def relabel(bank: Bank, chance: random.Random, vocabulary: str) -> Edit:
    """Another label of a term of that vocabulary."""
    path = _LIST.format(vocabulary)
    terms = read_list(bank.texts[path])
    term, other = chance.sample(terms, 2)
    label = f"{term['label']['fi'].partition(' ja ')[0]} ja {other['label']['fi'].partition(' ja ')[0].lower()}"
    term["label"] = {**term["label"], "fi": label}
    return Edit(f"{path} {term['key']}", {path: listed(terms).encode()})


def add_term(bank: Bank, chance: random.Random) -> Edit | None:
    """A term more, and an entry that uses it, unless it has many already."""
    name, field = chance.choice(sorted(_USED_IN.items()))
    path = _LIST.format(name)
    terms = read_list(bank.texts[path])
    n = next(n for n in count(2) if not any(term["key"] == f"lisatty-{n}" for term in terms))
    term: Fields = {"key": f"lisatty-{n}", "label": {"fi": f"{terms[0]['label']['fi']} {n}"}}
    files: dict[str, bytes | None] = {path: listed([*terms, term]).encode()}
    entry = chance.choice(bank.originals())
    fields, body = read_document(bank.texts[entry])
    given = fields.get(field, "")
    if isinstance(given, str):
        files[entry] = document({**fields, field: term["key"]}, body).encode()
    elif len(_list(given)) < _MOST_TERMS:
        files[entry] = document({**fields, field: [*_list(given), term["key"]]}, body).encode()
    return Edit(" ".join(files), files)


def note_word(bank: Bank, chance: random.Random) -> Edit | None:
    """A synonym for the search."""
    path = _LIST.format("words")
    notes = read_list(bank.texts.get(path, "[]"))
    word, synonym = _keyword(bank, chance), _keyword(bank, chance)
    if word == synonym or " " in word + synonym or any(note["word"] == word for note in notes):
        return None
    return Edit(f"{path} {word}", {path: listed([*notes, {"word": word, "synonyms": [synonym]}]).encode()})


def add_translation(bank: Bank, chance: random.Random) -> Edit | None:
    """A translation of an entry that has none in that language, with the texts of another."""
    models = [path for path in bank.documents() if path.count(".") > 1]
    if not models:
        return None
    model = chance.choice(models)
    suffix = model[model.index(".") :]
    free = [path for path in bank.originals() if path.removesuffix(".md") + suffix not in bank.texts]
    if not free:
        return None
    path = chance.choice(free).removesuffix(".md") + suffix
    fields, body = read_document(bank.texts[model])
    return _document(path, {**fields, "title": _unique(bank, str(fields["title"]))}, body)


def remove_translation(bank: Bank, chance: random.Random) -> Edit | None:
    """A translation less."""
    paths = [path for path in bank.documents((*KINDS, "pages")) if path.count(".") > 1]
    return Edit(path := chance.choice(paths), {path: None}) if paths else None


def keep_address(bank: Bank, chance: random.Random) -> Edit | None:
    """An address more that is not to be lost: of a keyword that an entry has, or of a list's further page."""
    path = "content/addresses.txt"
    url = chance.choice((f"/asiasanat/{slugify(_keyword(bank, chance))}/", "/kaytannot/sivu/2/", "/selaa/sivu/3/"))
    lines = sorted({*bank.texts.get(path, "").splitlines(), url})
    return Edit(f"{path} {url}", {path: "".join(f"{line}\n" for line in lines).encode()})


def change_image(bank: Bank, chance: random.Random) -> Edit | None:
    """Another picture under the same name."""
    return Edit(path := chance.choice(bank.images), {path: png(chance.randrange(256))}) if bank.images else None


def change_template(bank: Bank, chance: random.Random) -> Edit | None:
    """A class more in a component, an attribute on every page, or a rule of style."""
    n = chance.randrange(1000)
    paths = [
        path for path, text in bank.texts.items() if path.startswith("templates/components/") and 'class="' in text
    ]
    choices = [chance.choice([path for path in paths if path.endswith(".html")] or [""])]
    choices += ["templates/layouts/base.html", "templates/styles/base.css"]
    path = chance.choice(choices)
    if path not in bank.texts:
        return None
    text = bank.texts[path]
    if path.endswith(".css"):
        text += f"\n.muokattu-{n} {{ order: {n}; }}\n"
    elif "components" in path:
        text = re.sub(r'class="([a-z_-]+)', rf'class="\1 muokattu-{n}', text, count=1)
    else:
        text = re.sub("<body[^>]*>", f'<body data-n="{n}">', text)
    return Edit(path, {path: text.encode()})


def change_settings(bank: Bank, chance: random.Random) -> Edit | None:
    """Another setting of the whole bank."""
    name, value = chance.choice(
        (
            ("review_every", chance.randint(6, 48)),
            ("licence", chance.choice(("CC0-1.0", "CC-BY-SA-4.0"))),
            ("base_url", f"https://pankki-{chance.randint(1, 9)}.example.org/"),
            ("edit_url", f"https://example.org/{chance.randint(1, 9)}/{{path}}"),
            ("publish_contacts", "true"),
        )
    )
    lines = [line for line in bank.texts[_SETTINGS].splitlines() if not line.startswith(f"{name}:")]
    return Edit(f"{_SETTINGS} {name}", {_SETTINGS: "\n".join([*lines, f"{name}: {value}", ""]).encode()})


def touch(bank: Bank, chance: random.Random) -> Edit | None:
    """A file written again as it was."""
    path = chance.choice([path for path in bank.texts if path.startswith("content/")])
    return Edit(path, {path: bank.texts[path].encode()})


def _document(path: str, fields: Fields, body: str) -> Edit:
    """One Markdown file changed."""
    return Edit(path, {path: document(fields, body).encode()})


def _encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in texts.items()}


def _taken_over(bank: Bank, chance: random.Random, field: str) -> Edit | None:
    """Another file's value of a field, of a file in the same language."""
    path = chance.choice(bank.documents())
    suffix = path[path.index(".") :]
    fields, body = read_document(bank.texts[path])
    values = (bank.fields(other).get(field) for other in bank.documents() if other[other.index(".") :] == suffix)
    others = [value for value in values if value and value != fields.get(field)]
    return _document(path, {**fields, field: chance.choice(others)}, body) if others else None


def _keyword(bank: Bank, chance: random.Random) -> str:
    """A keyword of an entry."""
    keywords = _list(bank.fields(chance.choice(bank.originals())).get("keywords"))
    return str(chance.choice(keywords or ["arki"]))


def _unique(bank: Bank, title: str) -> str:
    """The title, with a number where a file has it."""
    titles = {fold(str(bank.fields(path)["title"])) for path in bank.documents((*KINDS, "pages"))}
    return next(own for n in count(1) if fold(own := f"{title[:110]} {n}" if n > 1 else title[:110]) not in titles)


def _list(value: object) -> list[Value]:
    return value if isinstance(value, list) else []
