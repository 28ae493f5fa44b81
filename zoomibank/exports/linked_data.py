"""The vocabularies as SKOS, and what data there is as DCAT: as Turtle and as JSON-LD."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from zoomibank.bank.facets import FACETS
from zoomibank.content.schema import VOCABULARIES, Organisation, Project, Term, WayOfWorking
from zoomibank.content.texts import Texts
from zoomibank.exports.export import Export
from zoomibank.site.local import Local
from zoomibank.site.overviews.data import BANK, CATALOG, VERSION, modified, table_file, tables, vocabulary_files
from zoomibank.site.page import Output
from zoomibank.site.urls import absolute

if TYPE_CHECKING:
    from rdflib import Graph, Literal, URIRef

_NOWHERE: Final = "urn:zoomibank:"
"""What names begin with while it is not known where the site will be."""
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_LANGUAGES: Final = {"fi": "FIN", "sv": "SWE", "en": "ENG"}
_LANGUAGE: Final = "http://publications.europa.eu/resource/authority/language/"
_VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
_LICENCE: Final = "https://spdx.org/licenses/"


def linked_data(locals_: Sequence[Local]) -> Export:
    """All vocabularies, and the description of the data."""
    paths = [path for name in VOCABULARIES for path in vocabulary_files(name)]
    return Export("linked-data", (*paths, *CATALOG), partial(_outputs, locals_))


def _outputs(locals_: Sequence[Local]) -> Iterator[Output]:
    for name in VOCABULARIES:
        yield from _written(_vocabulary(locals_[0], name), vocabulary_files(name))
    yield from _written(_catalog(locals_), CATALOG)


def _written(graph: "Graph", paths: tuple[str, str]) -> Iterator[Output]:
    """A graph in both forms; what has no order of its own is put in one."""
    turtle, json_ld = paths
    context = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
    told = json.loads(graph.serialize(format="json-ld", context=context, use_native_types=False))
    yield Output(turtle, graph.serialize(format="turtle").encode(), "open-data")
    yield Output(json_ld, (json.dumps(_in_order(told), ensure_ascii=False, indent=1) + "\n").encode(), "open-data")


def _in_order(value: Any) -> Any:  # noqa: ANN401 -- what JSON holds
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


def _graph(*prefixes: str) -> "Graph":
    from rdflib import Graph, namespace  # noqa: PLC0415 -- only builds that make linked data need it

    graph = Graph(bind_namespaces="none")
    for prefix in prefixes:
        graph.bind(prefix, getattr(namespace, prefix.upper()))
    return graph


def _name(local: Local, path: str, fragment: str = "") -> "URIRef":
    """What a thing is called: the address of its file, and its place there."""
    from rdflib import URIRef  # noqa: PLC0415

    whole = absolute(local.base_url, path) if local.base_url else f"{_NOWHERE}{path}"
    return URIRef(f"{whole}#{fragment}" if fragment else whole)


def _texts(texts: Texts | None) -> "Iterator[Literal]":
    from rdflib import Literal  # noqa: PLC0415

    for language, text in texts.by_language.items() if texts else ():
        yield Literal(text, lang=language)


def _vocabulary(local: Local, name: str) -> "Graph":
    """A vocabulary as a concept scheme; the place of a term in it is its notation."""
    from rdflib import DCTERMS, RDF, SKOS, Literal  # noqa: PLC0415

    graph = _graph("skos", "dcterms", "foaf", "owl")
    scheme = _name(local, vocabulary_files(name)[0])
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for one in local.catalogue.bank.languages:
        graph.add((scheme, DCTERMS.language, Literal(one)))
    graph.add((scheme, DCTERMS.title, Literal(local.strings(f"data.vocabulary.{name}"), lang=local.language)))
    for place, term in enumerate(local.catalogue.bank.vocabularies.named(name).terms.values(), 1):
        _add_concept(graph, local, name, term, place)
    return graph


def _add_concept(graph: "Graph", local: Local, name: str, term: Term, place: int) -> None:
    from rdflib import DCTERMS, FOAF, OWL, RDF, SKOS, Literal, URIRef  # noqa: PLC0415

    path = vocabulary_files(name)[0]
    concept, scheme = _name(local, path, term.key), _name(local, path)
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((concept, SKOS.inScheme, scheme))
    graph.add((concept, SKOS.topConceptOf, scheme))
    graph.add((concept, SKOS.notation, Literal(str(place))))
    said: dict[URIRef, list[Texts | None]] = {SKOS.prefLabel: [term.label], SKOS.definition: [term.description]}
    if isinstance(term, WayOfWorking):
        said[SKOS.scopeNote] = [term.problem, term.consequence, term.means, term.effect]
    for relation, texts in said.items():
        for one in texts:
            for literal in _texts(one):
                graph.add((concept, relation, literal))
    for alias in term.aliases:
        graph.add((concept, SKOS.altLabel, Literal(alias, lang=local.catalogue.bank.default_language)))
    if term.uri:
        graph.add((concept, SKOS.exactMatch, URIRef(term.uri)))
    if term.deprecated_by:
        graph.add((concept, OWL.deprecated, Literal(True)))  # noqa: FBT003 -- a truth as a value
        graph.add((concept, DCTERMS.isReplacedBy, _name(local, path, term.deprecated_by)))
    if isinstance(term, Organisation | Project) and term.url:
        graph.add((concept, FOAF.homepage, URIRef(term.url)))
    if name in FACETS and local.base_url and not term.deprecated_by:
        graph.add((concept, FOAF.page, URIRef(absolute(local.base_url, local.urls.term(name, term.key)))))


def _catalog(locals_: Sequence[Local]) -> "Graph":
    """The bank as a catalogue with one data set, whose files are its distributions."""
    from rdflib import DCAT, DCTERMS, RDF, XSD, Literal, URIRef  # noqa: PLC0415

    local = locals_[0]
    settings = local.catalogue.bank.settings
    graph = _graph("dcat", "dcterms", "foaf", "xsd")
    graph.bind("vcard", _VCARD)
    catalog, dataset = _name(local, CATALOG[0]), _name(local, CATALOG[0], "bank")
    graph.add((catalog, RDF.type, DCAT.Catalog))
    graph.add((catalog, DCAT.dataset, dataset))
    graph.add((dataset, RDF.type, DCAT.Dataset))
    for thing in (catalog, dataset):
        for title in _texts(settings.title):
            graph.add((thing, DCTERMS.title, title))
        for description in _texts(settings.description):
            graph.add((thing, DCTERMS.description, description))
        for language in local.catalogue.bank.languages:
            graph.add((thing, DCTERMS.language, URIRef(f"{_LANGUAGE}{_LANGUAGES[language]}")))
        _add_owner(graph, local, thing)
    graph.add((dataset, DCTERMS.hasVersion, Literal(VERSION)))
    if day := modified(local.catalogue):
        graph.add((dataset, DCTERMS.modified, Literal(day.isoformat(), datatype=XSD.date)))
    for path, media in _files(locals_):
        file = _name(local, path)
        graph.add((dataset, DCAT.distribution, file))
        graph.add((file, RDF.type, DCAT.Distribution))
        graph.add((file, DCAT.downloadURL, file))
        graph.add((file, DCAT.mediaType, URIRef(f"{_MEDIA}{media}")))
        if settings.licence:
            graph.add((file, DCTERMS.license, URIRef(f"{_LICENCE}{settings.licence}")))
    return graph


def _files(locals_: Sequence[Local]) -> Iterator[tuple[str, str]]:
    """The files of the data set, and what they are."""
    yield BANK, "application/json"
    for local in locals_:
        yield from ((table_file(local, name), "text/csv") for name in tables())
    for name in VOCABULARIES:
        yield from zip(vocabulary_files(name), ("text/turtle", "application/ld+json"), strict=True)


def _add_owner(graph: "Graph", local: Local, thing: "URIRef") -> None:
    """Who publishes it, and where to ask: the bank's own contact, which the site shows on every statement."""
    from rdflib import DCAT, DCTERMS, FOAF, RDF, URIRef  # noqa: PLC0415

    bank = local.catalogue.bank
    if bank.settings.owner:
        owner = _name(local, vocabulary_files("organisations")[0], bank.settings.owner)
        graph.add((thing, DCTERMS.publisher, owner))
        graph.add((owner, RDF.type, FOAF.Organization))
        for label in _texts(bank.vocabularies.organisations.terms[bank.settings.owner].label):
            graph.add((owner, FOAF.name, label))
    if bank.settings.contact and bank.settings.contact.email:
        contact = _name(local, CATALOG[0], "contact")
        graph.add((thing, DCAT.contactPoint, contact))
        graph.add((contact, RDF.type, URIRef(f"{_VCARD}Kind")))
        graph.add((contact, URIRef(f"{_VCARD}hasEmail"), URIRef(f"mailto:{bank.settings.contact.email}")))
