"""What editors and developers do to a bank, one thing after another, by chance that repeats itself."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from tests import edit_kinds
from tests.bank_files import Bank, Edit, apply, read_bank

Maker = Callable[[Bank, random.Random], Edit | None]

EDITS: Final[Mapping[str, Maker | None]] = {
    "add an entry:": edit_kinds.add_entry,
    "change the body of": edit_kinds.change_body,
    "change the title of": edit_kinds.change_title,
    "change the summary of": edit_kinds.change_summary,
    "change the keywords of": edit_kinds.change_keywords,
    "change the status of": edit_kinds.change_status,
    "note the review of": edit_kinds.review,
    "relate": edit_kinds.relate,
    "rename": edit_kinds.rename,
    "delete": edit_kinds.delete_entry,
    "change a label in": edit_kinds.change_label,
    "add a term in": edit_kinds.add_term,
    "note a word in": edit_kinds.note_word,
    "add a translation:": edit_kinds.add_translation,
    "remove the translation": edit_kinds.remove_translation,
    "keep the address": edit_kinds.keep_address,
    "change the picture": edit_kinds.change_image,
    "change the template": edit_kinds.change_template,
    "change": edit_kinds.change_settings,
    "touch": edit_kinds.touch,
    "go back": None,
}
"""All kinds of edits; going back is done by the walk itself, which knows what there was."""

BACK: Final = 60
"""So many edits at most can be gone back on."""


class Walk:
    """Edits one after another: each kind of edit once in an order of chance, then all of them again."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)  # noqa: S311 -- it repeats itself on purpose
        self.undoing: list[Edit] = []
        self.kinds = self._kinds()

    def step(self) -> str:
        """Makes the next edit that there is something for, and says what it was."""
        for name, maker in self.kinds:
            if maker is None:
                back = self.undoing[-self.chance.randint(1, 3) :]
                del self.undoing[len(self.undoing) - len(back) :]
                for edit in reversed(back):
                    apply(self.root, edit)
                if back:
                    return f"{name}: {', '.join(edit.what for edit in reversed(back))}"
            elif found := maker(read_bank(self.root), self.chance):
                told = f"{name} {found.what}"
                self.undoing.append(apply(self.root, replace(found, what=told)))
                del self.undoing[:-BACK]
                return told
        raise AssertionError("there is always another kind")

    def _kinds(self) -> Iterator[tuple[str, Maker | None]]:
        while True:
            yield from self.chance.sample([(name, maker) for name, maker in EDITS.items()], len(EDITS))
