"""Pages → HTML.

A page's template gets `page`, its `view` and `chrome`, and the `assets`. Everywhere, in components too, stand the texts
as `t`, the name of a field of the field table as `field(model, name)`, the page being rendered as `here.page`, and
`here.base_url`. Beside Jinja2's own filters there are these:

    url | href        the address of a page or file of the site, seen from this page
    url | absolute    the same on the web; only where base_url is set
    spoken | say      a text, marked with its language where that is not the page's
    spoken | lang     the attribute for an element that holds such a text
    title | hyphenate the text of a title as it is shown, with soft hyphens
    running | prose   running text
    day | date, event | span, since | since    times, for people and machines
    title | wordmark  the title in two parts
    html | apart      an example of a component, with ids of its own
"""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from zoomibank.content import schema
from zoomibank.content.prose import HEADING_PREFIX, Image, Link, Phrase
from zoomibank.findings.finding import SetupError
from zoomibank.site.assets import Assets
from zoomibank.site.examples import apart
from zoomibank.site.page import Output, Page
from zoomibank.site.strings import Strings
from zoomibank.site.urls import absolute, output_path, relative
from zoomibank.site.views import EventLine, Running, Spoken
from zoomibank.text import hyphenated

_INDEX: Final = "index.html"
_PLAIN_HEADING: Final = re.compile(r"(?<=>)[^<>&]+(?=</h[2-6]>)")
"""The text of a heading without markup in running text, or the end of one with."""


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share.

    `strings` are the texts by language; `base_url` is where the site is published, or "". `address_of(path, language)`
    gives the url of a content file's page, and `has_anchor(path, language, anchor)` tells whether it has a heading with
    that anchor, which is without prefix; paths are relative to the content folder.
    """

    strings: Mapping[str, Strings]
    assets: Assets
    base_url: str
    address_of: Callable[[str, str], str]
    has_anchor: Callable[[str, str, str], bool]


class _Here:
    """The page being rendered, for the filters and the components.

    It turns from page to page while the templates stay: components that got the page from their template's context
    would be run anew for each page, which takes longer than what they write.
    """

    page: Page
    site: Site
    strings: Strings
    base_url: str
    root: str
    """The way from the page to the site's root, ending in a slash, or "" in the root."""
    _index: str

    def turn_to(self, page: Page, site: Site) -> None:
        """Makes a page the one being rendered."""
        self.page, self.site, self.strings, self.base_url = page, site, site.strings[page.language], site.base_url
        if page.template == "pages/not_found.html" and site.base_url:
            # It is shown at any address that leads nowhere, so nothing in it can be relative to its own.
            self.root, self._index = urlsplit(site.base_url).path.rstrip("/") + "/", ""
        else:
            self.root, self._index = relative(page.url, "").removesuffix(_INDEX), _INDEX

    def field(self, model: str, name: str) -> str:
        """The name of a field in the page's language, by its model in the field table."""
        return schema.label(getattr(schema, model), name, self.page.language)

    # filters

    def href(self, url: str) -> str:
        """The address of an url, seen from the page."""
        target, hash_sign, anchor = url.partition("#")
        if target.endswith("/") or not target:
            target += self._index
        return f"{self.root}{target}{hash_sign}{anchor}"

    def absolute(self, url: str) -> str:
        """The address of an url on the web."""
        return absolute(self.base_url, url)

    def say(self, spoken: Spoken) -> Markup:
        """A text, marked with its language where that is not the page's."""
        if spoken.language == self.page.language:
            return escape(spoken.text)
        return Markup('<span lang="{}">{}</span>').format(spoken.language, spoken.text)

    def lang(self, spoken: Spoken | Running) -> Markup | str:
        """The attribute that marks a language, where it is not the page's."""
        return "" if spoken.language == self.page.language else Markup(' lang="{}"').format(spoken.language)

    def hyphenate(self, title: Spoken | str, language: str = "") -> str:
        """A title as it is shown: with soft hyphens in its long words. Not for anything that is compared or stored."""
        if isinstance(title, Spoken):
            return hyphenated(title.text, title.language)
        return hyphenated(title, language or self.page.language)

    def prose(self, running: Running) -> Markup:
        """Running text with its addresses and phrases filled in."""
        tables = 0
        html: list[str] = []
        for piece in running.prose.pieces:
            match piece:
                case str():
                    html.append(_PLAIN_HEADING.sub(lambda text: hyphenated(text[0], running.language), piece))
                case Link():
                    html.append(escape(self._target(piece)))
                case Image():
                    html.append(escape(self.href(self.site.assets.media[piece.path])))
                case Phrase(key="table"):
                    # Each table is a region of the page, so each needs a name of its own.
                    tables += 1
                    html.append(escape(self.strings("prose.table", number=tables)))
                case Phrase():
                    html.append(escape(self.strings(f"prose.{piece.key}", number=piece.number)))
        # The pieces are HTML that was checked when the body was read, and the rest is escaped above.
        return Markup("".join(html))  # noqa: S704

    def _target(self, link: Link) -> str:
        """Where a link of running text leads; an anchor that its page lacks in this language is left out."""
        site, language = self.site, self.page.language
        if link.path in site.assets.media:
            return self.href(site.assets.media[link.path])
        url = site.address_of(link.path, language)
        if not link.anchor or not site.has_anchor(link.path, language, link.anchor):
            return self.href(url)
        anchor = f"#{HEADING_PREFIX}{link.anchor}"
        return anchor if url == self.page.url else self.href(url + anchor)

    def date(self, day: date) -> Markup:
        """A day."""
        return _time(day.isoformat(), self.strings.date(day))

    def span(self, event: EventLine) -> Markup:
        """When an event is."""
        return _time(event.start.isoformat(), self.strings.span(event.start, event.end))

    def since(self, given: str) -> Markup:
        """From when on."""
        return _time(given, self.strings.since(given))


class _Texts:
    """The texts in the language of the page being rendered."""

    def __init__(self, here: _Here) -> None:
        self._here = here

    def __call__(self, key: str, /, **values: object) -> str:
        return self._here.strings(key, **values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._here.strings, name)


def _time(machine: str, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, text)


def _wordmark(title: str) -> tuple[str, str]:
    """The first word, with its hyphen if it has one, and the rest."""
    hyphen, space = (title.find(mark) + 1 for mark in "- ")
    end = min((place for place in (hyphen, space) if place), default=len(title))
    return title[:end], title[end:]


class _Template(Template):
    """A template whose macros are made once.

    Jinja looks at each import for globals that the importing template alone has; here all are the environment's, and
    the look would be a fourth of the time of a small page.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - Jinja's name
        return super()._get_default_module()


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates of a folder, read and compiled."""

    folder: Path
    environment: Environment
    here: _Here


def read_templates(folder: Path) -> Templates:
    """The templates of a folder, all compiled, so that a slip in any of them is found.

    Raises:
        SetupError: The folder is not there, or a template is not well-formed.
    """
    if not folder.is_dir():
        raise SetupError("templates_missing", folder=str(folder))
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    here = _Here()
    environment.template_class = _Template
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    environment.globals |= {"here": here, "t": _Texts(here), "field": here.field}
    environment.filters |= {
        "href": here.href, "absolute": here.absolute, "say": here.say, "lang": here.lang, "prose": here.prose,
        "hyphenate": here.hyphenate,
        "date": here.date, "span": here.span, "since": here.since, "wordmark": _wordmark,
        "apart": apart,
    }  # fmt: skip
    templates = Templates(folder, environment, here)
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        try:
            environment.get_template(name)
        except TemplateSyntaxError as error:
            raise _fault(templates, error.name or name, error.lineno, error.message) from None
        except (TemplateError, OSError, UnicodeDecodeError) as error:
            raise _fault(templates, name, 1, str(error)) from None
    return templates


def render(pages: Iterable[Page], *, templates: Templates, site: Site) -> Iterator[Output]:
    """The pages as HTML files.

    Raises:
        SetupError: A template asks for what is not there; the message tells the template and the line.
    """
    for page in pages:
        templates.here.turn_to(page, site)
        try:
            template = templates.environment.get_template(page.template)
            html = template.render(page=page, view=page.view, chrome=page.chrome, assets=site.assets)
        except SetupError:
            raise
        except Exception as error:
            fault = _located(templates, page.template, error)
            if fault is None:
                raise
            raise fault from error
        yield Output(output_path(page.url), html.encode(), page.origin or f"{templates.folder.name}/{page.template}")


# faults


def _located(templates: Templates, template: str, error: Exception) -> SetupError | None:
    """The fault of a template behind an error, or None where it is the program's own."""
    folder = str(templates.folder)
    frames = traceback.extract_tb(error.__traceback__)
    own: Sequence[traceback.FrameSummary] = [frame for frame in frames if frame.filename.startswith(folder)]
    if isinstance(error, TemplateSyntaxError):
        return _fault(templates, error.name or template, error.lineno, error.message)
    if not isinstance(error, TemplateError) and (not own or own[-1] is not frames[-1]):
        return None
    reason = str(error) or type(error).__name__
    if not own:
        return _fault(templates, template, 1, reason)
    name = Path(own[-1].filename).relative_to(templates.folder).as_posix()
    return _fault(templates, name, own[-1].lineno or 1, reason)


def _fault(templates: Templates, name: str, line: int, reason: str | None) -> SetupError:
    path = f"{templates.folder.name}/{name}"
    return SetupError("template_fault", path=path, line=line, reason=" ".join((reason or "").split()))
