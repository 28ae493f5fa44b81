"""Pages of a hostile bank, visited with everything that would tell of a script that ran or a host that was asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Dialog, Page, Route

from tests.hostile import RAN

ACTIVE = r"""root => [...document.querySelectorAll('*')].flatMap(element => [...element.attributes].filter(
  ({name, value}) =>
    /^on/i.test(name) || name === 'style' || name === 'srcdoc' || name === 'srcset' || name === 'formaction'
    || (/^(href|src|action|data|xlink:href|poster|ping|background)$/i.test(name)
        && !value.startsWith(root)
        && /^(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:/i.test(value.replace(/[\0-\x20]/g, '')))
  ).map(({name, value}) => `${element.localName} ${name}=${value}`).concat(
    ['iframe', 'object', 'embed', 'base', 'style', 'applet', 'frame', 'plaintext', 'xmp', 'marquee']
      .includes(element.localName) ? [element.outerHTML.slice(0, 99)] : [],
    element.localName === 'script' && !element.src && element.type !== 'application/ld+json' ? [element.outerHTML] : []
  ))"""
"""What on a page could act by itself: attributes, addresses that lead out of the site, elements."""


@dataclass(frozen=True)
class Visit:
    """A browser window, and what has happened in it that must not."""

    page: Page
    root: str
    told: list[str] = field(default_factory=list)

    def see(self, address: str) -> None:
        """Opens a page and looks for what could act by itself."""
        self.page.goto(address)
        self.told.extend(f"{address}: {found}" for found in self.page.evaluate(ACTIVE, self.root))
        polluted = "Object.keys(Object.prototype).length + Object.keys(Array.prototype).length"
        assert self.page.evaluate(polluted) == 0

    def see_all(self, addresses: Sequence[str]) -> None:
        for address in addresses:
            self.see(address)


@contextmanager
def visiting(browser: Browser, root: str, *, with_policy: bool) -> Iterator[Visit]:
    """A window that keeps every sign of a script, a dialog or a foreign request; without the policy all may act."""
    with browser.new_context(bypass_csp=not with_policy, reduced_motion="reduce") as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        visit = Visit(page, root)
        context.expose_function(RAN.removesuffix("()"), lambda: visit.told.append(f"{page.url}: ran"))

        def dismiss(dialog: Dialog) -> None:
            visit.told.append(f"{page.url}: {dialog.message}")
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.on("pageerror", lambda error: visit.told.append(f"{page.url}: {error}"))

        def judge(route: Route) -> None:
            if not route.request.url.startswith(root):
                visit.told.append(f"{page.url}: asked {route.request.url}")
            route.continue_()

        context.route("**/*", judge)
        yield visit
