"""A whole site put on the disk at once, for tests of what stands there."""

from collections.abc import Iterable
from pathlib import Path

from zoomibank.publish.paths import layout
from zoomibank.publish.writer import Published, settle, stage
from zoomibank.site.page import Output


def publish(outputs: Iterable[Output], *, folder: Path, content: Path) -> Published:
    """Publishes as a build does, with the same faults."""
    site = tuple(outputs)
    layout(output.path for output in site)
    with stage(folder, content=content) as new:
        return settle(new, [new.put(output) for output in site])
