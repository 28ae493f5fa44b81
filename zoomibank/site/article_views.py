"""The views of articles, and their order."""

from zoomibank.content.entry import Entry
from zoomibank.content.schema import Article, Shows
from zoomibank.site.entry_views import DEEPEST
from zoomibank.site.local import Local, edit_address
from zoomibank.site.views import ArticleView, Crumb, Heading, LinkTo, Running, Spoken, Statement
from zoomibank.text import sort_key


def articles(local: Local) -> list[Entry[Article]]:
    """The articles in the order of the menu: by number, then those without one by title."""

    def key(article: Entry[Article]) -> tuple[int, tuple[str, str]]:
        record = article.original.record
        return record.order or 10_000, sort_key(article.edition(local.language).record.title, local.language)

    return sorted(local.catalogue.bank.articles, key=key)


def article_link(local: Local, article: Entry[Article]) -> LinkTo:
    """A link to the page of an article."""
    edition = article.edition(local.language)
    return LinkTo(local.text(edition, "title", edition.record.title), local.urls.entry(article.ref))


def article_view(local: Local, article: Entry[Article]) -> ArticleView:
    """The view of an article's page."""
    edition = article.edition(local.language)
    record = edition.record
    settings = local.catalogue.bank.settings
    title = local.text(edition, "title", record.title)
    prose, language = edition.body, edition.language_of("body")
    shows_statement = record.shows is Shows.ACCESSIBILITY and settings.accessibility is not None
    contents = [
        Heading(heading.id, Spoken(heading.text, language), heading.level)
        for heading in prose.headings
        if heading.level <= DEEPEST
    ]
    if shows_statement:
        contents.append(local.section("statement"))
    return ArticleView(
        crumbs=local.crumbs(Crumb(title, local.urls.entry(article.ref))),
        contents=tuple(contents),
        title=title,
        summary=local.text(edition, "summary", record.summary),
        translated=local.language in article.editions,
        body=Running(prose, language) if prose.pieces else None,
        statement=_statement(local) if shows_statement else None,
        edit_address=edit_address(settings.edit_url, edition.path),
    )


def _statement(local: Local) -> Statement | None:
    settings = local.catalogue.bank.settings
    facts = settings.accessibility
    if facts is None:
        return None
    return Statement(
        level=facts.level.value,
        assessed=facts.assessed,
        method=local.said(facts.method),
        exceptions=tuple(local.said(texts) for texts in facts.exceptions),
        authority=local.said(facts.authority),
        contact=local.contact(None, settings.contact),
    )
