"""A load on a server while a site is exchanged: every answer is a whole file of the one version or the other."""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection

from tests.nginx import Nginx

Bodies = Mapping[str, Collection[bytes]]
"""What may be answered to each target."""


@dataclass(frozen=True)
class Load:
    """How often answers came, and what was wrong with others."""

    told: Counter[str] = field(default_factory=Counter)

    @property
    def answers(self) -> int:
        return self.told["good"]

    @property
    def faults(self) -> dict[str, int]:
        return {name: count for name, count in self.told.items() if name != "good"}


def under_load(server: Nginx, bodies: Bodies, meanwhile: Callable[[], None], *, clients: int = 6) -> Load:
    """Asks for all targets again and again, on connections that stay and on new ones, while something is done."""
    load, stop, lock = Load(), threading.Event(), threading.Lock()

    def work(number: int) -> None:
        own = Counter[str]()
        connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
        while not stop.is_set():
            for target, expected in bodies.items():
                try:
                    if number % 2:
                        connection.close()
                    connection.request("GET", target)
                    response = connection.getresponse()
                    body = response.read()
                    own["good" if response.status == 200 and body in expected else f"{response.status} {target}"] += 1
                except OSError as error:
                    own[f"{type(error).__name__} {target}"] += 1
                    connection.close()
        connection.close()
        with lock:
            load.told.update(own)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        meanwhile()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    return load
