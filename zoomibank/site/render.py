"""Pages → HTML.

A page's template gets `page`, its `view` and `chrome`, and the `assets`. Everywhere, in components too, stand the texts
as `t`, the name of a field of the field table as `field(model, name)`, the page being rendered as `here.page`, and
`here.base_url`. Beside Jinja2's own filters there are these:

    url | href        the address of a page or file of the site, seen from this page
    url | absolute    the same on the web; only where base_url is set
    spoken | say      a text, marked with its language where that is not the page's
    spoken | lang     the attribute for an element that holds such a text
    texts | foreign   the languages of those texts that are not in the page's
    title | hyphenate the text of a title as it is shown, with soft hyphens
    running | prose   running text
    day | date, event | span, since | since    times, for people and machines
    title | wordmark  the title in two parts
    html | apart      an example of a component, with ids of its own

What is the same on many pages stands in `{% once key, … %} … {% endonce %}`, with all that it hangs on as keys but for
the language and the way to the root; `here.card(card, level, macro)` does the same for cards.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context

from zoomibank.findings.finding import SetupError
from zoomibank.site.examples import apart
from zoomibank.site.here import Here, Site, Texts
from zoomibank.site.page import Output, Page
from zoomibank.site.urls import output_path

__all__ = ["Once", "Site", "Templates", "read_templates", "render"]


def _wordmark(title: str) -> tuple[str, str]:
    """The first word, with its hyphen if it has one, and the rest."""
    hyphen, space = (title.find(mark) + 1 for mark in "- ")
    end = min((place for place in (hyphen, space) if place), default=len(title))
    return title[:end], title[end:]


class Once(Extension):
    """The tag `once`: a piece that is the same on all pages of a language, or on all with the same keys.

    `{% once chrome.licence, page.url %} … {% endonce %}`: all that it hangs on, but for the way to the root, is a key.
    """

    tags = {"once"}  # noqa: RUF012 - as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """A call of `here.once` with the piece as its caller."""
        line = next(parser.stream).lineno
        keys: list[nodes.Expr] = []
        while parser.stream.current.type != "block_end":
            keys.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}")
        once = nodes.Call(nodes.Getattr(nodes.Name("here", "load"), "once", "load"),
                          [place, nodes.Tuple(keys, "load")], [], None, None)  # fmt: skip
        return nodes.CallBlock(once, [], [], body).set_lineno(line)


class _Context(Context):
    """What templates run in. Nothing that they call asks for it, so calls need not look whether it does."""

    def call(self, called: Callable[..., object], /, *arguments: object, **named: object) -> object:
        """Calls a macro, a method or a function."""
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*arguments, **named)


class _Environment(Environment):
    """Knows its templates by name, and does not ask at each import whether they are still as they were."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's
        super().__init__(**options)
        self.made: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """A template by its name."""
        if name not in self.made:
            self.made[name] = super().get_template(name, parent, globals)
        return self.made[name]


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
    here: Here


def read_templates(folder: Path, *, are_sound: bool = False) -> Templates:
    """The templates of a folder, all compiled, so that a slip in any of them is found.

    Those that are known to be sound, from a build before, are compiled when they are used.

    Raises:
        SetupError: The folder is not there, or a template is not well-formed.
    """
    if not folder.is_dir():
        raise SetupError("templates_missing", folder=str(folder))
    environment = _Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    here = Here()
    environment.template_class = _Template
    environment.context_class = _Context
    environment.add_extension(Once)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    environment.globals |= {"here": here, "t": Texts(here), "field": here.field}
    environment.filters |= {
        "href": here.href, "absolute": here.absolute, "say": here.say, "lang": here.lang, "prose": here.prose,
        "foreign": here.foreign, "hyphenate": here.hyphenate,
        "date": here.date, "span": here.span, "since": here.since, "wordmark": _wordmark,
        "apart": apart,
    }  # fmt: skip
    templates = Templates(folder, environment, here)
    for path in () if are_sound else sorted(folder.rglob("*.html")):
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
            data = templates.here.settled(html).encode()
        except SetupError:
            raise
        except Exception as error:
            fault = _located(templates, page.template, error)
            if fault is None:
                raise
            raise fault from error
        yield Output(output_path(page.url), data, page.origin or f"{templates.folder.name}/{page.template}")


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
