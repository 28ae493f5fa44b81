"""Do the content's links to the web lead anywhere? Asked on request only, a few at a time, and remembered."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from zoomibank.content.values import read_web_address
from zoomibank.editing.addresses import Addresses
from zoomibank.editing.web import Reply, UnansweredError
from zoomibank.findings import rules
from zoomibank.findings.finding import Finding, Place, SetupError, in_order
from zoomibank.work import Track, unwatched

Ask = Callable[[str, str], Reply]
"""A method and an address to what the server says, or an `UnansweredError`."""

_AT_A_TIME: Final = 16
"""How many hosts are asked at a time, about."""
_LANES: Final = 2
"""How many addresses of one host are asked at a time."""
_REDIRECTS: Final = 5
_ATTEMPTS: Final = 3
_LONGEST_WAIT: Final = 30.0
"""Seconds that a server may ask us to wait."""
_GONE: Final = {404, 410}
_BUSY: Final = {429, 502, 503, 504}
_MOVED: Final = {301, 302, 303, 307, 308}
_FOR_GOOD: Final = {301, 308}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an address.

    `state` is good, moved, broken or unchecked; `detail` the new address of what has moved for good, and the reason
    for what is not good: gone, redirects, a status of HTTP, or one of `UnansweredError`. `is_heard` is False when
    nobody answered.
    """

    state: str
    detail: str = ""
    is_heard: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings, and the addresses whose answers were good, each with its new address or ""."""

    findings: tuple[Finding, ...]
    good: dict[str, str]


def check_links(
    links: Addresses, *, ask: Ask, known: Mapping[str, str], pause: float = 1.0, track: Track = unwatched
) -> Checked:
    """What is wrong with the links.

    Args:
        links: The addresses with their places.
        ask: Asks the web.
        known: Addresses that need not be asked, because their answers were good not long ago; as `Checked.good`.
        pause: Seconds between two questions to the same host; other waits are multiples of it.
        track: Watches the hosts go by.

    Raises:
        SetupError: Nobody answered at all: it is the network that does not work, not the links.
    """
    answers = {address: Answer("moved" if moved else "good", moved) for address, moved in known.items()}
    asked = dict(_asked([address for address in links if address not in known], ask, pause, track))
    if not any(found.is_heard for found in asked.values()) and _is_network(asked):
        raise SetupError("network_unreachable", count=len(asked))
    answers |= asked
    findings = (
        finding
        for address, places in links.items()
        for place in places
        for finding in _told(place, address, answers[address])
    )
    good = {address: found.detail for address, found in asked.items() if found.state in {"good", "moved"}}
    return Checked(in_order(findings), good)


def _is_network(asked: Mapping[str, Answer]) -> bool:
    """Whether silence is the network's fault: of one host only, a name that nobody knows is a link's."""
    hosts = {urlsplit(address).hostname for address, answer in asked.items() if answer.detail != "private"}
    return len(hosts) > 1 or any(answer.detail == "unreachable" for answer in asked.values())


def _told(place: Place, address: str, found: Answer) -> Iterator[Finding]:
    match found.state:
        case "moved":
            yield rules.moved_address(place, address=address, new=found.detail)
        case "broken":
            yield rules.broken_address(place, address=address, reason=found.detail)
        case "unchecked":
            yield rules.unchecked_address(place, address=address, reason=found.detail)


def _asked(addresses: Iterable[str], ask: Ask, pause: float, track: Track) -> Iterator[tuple[str, Answer]]:
    """The answers. Each lane asks one address after the other, and a host has few lanes, so none is overrun."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    stop = threading.Event()

    def walked(lane: list[str]) -> list[tuple[str, Answer]]:
        found = []
        for number, address in enumerate(lane):
            if number and stop.wait(pause):
                break
            found.append((address, answer(address, ask=ask, wait=lambda times: stop.wait(times * pause))))
        return found

    executor = ThreadPoolExecutor(_AT_A_TIME)
    try:
        lanes = [host[start::_LANES] for host in hosts.values() for start in range(min(_LANES, len(host)))]
        futures: list[Future[list[tuple[str, Answer]]]] = [executor.submit(walked, lane) for lane in lanes]
        for future in track(as_completed(futures), len(futures)):
            yield from future.result()
    finally:
        stop.set()
        executor.shutdown(wait=False, cancel_futures=True)


def answer(address: str, *, ask: Ask, wait: Callable[[float], object]) -> Answer:
    """What comes of an address, redirects followed.

    Args:
        address: The address.
        ask: Asks the web.
        wait: Waits for so many seconds, about.
    """
    here, moved, for_good = address, address, True
    for _ in range(1 + _REDIRECTS):
        try:
            reply = _reply(here, ask, wait)
        except UnansweredError as error:
            state = "broken" if error.reason == "no_host" else "unchecked"
            return Answer(state, error.reason, is_heard=here != address or error.reason == "private")
        if reply.status not in _MOVED or not reply.location:
            return _judged(reply.status, address, moved)
        try:
            here = read_web_address(urljoin(here, reply.location))
        except ValueError:
            return Answer("unchecked", "redirects")
        for_good = for_good and reply.status in _FOR_GOOD
        if for_good:
            moved = here
    return Answer("unchecked", "redirects")


def _judged(status: int, address: str, moved: str) -> Answer:
    if status in _GONE:
        return Answer("broken", "gone")
    if status >= 300:  # noqa: PLR2004 -- below are the statuses of success
        return Answer("unchecked", str(status))
    anchor = address.partition("#")[2]
    new = f"{moved}#{anchor}" if anchor and "#" not in moved else moved
    return Answer("good") if new == address else Answer("moved", new)


def _reply(address: str, ask: Ask, wait: Callable[[float], object]) -> Reply:
    """What the server says, asked again after a while when it is busy; for the whole page only where the head won't do.

    Raises:
        UnansweredError: No answer was to be had.
    """
    reply = Reply(0)
    for attempt in range(_ATTEMPTS):
        try:
            reply = ask("HEAD", address)
            if reply.status >= 400 and reply.status not in _BUSY:  # noqa: PLR2004 -- faults, also of a server without HEAD
                reply = ask("GET", address)
        except UnansweredError as error:
            if error.reason not in {"timeout", "unreachable"} or attempt == _ATTEMPTS - 1:
                raise
        else:
            if reply.status not in _BUSY:
                return reply
        if attempt < _ATTEMPTS - 1:
            wait(min(max(reply.retry_after, float(2**attempt)), _LONGEST_WAIT))
    return reply
