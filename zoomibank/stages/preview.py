"""A site whose files are made when they are asked for, and written nowhere: the same bytes that a build publishes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Final

from zoomibank.bank.dictionary import Dictionary
from zoomibank.content.entry import Ref
from zoomibank.exports.booklet import entry_script
from zoomibank.exports.export import Export
from zoomibank.exports.exported import exported
from zoomibank.exports.search_index import search_index
from zoomibank.exports.sitemap import sitemap
from zoomibank.site.local import Local
from zoomibank.site.page import Output, Page
from zoomibank.site.pages import Sheet
from zoomibank.site.render import Site, Templates, render
from zoomibank.site.urls import entries_folder, output_path, search_folder
from zoomibank.stages.learn import learn_words
from zoomibank.stages.read import Kept

Found = Callable[[str], Output | None]
"""Gives the file at a path, if there is one."""

_MISSING: Final = "404.html"


@dataclass(frozen=True, slots=True)
class Preview:
    """A site that is not there until it is asked for. One thread at a time may ask.

    `sheets` are by the paths of their pages, each with the page's number from 0; `exports` give the other files, by how
    their paths begin. `looks` are the contents of the templates' files.
    """

    looks: Mapping[str, str]
    templates: Templates
    site: Site
    sheets: Mapping[str, tuple[Sheet, int]]
    exports: Mapping[str, Found]

    def file(self, path: str) -> Output | None:
        """The file at a path below the site's root; None when the site has none there.

        Raises:
            SetupError: A template is at fault.
        """
        if path in self.sheets:
            return self.page(path)[1]
        return next((found(path) for start, found in self.exports.items() if path.startswith(start)), None)

    def page(self, path: str) -> tuple[Page, Output]:
        """The page at a path where there is one, and its file."""
        return self._made(path, self.site)

    def missing(self, path: str, *, root: str) -> Output | None:
        """The page that tells that nothing is at a path, in the language of what stands around it.

        Args:
            path: Where nothing is.
            root: The address of the site's root, for a site that does not know where it will be published.
        """
        names = [name for name in self.sheets if name.endswith(_MISSING)]
        around = [name for name in names if path.startswith(name.removesuffix(_MISSING))]
        site = self.site if self.site.base_url else replace(self.site, base_url=root)
        return self._made(max(around, key=len), site)[1] if around else None

    def prove(self) -> None:
        """Makes a page of each kind.

        Raises:
            SetupError: A template is at fault.
        """
        kinds = {sheet.draft.template: path for path, (sheet, _) in self.sheets.items()}
        for path in kinds.values():
            self.page(path)

    def _made(self, path: str, site: Site) -> tuple[Page, Output]:
        sheet, number = self.sheets[path]
        (page,) = islice(sheet.pages(), number, number + 1)
        (output,) = render([page], templates=self.templates, site=site)
        return page, output


def laid_out(  # noqa: PLR0913 -- all that a site is made of
    templates: Templates,
    site: Site,
    sheets: Sequence[Sheet],
    locals_: Sequence[Local],
    *,
    searched: "Searched",
    looks: Mapping[str, str],
) -> Preview:
    """The preview of a site.

    Args:
        templates: Those of the site.
        site: What all pages share.
        sheets: All pages, before they are made.
        locals_: The catalogue in each language.
        searched: What its search is made with.
        looks: The contents of the templates' files.
    """
    by_path = {output_path(url): (sheet, number) for sheet in sheets for number, url in enumerate(sheet.draft.urls)}
    exports: dict[str, Found] = {}
    preview = Preview(looks, templates, site, by_path, exports)
    assets = {output.path: output for output in site.assets.outputs}
    exports["assets/"] = assets.get
    about_all = cache(lambda: {output.path: output for output in sitemap(sheets, base_url=site.base_url)})
    for local in locals_:
        index = cache(partial(searched.files, local))
        exports[search_folder(local.language)] = partial(_one_of, index)
        exports[f"{entries_folder(local.language)}/"] = partial(_script, preview, local)
    for export in exported(locals_):
        made = cache(partial(_by_path, export))
        for path in export.paths:
            exports[path] = partial(_one_of, made)
    for path in ("robots.txt", "_redirects", "sitemap.xml"):
        exports[path] = partial(_one_of, about_all)
    return preview


@dataclass(frozen=True, slots=True)
class Searched:
    """What searches are made with: where the words of entries and those of earlier builds are, and the dictionaries."""

    kept: Kept
    cache: Path | None
    find: Callable[[str], Dictionary | None]

    def files(self, local: Local) -> Mapping[str, Output]:
        """The files of a language's search by their paths; what is learnt of words on the way is remembered."""
        words = learn_words(local.catalogue, self.kept.words, cache=self.cache, find=self.find)
        if self.cache:
            words.remember(self.cache)
        return {output.path: output for output in search_index(local, words.lexicons, self.kept.words).outputs}


def _by_path(export: Export) -> Mapping[str, Output]:
    return {output.path: output for output in export.make()}


def _one_of(outputs: Callable[[], Mapping[str, Output]], path: str) -> Output | None:
    return outputs().get(path)


def _script(preview: Preview, local: Local, path: str) -> Output | None:
    """The script of an entry in a language, cut out of its page."""
    match path.removeprefix(f"{entries_folder(local.language)}/").removesuffix(".js").split("/"):
        case [("practices" | "tools") as kind, slug]:
            place = output_path(local.urls.entry(Ref(kind, slug)))
        case _:
            return None
    if place not in preview.sheets:
        return None
    page, output = preview.page(place)
    script = entry_script(page, output.data.decode(), strings=local.strings)
    return script if script and script.path == path else None
