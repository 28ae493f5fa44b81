"""Is there anything to do? Only the standard library is imported here, so that the answer comes at once."""

from datetime import datetime

from zoomibank.publish.inputs import libraries
from zoomibank.publish.remembered import Last, recall_last, unchanged
from zoomibank.stages.order import Order


def nothing_to_do(order: Order) -> Last | None:
    """The last build, when all that it hung on is as it was and its site still stands; else None."""
    if order.cache is None:
        return None
    last = recall_last(order.cache, order.output)
    if isinstance(order.today, datetime) and not last.begins <= order.today.timestamp() < last.ends:
        return None
    if last.libraries != libraries():
        return None
    return last if unchanged(last, asked=order.digest, folders=order.folders, output=order.output) else None
