"""The vocabularies of made-up banks: labels in Finnish, Swedish and English."""

from typing import Final

from tests.bench.files import LANGUAGES, Fields
from zoomibank.text import slugify

VOCABULARIES: Final = {
    "themes": (
        ("Ohjaus ja tuki", "Handledning och stöd", "Guidance and support"),
        ("Hyvä arki", "En god vardag", "Everyday wellbeing"),
        ("Työssä oppiminen", "Lärande i arbetet", "Learning at work"),
        ("Nivelvaiheet", "Övergångsskeden", "Transition stages"),
        ("Digitaalinen oppiminen", "Digitalt lärande", "Digital learning"),
        ("Osallisuus", "Delaktighet", "Participation"),
        ("Monikielisyys", "Flerspråkighet", "Multilingualism"),
        ("Johtaminen ja laatu", "Ledning och kvalitet", "Leadership and quality"),
        ("Kestävä elämäntapa", "Hållbar livsstil", "Sustainable living"),
        ("Verkostot", "Nätverk", "Networks"),
        ("Osaamisen arviointi", "Bedömning av kunnande", "Assessment of competence"),
        ("Yrittäjyys", "Företagsamhet", "Entrepreneurship"),
    ),
    "target-groups": (
        ("Opiskelijat", "Studerande", "Students"),
        ("Opettajat", "Lärare", "Teachers"),
        ("Opinto-ohjaajat", "Studiehandledare", "Guidance counsellors"),
        ("Työpaikkaohjaajat", "Arbetsplatshandledare", "Workplace instructors"),
        ("Huoltajat", "Vårdnadshavare", "Guardians"),
        ("Johto ja esihenkilöt", "Ledning och chefer", "Management"),
        ("Kehittäjät", "Utvecklare", "Developers"),
        ("Nuorisotyö", "Ungdomsarbete", "Youth work"),
        ("Työnantajat", "Arbetsgivare", "Employers"),
        ("Asuntoloiden henkilöstö", "Internatens personal", "Dormitory staff"),
    ),
    "phases": (
        ("Idea", "Idé", "Idea"),
        ("Kokeilu", "Försök", "Trial"),
        ("Rakenne", "Struktur", "Structure"),
        ("Arki", "Vardag", "Everyday use"),
    ),
    "ways-of-working": (
        ("Kohdataan", "Vi möts", "Meeting"),
        ("Kootaan", "Vi samlar", "Gathering"),
        ("Kerrotaan", "Vi berättar", "Telling"),
        ("Koulutetaan", "Vi utbildar", "Training"),
    ),
    "goals": (("Yhteistyö", "Samarbete", "Cooperation"), ("Tieto", "Kunskap", "Knowledge")),
}


def term(*labels: str) -> Fields:
    """A term with its labels in Finnish and, if given, in Swedish and English."""
    return {"key": slugify(labels[0]), "label": dict(zip(LANGUAGES, labels, strict=False))}
