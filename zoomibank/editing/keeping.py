"""The list of addresses, renewed: what is in it stays, what the site has more comes in."""

from zoomibank.content.addresses import with_addresses
from zoomibank.content.load import ADDRESSES
from zoomibank.editing.files import write_over
from zoomibank.pipeline import Prepared
from zoomibank.publish.standing import published
from zoomibank.site.lasting import page_urls
from zoomibank.site.pages import addresses
from zoomibank.stages.order import Order


def keep(order: Order, ready: Prepared, *, opening: str) -> int:
    """Adds to the list, and tells how many addresses.

    These are those of all pages, and of the published site those that then lead on by themselves; what is lost for
    good comes in only while it is there.

    Args:
        order: Where the content and the site that stands are.
        ready: The pages of the site that would be built.
        opening: The first lines of a new list, which say what it is for.

    Raises:
        SetupError: The system refused.
    """
    before = ready.checked.loaded.addresses
    text = before.text if before else "".join(f"# {line}\n" for line in opening.splitlines())
    passing = (url for url in page_urls(published(order.output)) if any(one.urls.above(url) for one in ready.locals))
    new = {*addresses(ready.sheets), *passing}.difference(ready.checked.bank.addresses)
    if new:
        write_over(order.content, {ADDRESSES: with_addresses(text, new).encode()})
    return len(new)
