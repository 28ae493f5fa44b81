"""One text in several languages, as vocabularies and settings have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

TEXT_LANGUAGES: Final = ("fi", "sv", "en")
"""The languages that a text may be in."""


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in several languages; the bank's first language is always among them."""

    by_language: Mapping[str, str]

    def language(self, wanted: str, default: str) -> str:
        """The language in which the text is to be had: the wanted one, else the default."""
        return wanted if wanted in self.by_language else default

    def text(self, wanted: str, default: str) -> str:
        """The text in the wanted language, else in the default one."""
        return self.by_language[self.language(wanted, default)]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Reads `{fi: …, sv: …}`; a plain text is the text in the bank's first language."""
        return core_schema.with_info_plain_validator_function(cls._read)

    @classmethod
    def _read(cls, given: object, info: ValidationInfo) -> "Texts":
        if isinstance(given, Texts):
            return given
        context = info.context or {}
        languages = context.get("languages", ("fi",))
        if isinstance(given, str):
            return cls({languages[0]: given.strip()})
        if not isinstance(given, Mapping):
            raise PydanticCustomError("not_mapping", "mapping expected")
        for language in given:
            if language not in TEXT_LANGUAGES:
                raise PydanticCustomError("unknown_text_language", "unknown language", {"language": language})
        if languages[0] not in given:
            raise PydanticCustomError("default_language_missing", "missing", {"language": languages[0]})
        for language, text in given.items():
            if not isinstance(text, str):
                raise PydanticCustomError("not_text", "text expected", {"below": language})
        return cls({language: text.strip() for language, text in given.items()})
