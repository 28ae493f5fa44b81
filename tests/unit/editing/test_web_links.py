from collections import Counter
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Final

import pytest

from zoomibank.editing.addresses import Addresses
from zoomibank.editing.web import Reply, UnansweredError
from zoomibank.editing.web_links import Answer, answer, check_links
from zoomibank.findings.finding import Place, SetupError

A: Final = "https://a.example.org/"
GOOD: Final = Reply(200)
Said = Reply | str


class Script:
    """A web in which each question has its answers, the last of which lasts; a text is why nobody answered."""

    def __init__(self, told: Mapping[str, Said | list[Said]]) -> None:
        self.told = told
        self.asked: list[str] = []
        self.waited: list[float] = []

    def ask(self, method: str, address: str) -> Reply:
        question = f"{method} {address}"
        self.asked.append(question)
        said = self.told.get(question, self.told.get(address, GOOD))
        if isinstance(said, list):
            said = said[min(self.asked.count(question), len(said)) - 1]
        if isinstance(said, str):
            raise UnansweredError(said)
        return said

    def answer(self, address: str = A) -> Answer:
        return answer(address, ask=self.ask, wait=self.waited.append)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, Answer("good")),
        ({A: Reply(204)}, Answer("good")),
        ({A: Reply(404)}, Answer("broken", "gone")),
        ({A: Reply(410)}, Answer("broken", "gone")),
        ({A: Reply(403)}, Answer("unchecked", "403")),
        ({A: Reply(500)}, Answer("unchecked", "500")),
        ({A: "no_host"}, Answer("broken", "no_host", is_heard=False)),
        ({A: "timeout"}, Answer("unchecked", "timeout", is_heard=False)),
        ({A: "unreachable"}, Answer("unchecked", "unreachable", is_heard=False)),
        ({A: "private"}, Answer("unchecked", "private")),
        # a server that knows no HEAD
        ({f"HEAD {A}": Reply(405)}, Answer("good")),
        ({f"HEAD {A}": Reply(404), f"GET {A}": GOOD}, Answer("good")),
        ({f"HEAD {A}": Reply(403), f"GET {A}": Reply(404)}, Answer("broken", "gone")),
        # redirects
        ({A: Reply(301, "/b")}, Answer("moved", f"{A}b")),
        ({A: Reply(308, "https://b.example.org/")}, Answer("moved", "https://b.example.org/")),
        ({A: Reply(302, "/b")}, Answer("good")),
        ({A: Reply(301, "/b"), f"{A}b": Reply(302, "/c")}, Answer("moved", f"{A}b")),
        ({A: Reply(302, "/b"), f"{A}b": Reply(301, "/c")}, Answer("good")),
        ({A: Reply(301, "/b"), f"{A}b": Reply(404)}, Answer("broken", "gone")),
        ({A: Reply(302, "/b"), f"{A}b": "no_host"}, Answer("broken", "no_host")),
        ({A: Reply(302, "http://kone/"), "http://kone/": "private"}, Answer("unchecked", "private")),
        ({A: Reply(302, A)}, Answer("unchecked", "redirects")),
        ({A: Reply(302, "ftp://a.example.org/")}, Answer("unchecked", "redirects")),
        ({A: Reply(302, "https://[x/")}, Answer("unchecked", "redirects")),
        ({A: Reply(302)}, Answer("unchecked", "302")),
    ],
    ids=str,
)
def test_answer(told: Mapping[str, Said], expected: Answer) -> None:
    """What servers say is good, moved for good, broken or not known; a page that moved for now is where it was."""
    assert Script(told).answer() == expected


@pytest.mark.parametrize(
    ("address", "location", "expected"),
    [
        (f"{A}#osa", "/b", f"{A}b#osa"),
        (f"{A}#osa", "/b#toinen", f"{A}b#toinen"),
        (A, "b?x=1", f"{A}b?x=1"),
        ("http://a.example.org/", "https://a.example.org/", A),
    ],
)
def test_new_address(address: str, location: str, expected: str) -> None:
    """The new address is whole, and keeps the anchor that the editor gave."""
    assert Script({address: Reply(301, location)}).answer(address) == Answer("moved", expected)


@pytest.mark.parametrize("hops", [5, 6])
def test_redirects_have_a_bound(hops: int) -> None:
    """Five redirects are followed and no more."""
    told: dict[str, Said] = {f"{A}{hop}": Reply(302, f"/{hop + 1}") for hop in range(hops)}
    assert Script(told).answer(f"{A}0").state == ("good" if hops == 5 else "unchecked")


@pytest.mark.parametrize(
    ("said", "state", "waited"),
    [
        ([Reply(503), GOOD], "good", [1.0]),
        ([Reply(429, retry_after=7), GOOD], "good", [7.0]),
        ([Reply(429, retry_after=86400), GOOD], "good", [30.0]),
        ([Reply(503)], "unchecked", [1.0, 2.0]),
        (["timeout", GOOD], "good", [1.0]),
        (["unreachable"], "unchecked", [1.0, 2.0]),
        (["no_host"], "broken", []),
        (["insecure"], "unchecked", []),
        ([Reply(500)], "unchecked", []),
    ],
    ids=str,
)
def test_busy_servers_are_asked_again(said: list[Said], state: str, waited: list[float]) -> None:
    """A server that is busy or silent is asked again after a while, as long as it asks for, and three times at most."""
    script = Script({A: said})
    assert script.answer().state == state
    assert script.waited == waited


def places(*addresses: str) -> Addresses:
    return {address: [Place("practices/x.md", number)] for number, address in enumerate(addresses, 1)}


def codes(links: Addresses, ask: Callable[[str, str], Reply], known: Mapping[str, str] | None = None) -> list[str]:
    checked = check_links(links, ask=ask, known=known or {}, pause=0)
    return [f"{finding.code} {finding.place.path}:{finding.place.line}" for finding in checked.findings]


def test_every_place_is_told() -> None:
    """An address is asked once, and told at each of its places."""
    links = {A: [Place("site.yaml", 4), Place("practices/x.md", 3)], f"{A}b": [Place("practices/x.md", 9)]}
    script = Script({A: Reply(404), f"{A}b": Reply(403)})
    assert codes(links, script.ask) == ["ZB601 practices/x.md:3", "ZB602 practices/x.md:9", "ZB601 site.yaml:4"]
    assert script.asked.count(f"HEAD {A}") == 1


def test_good_answers_are_remembered() -> None:
    """What was good is not asked again, what had moved is told again; only good answers are given back."""
    links = places(A, f"{A}b", f"{A}c", f"{A}d", f"{A}e")
    script = Script({f"{A}c": Reply(404), f"{A}d": Reply(301, "/uusi"), f"{A}e": Reply(403)})
    checked = check_links(links, ask=script.ask, known={A: "", f"{A}b": f"{A}siirtynyt"}, pause=0)
    assert [finding.code for finding in checked.findings] == ["ZB603", "ZB601", "ZB603", "ZB602"]
    assert checked.good == {f"{A}d": f"{A}uusi"}
    assert not {f"HEAD {A}", f"HEAD {A}b"} & {*script.asked}


@pytest.mark.parametrize(
    "told",
    [
        {A: "unreachable", "https://b.example.org/": "unreachable"},
        {A: "no_host", "https://b.example.org/": "no_host"},
        {A: "timeout", "https://b.example.org/": "unreachable"},
    ],
)
def test_a_network_that_does_not_work_is_told_once(told: Mapping[str, Said]) -> None:
    """Where nobody answers at all, one sentence says so, and no link is blamed."""
    with pytest.raises(SetupError) as error:
        codes(places(A, "https://b.example.org/"), Script(told).ask)
    assert (error.value.key, error.value.values) == ("network_unreachable", {"count": 2})


def test_one_answer_is_a_network() -> None:
    """Where one server answers, whatever it says, the silent ones are told as links; so is a single unknown host."""
    other = "https://b.example.org/"
    assert codes(places(A, other), Script({A: Reply(403), other: "unreachable"}).ask) == [
        "ZB602 practices/x.md:1",
        "ZB602 practices/x.md:2",
    ]
    assert codes(places(A), Script({A: "no_host"}).ask) == ["ZB601 practices/x.md:1"]
    assert codes(places("http://10.0.0.1/"), Script({"http://10.0.0.1/": "private"}).ask) == ["ZB602 practices/x.md:1"]
    assert codes({}, Script({}).ask) == []


def test_no_host_is_overrun() -> None:
    """Of one host at most two addresses are asked at a time, of all hosts every address."""
    lock, now, most = Lock(), Counter[str](), Counter[str]()

    def ask(_method: str, address: str) -> Reply:
        host = address.split("/")[2]
        with lock:
            now[host] += 1
            most[host] = max(most[host], now[host])
        for _ in range(20_000):
            pass
        with lock:
            now[host] -= 1
        return Reply(404)

    links = places(*(f"https://{host}.example.org/{page}" for host in "abcdef" for page in range(12)))
    assert len(codes(links, ask)) == len(links)
    assert set(most.values()) <= {1, 2}
