import re

import pytest

from zoomibank.editing.telling import load_sentences
from zoomibank.findings.finding import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    """The same keys with the same values, and words for each."""
    finnish, own = load_sentences("fi").texts, load_sentences(language).texts
    assert own.keys() == finnish.keys()
    for key, text in own.items():
        assert text, key
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", finnish[key])), key
