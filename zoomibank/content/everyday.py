"""What editors type instead of a field's name or a choice, in the words of every day."""

from collections.abc import Collection
from functools import cache
from typing import Final

from zoomibank.content.schema import Record, row
from zoomibank.text import fold

_EVERYDAY_NAMES: Final = {
    "themes": "teema teemat tema teman",
    "target_groups": "kohderyhmä kohderyhmät kohderyhmat målgrupp",
    "keywords": "avainsanat asiasana hakusanat tagit tags nyckelord",
    "summary": "kuvaus esittely ingress abstract",
    "title": "nimi",
    "owner": "omistaja organisaatio vastuutaho ägare",
    "contact": "yhteystiedot yhteystieto kontakti",
    "project": "projekti",
    "added": "päivä lisätty pvm datum date",
    "reviewed": "päivitetty uppdaterad updated",
    "register_id": "id viite",
    "results": "tulos resultat",
    "materials": "linkit aineisto aineistot länkar links",
    "licence": "lisenssi license",
    "relations": "liittyy viittaukset related",
    "ways_of_working": "toimintatapa",
    "phase": "vaihe",
    "steps": "askeleet",
    "text": "teksti kuvaus",
    "kind": "tyyppi laji",
    "url": "osoite linkki länk link",
    "email": "sähköposti",
}
"""Words beside the labels that editors type as a field's name."""


_EVERYDAY_CHOICES: Final = {
    "draft": "luonnos utkast kesken",
    "published": "julkaistu publicerad valmis",
    "archived": "arkistoitu arkiverad vanhentunut",
    "superseded": "korvattu ersatt",
    "continues": "jatkaa fortsätter jatko",
    "replaces": "korvaa ersätter",
    "complements": "täydentää kompletterar",
    "part_of": "osa kuuluu",
    "requires": "edellyttää vaatii förutsätter",
    "alternative_to": "vaihtoehto alternativ",
    "see_also": "katso_myös se_även liittyy",
    "project": "hanke projekti projekt",
    "organisation": "organisaatio organisation oppilaitos",
    "network": "verkosto nätverk",
    "unknown": "tuntematon okänd",
    "guide": "opas ohje",
    "template": "pohja lomake mall",
    "slides": "esitys diat kalvot presentation",
    "report": "raportti selvitys rapport",
    "website": "verkkosivu sivusto verkkosivusto nettisivu webbplats",
    "other": "muu annan",
    "aim": "tavoite mål",
    "observed": "havaittu observerat havainto",
    "measured": "mitattu uppmätt mittaustulos",
    "peer": "vertaisarviointi vertais kollegial",
    "expert": "asiantuntija asiantuntija-arviointi",
    "green": "vihreä grön",
    "yellow": "keltainen gul",
    "red": "punainen röd",
    "once": "kerran en_gång",
    "monthly": "kuukausittain varje_månad",
    "term": "lukukausittain varje_termin",
    "yearly": "vuosittain årligen",
    "continuous": "jatkuva jatkuvasti kontinuerlig",
}
"""Words that editors type instead of a choice; `_` stands for a space."""


def everyday_choice(given: str, known: Collection[str]) -> str:
    """The choice among the known ones that an everyday word says, or ""."""
    return next((key for key in known if fold(given).replace(" ", "_") in _EVERYDAY_CHOICES.get(key, "").split()), "")


@cache
def other_names(model: type[Record]) -> dict[str, str]:
    """What an editor may type instead of a field's name, folded, each with that name: everyday words and labels."""
    everyday = {
        fold(word): name
        for name, words in _EVERYDAY_NAMES.items()
        if name in model.model_fields
        for word in words.split()
    }
    labels = {
        fold(row(field).label(language)): name
        for name, field in model.model_fields.items()
        for language in ("fi", "sv", "en")
    }
    return everyday | labels
