"""The field table: every field of every file, with its labels, its guidance and what it must be.

Validation, the editors' guide, the labels of the site and, later, the JSON Schema and scaffolding all read this table.
A new field is a row here. Its `Row` gives the labels (fi, sv, en) and the guidance that editors read, in Finnish.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, ClassVar, Final, Self, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from zoomibank.content.texts import Texts
from zoomibank.content.values import (
    BaseAddress,
    Email,
    EntryRef,
    Flag,
    IsoDate,
    Key,
    Keyword,
    LanguageCode,
    Licence,
    Line,
    Moment,
    NewFilePattern,
    PathPattern,
    Since,
    Text,
    TimeZone,
    WebAddress,
    WholeNumber,
    Word,
)


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of a field beside its type.

    `guide` is the guidance for editors; a `translated` field may stand in a translation; `vocabulary` is the file,
    without its suffix, that a key or a list of keys is taken from.
    """

    fi: str
    sv: str
    en: str
    guide: str
    translated: bool = False
    vocabulary: str = ""

    def label(self, language: str) -> str:
        """The field's name for readers."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[language]


class Record(BaseModel):
    """What all records share: frozen, no unknown fields, empty where nothing is said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pairs: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Fields of which the first must not be past the second."""
    one_of: ClassVar[tuple[str, ...]] = ()
    """Fields of which at least one must be given."""

    @model_validator(mode="after")
    def _fields_agree(self) -> Self:
        for low, high in self.pairs:
            first, last = getattr(self, low), getattr(self, high)
            if first is not None and last is not None and first > last:
                raise PydanticCustomError("wrong_order", "wrong order", {"low": low, "high": high})
        if self.one_of and not any(getattr(self, name) for name in self.one_of):
            raise PydanticCustomError("nothing_given", "nothing given", {"known": self.one_of})
        return self


# fixed choices


class Language(StrEnum):
    """The languages the site speaks."""

    FI = "fi"
    SV = "sv"
    EN = "en"


class Status(StrEnum):
    """How an entry stands in the bank."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    SUPERSEDED = "superseded"


class RelationType(StrEnum):
    """What an entry is to another; the inverse is derived."""

    CONTINUES = "continues"
    REPLACES = "replaces"
    COMPLEMENTS = "complements"
    PART_OF = "part_of"
    REQUIRES = "requires"
    ALTERNATIVE_TO = "alternative_to"
    SEE_ALSO = "see_also"


class OriginKind(StrEnum):
    """What an entry came about in."""

    PROJECT = "project"
    ORGANISATION = "organisation"
    NETWORK = "network"
    UNKNOWN = "unknown"


class MaterialKind(StrEnum):
    """What a material is."""

    GUIDE = "guide"
    TEMPLATE = "template"
    VIDEO = "video"
    SLIDES = "slides"
    REPORT = "report"
    WEBSITE = "website"
    OTHER = "other"


class ResultKind(StrEnum):
    """How well a result is known, from the weakest to the strongest."""

    AIM = "aim"
    OBSERVED = "observed"
    MEASURED = "measured"


class ReviewKind(StrEnum):
    """Who reviewed."""

    PEER = "peer"
    EXPERT = "expert"


class Verdict(StrEnum):
    """What a review found."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Cadence(StrEnum):
    """How often a tool is used."""

    ONCE = "once"
    MONTHLY = "monthly"
    TERM = "term"
    YEARLY = "yearly"
    CONTINUOUS = "continuous"


class Conformance(StrEnum):
    """How far the site meets the accessibility requirements."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Check(StrEnum):
    """The plain-language warnings."""

    LONG_SENTENCES = "long_sentences"
    SUMMARY_REPEATS_TITLE = "summary_repeats_title"
    LINK_TEXT = "link_text"
    AIM_AS_MEASURED = "aim_as_measured"
    SPELLING = "spelling"


class Shows(StrEnum):
    """What a page shows below its text."""

    ACCESSIBILITY = "accessibility"


# within both kinds of entry


class Contact(Record):
    """Someone to ask; a role's mailbox is preferred to a person."""

    one_of = ("name", "role", "email", "url")

    name: Annotated[Line | None, Row("Nimi", "Namn", "Name", "Henkilön nimi, jos hän on siihen suostunut.")] = None
    role: Annotated[
        Line | None, Row("Rooli", "Roll", "Role", "Rooli tai yksikkö, esimerkiksi Hankeneuvonta.", translated=True)
    ] = None
    email: Annotated[Email | None, Row("Sähköposti", "E-post", "Email", "Mieluiten yhteinen postilaatikko.")] = None
    url: Annotated[WebAddress | None, Row("Verkkosivu", "Webbplats", "Website", "Osoite, alkaa https://.")] = None


class Origin(Record):
    """What an entry came about in."""

    kind: Annotated[OriginKind, Row("Laji", "Typ", "Kind", "Missä kuvattu asia on syntynyt.")]
    note: Annotated[
        Line | None, Row("Lisätieto", "Tilläggsuppgift", "Note", "Tarkennus yhdellä virkkeellä.", translated=True)
    ] = None


class Relation(Record):
    """What an entry says of another."""

    type: Annotated[RelationType, Row("Suhde", "Relation", "Relation", "Suhteen laji. Vastasuhde syntyy itsestään.")]
    to: Annotated[EntryRef, Row("Kohde", "Mål", "Target", "Toinen kuvaus: practices/<nimi> tai tools/<nimi>.")]
    note: Annotated[
        Line | None, Row("Lisätieto", "Tilläggsuppgift", "Note", "Miksi suhde on merkitty.", translated=True)
    ] = None


class Material(Record):
    """Something to read, watch or fill in."""

    title: Annotated[Line, Row("Nimi", "Namn", "Title", "Aineiston nimi.", translated=True)]
    url: Annotated[WebAddress, Row("Osoite", "Adress", "Address", "Verkko-osoite, alkaa https://.")]
    kind: Annotated[MaterialKind | None, Row("Laji", "Typ", "Kind", "Mikä aineisto on.")] = None
    lang: Annotated[
        LanguageCode | None, Row("Kieli", "Språk", "Language", "Aineiston kieli kahdella kirjaimella: fi, sv, en …")
    ] = None


class Result(Record):
    """What came of a practice, or is meant to."""

    text: Annotated[Text, Row("Tulos", "Resultat", "Result", "Tulos virkkeenä tai parina.", translated=True)]
    kind: Annotated[ResultKind, Row("Näyttö", "Evidens", "Evidence", "Tavoite, havaittu vai mitattu tulos.")]
    source: Annotated[
        Line | None,
        Row("Lähde", "Källa", "Source", "Mistä tulos tiedetään. Mitatulla tuloksella pakollinen.", translated=True),
    ] = None
    date: Annotated[IsoDate | None, Row("Päivä", "Datum", "Date", "Milloin tulos todettiin.")] = None


class Step(Record):
    """One step of a process."""

    title: Annotated[Line, Row("Vaihe", "Steg", "Step", "Vaiheen nimi.", translated=True)]
    text: Annotated[Text | None, Row("Kuvaus", "Beskrivning", "Text", "Mitä vaiheessa tehdään.", translated=True)] = (
        None
    )


class AdoptionPlan(Record):
    """The four parts of a plan for taking a practice into use."""

    one_of = ("decision", "plan", "measures", "enablers", "barriers")

    decision: Annotated[Text | None, Row("Päätös", "Beslut", "Decision", "Päätös käyttöönotosta.", translated=True)] = (
        None
    )
    plan: Annotated[
        Text | None, Row("Toimintasuunnitelma", "Handlingsplan", "Action plan", "Miten edetään.", translated=True)
    ] = None
    measures: Annotated[
        tuple[Text, ...],
        Row("Tulokset ja mittaaminen", "Resultat och mätning", "Results and measures", "Mistä onnistuminen nähdään.",
            translated=True),
    ] = ()  # fmt: skip
    enablers: Annotated[
        tuple[Text, ...],
        Row("Edistävät tekijät", "Främjande faktorer", "Enablers", "Mikä auttaa juurtumista.", translated=True),
    ] = ()
    barriers: Annotated[
        tuple[Text, ...],
        Row("Estävät tekijät", "Hindrande faktorer", "Barriers", "Mikä estää juurtumista.", translated=True),
    ] = ()


class Review(Record):
    """A signed and dated judgement."""

    kind: Annotated[ReviewKind, Row("Laji", "Typ", "Kind", "Vertais- vai asiantuntija-arviointi.")]
    by: Annotated[Line, Row("Arvioija", "Bedömare", "Reviewer", "Kuka arvioi: henkilö tai ryhmä.")]
    organisation: Annotated[
        Key | None,
        Row("Organisaatio", "Organisation", "Organisation", "Arvioijan organisaatio.", vocabulary="organisations"),
    ] = None
    date: Annotated[IsoDate, Row("Päivä", "Datum", "Date", "Milloin arvioitiin.")]
    verdict: Annotated[Verdict, Row("Tulos", "Utfall", "Verdict", "Vihreä, keltainen vai punainen.")]
    note: Annotated[Text | None, Row("Perustelu", "Motivering", "Note", "Arvion perustelu.", translated=True)] = None


class Adoption(Record):
    """Someone who has taken a practice into use."""

    organisation: Annotated[
        Key,
        Row("Organisaatio", "Organisation", "Organisation", "Kuka on ottanut käyttöön.", vocabulary="organisations"),
    ]
    since: Annotated[
        Since | None, Row("Alkaen", "Sedan", "Since", "Mistä alkaen: vuosi, kuukausi (2024-08) tai päivä.")
    ] = None
    phase: Annotated[
        Key | None, Row("Vaihe", "Fas", "Phase", "Miten pitkällä käyttöönotto on.", vocabulary="phases")
    ] = None
    note: Annotated[Text | None, Row("Lisätieto", "Tilläggsuppgift", "Note", "Tarkennus.", translated=True)] = None


class Duration(Record):
    """How long a tool takes."""

    pairs = (("min_minutes", "max_minutes"),)
    one_of = ("min_minutes", "max_minutes")

    min_minutes: Annotated[
        WholeNumber | None, Field(ge=1, le=100_000), Row("Vähintään", "Minst", "At least", "Minuutteina.")
    ] = None
    max_minutes: Annotated[
        WholeNumber | None, Field(ge=1, le=100_000), Row("Enintään", "Högst", "At most", "Minuutteina.")
    ] = None


class Participants(Record):
    """How many take part."""

    pairs = (("min", "max"),)
    one_of = ("min", "max")

    min: Annotated[
        WholeNumber | None, Field(ge=1, le=100_000), Row("Vähintään", "Minst", "At least", "Henkilömäärä.")
    ] = None
    max: Annotated[
        WholeNumber | None, Field(ge=1, le=100_000), Row("Enintään", "Högst", "At most", "Henkilömäärä.")
    ] = None


class ToolOutput(Record):
    """What a tool has yielded."""

    title: Annotated[Line, Row("Nimi", "Namn", "Title", "Tuotoksen nimi.", translated=True)]
    url: Annotated[WebAddress | None, Row("Osoite", "Adress", "Address", "Verkko-osoite.")] = None
    date: Annotated[IsoDate | None, Row("Päivä", "Datum", "Date", "Milloin tuotos valmistui.")] = None


class Event(Record):
    """A meeting or another happening of a tool."""

    pairs = (("start", "end"),)

    title: Annotated[Line, Row("Nimi", "Namn", "Title", "Tapahtuman nimi.", translated=True)]
    start: Annotated[Moment, Row("Alkaa", "Börjar", "Starts", "Esimerkiksi 2026-03-12T09:00+02:00.")]
    end: Annotated[Moment | None, Row("Päättyy", "Slutar", "Ends", "Samassa muodossa kuin alku.")] = None
    place: Annotated[Line | None, Row("Paikka", "Plats", "Place", "Paikka tai Etäyhteys.", translated=True)] = None
    url: Annotated[WebAddress | None, Row("Osoite", "Adress", "Address", "Ilmoittautuminen tai lisätieto.")] = None


class Common(Record):
    """What practices and tools have in common."""

    title: Annotated[
        Line, Field(min_length=3, max_length=120),
        Row("Otsikko", "Rubrik", "Title", "Nimi, jolla kuvaus tunnetaan. Ei sama kuin toisella.", translated=True),
    ]  # fmt: skip
    summary: Annotated[
        Text, Field(min_length=40, max_length=900),
        Row("Tiivistelmä", "Sammanfattning", "Summary", "Mitä, kenelle ja miksi: muutama virke ilman muotoiluja.",
            translated=True),
    ]  # fmt: skip
    themes: Annotated[
        tuple[Key, ...], Field(min_length=1, max_length=5),
        Row("Kehittämisteemat", "Utvecklingsteman", "Development themes", "Teemojen avaimet.", vocabulary="themes"),
    ] = ()  # fmt: skip
    target_groups: Annotated[
        tuple[Key, ...], Field(min_length=1, max_length=8),
        Row("Kohderyhmät", "Målgrupper", "Target groups", "Kohderyhmien avaimet.", vocabulary="target-groups"),
    ] = ()  # fmt: skip
    keywords: Annotated[
        tuple[Keyword, ...], Field(max_length=12),
        Row("Asiasanat", "Ämnesord", "Keywords", "Hakusanoja perusmuodossa, 1–4 sanaa kukin, ei virkkeitä.",
            translated=True),
    ] = ()  # fmt: skip
    aliases: Annotated[
        tuple[Line, ...],
        Row(
            "Tunnetaan myös", "Känd även som", "Also known as", "Muita nimiä, joilla lukijat hakevat.", translated=True
        ),
    ] = ()
    owner: Annotated[
        Key, Row("Hallinnoija", "Förvaltare", "Owner", "Organisaatio, joka vastaa.", vocabulary="organisations")
    ]
    contact: Annotated[
        Contact | None, Row("Yhteyshenkilö", "Kontaktperson", "Contact person", "Keneltä voi kysyä.")
    ] = None
    project: Annotated[
        Key | None,
        Row("Hanke jonka osana syntynyt", "Projekt", "Project", "Hankkeen avain.", vocabulary="projects"),
    ] = None
    origin: Annotated[
        Origin | None, Row("Syntynyt osana", "Uppkommit inom", "Created as part of", "Missä asia on syntynyt.")
    ] = None
    added: Annotated[
        IsoDate, Row("Lisätty rekisteriin", "Införd i registret", "Added to the register", "Päivä muodossa 2024-05-31.")
    ]
    reviewed: Annotated[
        IsoDate | None, Row("Tarkistettu", "Granskad", "Reviewed", "Päivä, jona sisältö viimeksi todettiin oikeaksi.")
    ] = None
    review_every: Annotated[
        WholeNumber | None, Field(ge=1, le=240),
        Row("Tarkistusväli", "Granskningsintervall", "Review interval", "Kuukausina. Oletus on tiedostossa site.yaml."),
    ] = None  # fmt: skip
    status: Annotated[Status, Row("Tila", "Status", "Status", "Oletus on julkaistu (published).")] = Status.PUBLISHED
    register_id: Annotated[
        WholeNumber | None, Field(ge=1, le=9_999_999),
        Row("Hyvät käytännöt viite id", "Referens-id för god praxis", "Good practice reference id",
            "Numero rekisterissä. Antaa pysyvän lyhyen osoitteen /id/<numero>/."),
    ] = None  # fmt: skip
    relations: Annotated[
        tuple[Relation, ...], Row("Suhteet", "Relationer", "Relations", "Miten kuvaus liittyy muihin.")
    ] = ()
    not_duplicate_of: Annotated[
        tuple[EntryRef, ...],
        Row("Ei kaksoiskappale", "Inte en dubblett av", "Not a duplicate of", "Muistuttavat mutta eri kuvaukset."),
    ] = ()
    materials: Annotated[
        tuple[Material, ...], Row("Materiaalit", "Material", "Materials", "Oppaat, pohjat ja muut aineistot.")
    ] = ()
    licence: Annotated[
        Licence | None, Row("Käyttöoikeus", "Licens", "Licence", "SPDX-tunnus. Oletus on tiedostossa site.yaml.")
    ] = None
    previous_slugs: Annotated[
        tuple[Key, ...],
        Row("Entiset osoitteet", "Tidigare adresser", "Previous addresses", "Tiedoston aiemmat nimet ilman päätettä."),
    ] = ()


class Practice(Common):
    """A good practice (hyvä käytäntö)."""

    themes: Annotated[
        tuple[Key, ...], Field(min_length=1, max_length=5),
        Row("Kehittämisteemat", "Utvecklingsteman", "Development themes", "1–5 teeman avaimet.", vocabulary="themes"),
    ]  # fmt: skip
    target_groups: Annotated[
        tuple[Key, ...], Field(min_length=1, max_length=8),
        Row("Kohderyhmät", "Målgrupper", "Target groups", "1–8 kohderyhmän avaimet.", vocabulary="target-groups"),
    ]  # fmt: skip
    results: Annotated[
        tuple[Result, ...], Row("Tulokset", "Resultat", "Results", "Mitä on tavoiteltu, havaittu tai mitattu.")
    ] = ()
    phase: Annotated[
        Key | None,
        Row("Kiinni strategiaan -vaihe", "Förankringsfas", "Adoption phase", "Miten pitkälle käytäntö on edennyt.",
            vocabulary="phases"),
    ] = None  # fmt: skip
    steps: Annotated[tuple[Step, ...], Row("Vaiheet", "Steg", "Steps", "Eteneminen järjestyksessä.")] = ()
    adoption: Annotated[
        AdoptionPlan | None,
        Row("Juurruttamissuunnitelma", "Förankringsplan", "Adoption plan", "Suunnitelman neljä osaa."),
    ] = None
    reviews: Annotated[
        tuple[Review, ...], Row("Arvioinnit", "Bedömningar", "Reviews", "Vertais- ja asiantuntija-arvioinnit.")
    ] = ()
    adoptions: Annotated[
        tuple[Adoption, ...], Row("Käytössä", "I bruk", "In use", "Ketkä ovat ottaneet käytännön käyttöön.")
    ] = ()


class Tool(Common):
    """A coordination tool (koordinaation väline)."""

    ways_of_working: Annotated[
        tuple[Key, ...], Field(min_length=1, max_length=4),
        Row("Toimintatavat", "Arbetssätt", "Ways of working", "1–4 toimintatapaa, joita väline palvelee.",
            vocabulary="ways-of-working"),
    ]  # fmt: skip
    goals: Annotated[
        tuple[Key, ...],
        Row(
            "Tavoitteet", "Mål", "Goals", "Koordinaatiohankkeen tavoitteet, joita väline palvelee.", vocabulary="goals"
        ),
    ] = ()
    cadence: Annotated[Cadence | None, Row("Rytmi", "Rytm", "Cadence", "Miten usein välinettä käytetään.")] = None
    duration: Annotated[Duration | None, Row("Kesto", "Tid", "Duration", "Kesto minuutteina.")] = None
    participants: Annotated[
        Participants | None, Row("Osallistujat", "Deltagare", "Participants", "Montako osallistuu.")
    ] = None
    steps: Annotated[tuple[Step, ...], Row("Vaiheet", "Steg", "Steps", "Eteneminen järjestyksessä.")] = ()
    strengths: Annotated[
        tuple[Text, ...], Row("Vahvuudet", "Styrkor", "Strengths", "Missä väline on hyvä.", translated=True)
    ] = ()
    weaknesses: Annotated[
        tuple[Text, ...], Row("Heikkoudet", "Svagheter", "Weaknesses", "Mitä on otettava huomioon.", translated=True)
    ] = ()
    outputs: Annotated[tuple[ToolOutput, ...], Row("Tuotokset", "Resultat", "Outputs", "Mitä on syntynyt.")] = ()
    events: Annotated[tuple[Event, ...], Row("Tapahtumat", "Evenemang", "Events", "Tapaamiset aikoineen.")] = ()


class Article(Record):
    """A page beside the entries."""

    title: Annotated[
        Line, Field(min_length=3, max_length=120), Row("Otsikko", "Rubrik", "Title", "Sivun otsikko.", translated=True)
    ]
    summary: Annotated[
        Text, Field(min_length=40, max_length=900),
        Row("Tiivistelmä", "Sammanfattning", "Summary", "Mistä sivu kertoo.", translated=True),
    ]  # fmt: skip
    order: Annotated[
        WholeNumber | None, Field(ge=1, le=1000),
        Row("Järjestys", "Ordning", "Order", "Paikka valikossa. Numerottomat ovat viimeisinä aakkosjärjestyksessä."),
    ] = None  # fmt: skip
    shows: Annotated[
        Shows | None, Row("Näyttää", "Visar", "Shows", "accessibility liittää saavutettavuusselosteen tiedot.")
    ] = None
    previous_slugs: Annotated[
        tuple[Key, ...],
        Row("Entiset osoitteet", "Tidigare adresser", "Previous addresses", "Tiedoston aiemmat nimet ilman päätettä."),
    ] = ()


# vocabularies


class Term(Record):
    """A term of a vocabulary."""

    key: Annotated[Key, Row("Avain", "Nyckel", "Key", "Lyhyt tunnus osoitteita varten. Älä muuta julkaistua.")]
    label: Annotated[Texts, Row("Nimi", "Namn", "Label", "Nimi kielittäin.")]
    description: Annotated[Texts | None, Row("Kuvaus", "Beskrivning", "Description", "Selitys kielittäin.")] = None
    aliases: Annotated[tuple[Line, ...], Row("Rinnakkaisnimet", "Alternativa namn", "Aliases", "Muita nimiä.")] = ()
    uri: Annotated[WebAddress | None, Row("Käsite", "Begrepp", "Concept", "Käsitteen osoite, esimerkiksi YSO.")] = None
    deprecated_by: Annotated[
        Key | None, Row("Korvaava avain", "Ersättande nyckel", "Replaced by", "Termi, jota käytetään tämän sijaan.")
    ] = None


class WayOfWorking(Term):
    """A way of working: from a problem through means to an effect."""

    problem: Annotated[Texts | None, Row("Haaste", "Utmaning", "Problem", "Mikä on ongelmana.")] = None
    consequence: Annotated[Texts | None, Row("Seuraus", "Följd", "Consequence", "Mitä haasteesta seuraa.")] = None
    means: Annotated[Texts | None, Row("Keino", "Medel", "Means", "Miten haasteeseen vastataan.")] = None
    effect: Annotated[Texts | None, Row("Vaikutus", "Effekt", "Effect", "Mitä keinosta seuraa.")] = None


class Organisation(Term):
    """An organisation that owns, reviews or adopts."""

    url: Annotated[WebAddress | None, Row("Verkkosivu", "Webbplats", "Website", "Organisaation kotisivu.")] = None


class Project(Term):
    """A project that entries came about in."""

    pairs = (("start", "end"),)

    code: Annotated[Line | None, Row("Hankekoodi", "Projektkod", "Project code", "Rahoittajan tunnus.")] = None
    url: Annotated[
        WebAddress | None, Row("Hankkeen kotisivu", "Projektets webbplats", "Project website", "Osoite.")
    ] = None
    funder: Annotated[Texts | None, Row("Rahoittaja", "Finansiär", "Funder", "Rahoittaja.")] = None
    programme: Annotated[Texts | None, Row("Ohjelma", "Program", "Programme", "Rahoitusohjelma.")] = None
    start: Annotated[IsoDate | None, Row("Alkoi", "Började", "Started", "Ensimmäinen päivä.")] = None
    end: Annotated[IsoDate | None, Row("Päättyi", "Slutade", "Ended", "Viimeinen päivä.")] = None
    owner: Annotated[
        Key | None, Row("Toteuttaja", "Genomförare", "Carried out by", "Organisaatio.", vocabulary="organisations")
    ] = None


class WordNote(Record):
    """What editors know better than the dictionary of a word that readers search for."""

    one_of = ("lemma", "parts", "synonyms")

    word: Annotated[Word, Row("Sana", "Ord", "Word", "Sana siinä muodossa, jossa se on teksteissä.")]
    language: Annotated[
        Language | None, Row("Kieli", "Språk", "Language", "Sanan kieli, jos se on muu kuin pankin ensimmäinen.")
    ] = None
    lemma: Annotated[Word | None, Row("Perusmuoto", "Grundform", "Base form", "Sanan perusmuoto.")] = None
    parts: Annotated[
        tuple[Word, ...],
        Field(max_length=6),
        Row("Osat", "Delar", "Parts", "Yhdyssanan osat perusmuodossa."),
    ] = ()
    synonyms: Annotated[
        tuple[Word, ...],
        Field(max_length=20),
        Row("Synonyymit", "Synonymer", "Synonyms", "Sanat, joilla samaa asiaa haetaan, perusmuodossa."),
    ] = ()


VOCABULARIES: Final[dict[str, type[Term]]] = {
    "themes": Term,
    "target-groups": Term,
    "ways-of-working": WayOfWorking,
    "goals": Term,
    "phases": Term,
    "organisations": Organisation,
    "projects": Project,
    "review-criteria": Term,
}
"""The vocabulary files, without their suffix, and what a term of each is."""
UNNAMED: Final = frozenset({"review-criteria"})
"""Those that no entry names: a bank may be without them, and none of their terms is unused."""


# settings


class Accessibility(Record):
    """The facts of the accessibility statement."""

    level: Annotated[Conformance, Row("Taso", "Nivå", "Conformance", "Miten hyvin vaatimukset täyttyvät.")]
    assessed: Annotated[IsoDate, Row("Arvioitu", "Bedömd", "Assessed", "Milloin saavutettavuus arvioitiin.")]
    method: Annotated[Texts, Row("Arviointitapa", "Metod", "Method", "Miten arvioitiin.")]
    exceptions: Annotated[
        tuple[Texts, ...], Row("Puutteet", "Brister", "Exceptions", "Mikä ei ole saavutettavaa.")
    ] = ()
    authority: Annotated[Texts, Row("Valvoja", "Tillsynsmyndighet", "Authority", "Valvova viranomainen.")]


class Settings(Record):
    """`site.yaml`: the bank's settings."""

    title: Annotated[Texts, Row("Nimi", "Namn", "Title", "Pankin nimi kielittäin.")]
    description: Annotated[Texts | None, Row("Kuvaus", "Beskrivning", "Description", "Yksi virke pankista.")] = None
    languages: Annotated[
        tuple[Language, ...], Field(min_length=1), Row("Kielet", "Språk", "Languages", "Ensimmäinen on oletuskieli.")
    ] = (Language.FI,)
    base_url: Annotated[
        BaseAddress | None, Row("Osoite", "Adress", "Address", "Julkaistun sivuston osoite, alkaa https://.")
    ] = None
    time_zone: Annotated[TimeZone, Row("Aikavyöhyke", "Tidszon", "Time zone", "Esimerkiksi Europe/Helsinki.")] = (
        "Europe/Helsinki"
    )
    owner: Annotated[
        Key | None, Row("Ylläpitäjä", "Ägare", "Owner", "Pankista vastaava organisaatio.", vocabulary="organisations")
    ] = None
    contact: Annotated[Contact | None, Row("Yhteystiedot", "Kontakt", "Contact", "Mihin palaute lähetetään.")] = None
    licence: Annotated[Licence | None, Row("Käyttöoikeus", "Licens", "Licence", "Kuvausten oletuslisenssi.")] = None
    review_every: Annotated[
        WholeNumber, Field(ge=1, le=240), Row("Tarkistusväli", "Granskningsintervall", "Review interval", "Kuukausina.")
    ] = 24
    edit_url: Annotated[
        PathPattern | None, Row("Muokkausosoite", "Redigeringsadress", "Edit address", "Osoite, jossa on {path}.")
    ] = None
    new_file_url: Annotated[
        NewFilePattern | None,
        Row("Uuden osoite", "Adress för ny fil", "New file address", "Osoite, jossa on {path} ja ehkä {content}."),
    ] = None
    publish_contacts: Annotated[
        Flag,
        Row("Julkaise yhteystiedot", "Publicera kontakter", "Publish contacts", "Avoimessa datassa: true tai false."),
    ] = False
    accessibility: Annotated[
        Accessibility | None,
        Row("Saavutettavuus", "Tillgänglighet", "Accessibility", "Saavutettavuusselosteen tiedot."),
    ] = None
    checks: Annotated[
        tuple[Check, ...], Row("Tarkistukset", "Kontroller", "Checks", "Selkeän kielen varoitukset, jotka ovat päällä.")
    ] = tuple(Check)


KINDS: Final[dict[str, type[Practice] | type[Tool] | type[Article]]] = {
    "practices": Practice,
    "tools": Tool,
    "pages": Article,
}
"""The folders of Markdown files, and what a file of each is."""


# reading the table


def row(field: FieldInfo) -> Row:
    """The row of a field."""
    return next(part for part in field.metadata if isinstance(part, Row))


def label(model: type[Record], field: str, language: str) -> str:
    """The name of a model's field for readers."""
    return row(model.model_fields[field]).label(language)


def nested(field: FieldInfo) -> type[Record] | None:
    """The record that a field holds, alone or in a list, or None."""
    return _record_in(field.annotation)


def _record_in(annotation: object) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    if get_origin(annotation) in {Union, UnionType, tuple, Annotated}:
        found = (_record_in(part) for part in get_args(annotation) if part not in {NoneType, Ellipsis})
        return next((record for record in found if record), None)
    return None


@cache
def vocabulary_fields(model: type[Record]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The ways to a model's vocabulary keys, each as its field names from the top, with the vocabulary's name."""
    found: list[tuple[tuple[str, ...], str]] = []
    for name, field in model.model_fields.items():
        if vocabulary := row(field).vocabulary:
            found.append(((name,), vocabulary))
        elif inner := nested(field):
            found += [((name, *way), vocabulary) for way, vocabulary in vocabulary_fields(inner)]
    return tuple(found)


@cache
def translated_fields(model: type[Record]) -> dict[str, frozenset[str]]:
    """The fields that a translation may hold, each with its inner fields that it may hold (if there are any)."""
    found = {}
    for name, field in model.model_fields.items():
        inner = nested(field)
        below = frozenset(translated_fields(inner)) if inner and not row(field).translated else frozenset[str]()
        if row(field).translated or below:
            found[name] = below
    return found
