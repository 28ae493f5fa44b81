"""What the commands beside the build say and ask, in the editor's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from zoomibank.findings.formats import filled


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one language by their keys."""

    language: str
    texts: Mapping[str, str]

    def say(self, key: str, /, **values: str | int) -> str:
        """The sentence with its values, which are data: nothing in them steers a terminal."""
        return filled(self.texts[key], **values)


def load_sentences(language: str) -> Sentences:
    """The sentences in one of `LANGUAGES`."""
    path = Path(__file__).with_name("sentences") / f"{language}.yaml"
    texts = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return Sentences(language, {f"{part}.{name}": text for part, own in texts.items() for name, text in own.items()})
