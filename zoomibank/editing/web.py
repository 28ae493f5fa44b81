"""The web, asked politely and at public addresses only: content may come from strangers."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as TooSlowError

_SECONDS: Final = 20
"""How long a server may take to answer."""
_MOST_ROUTES: Final = 3
"""How many of a host's machines are tried when one can't be reached."""
_UNKNOWN_HOST: Final = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said: its status, where it leads instead, and after how many seconds it may be asked again."""

    status: int
    location: str = ""
    retry_after: float = 0.0


class UnansweredError(Exception):
    """Nobody said anything; `reason` is no_host, unreachable, timeout, insecure or private."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def resolve(host: str) -> tuple[str, ...]:
    """The numeric addresses of a host.

    Raises:
        OSError: There is none, or nobody to ask for it.
    """
    return tuple(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public network: not this machine, a private network or a group."""
    given = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(given, ipaddress.IPv6Address):
        if given.sixtofour or given.teredo or given in _TRANSLATED:
            return False
        given = given.ipv4_mapped or given
    return given.is_global and not given.is_multicast


_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses in the clothes of IPv6."""


@dataclass(frozen=True, slots=True)
class Web:
    """How the web is asked: in whose name, and how hosts become numeric addresses that may be asked."""

    agent: str
    resolve: Callable[[str], tuple[str, ...]] = resolve
    is_public: Callable[[str], bool] = is_public

    def ask(self, method: str, address: str) -> Reply:
        """What the server of an address says, of which no more than the head is read; no redirect is followed.

        Raises:
            UnansweredError: No answer was to be had.
        """
        parts = urlsplit(address)
        try:
            host = (parts.hostname or "").encode("idna").decode("ascii")
            routes = self.resolve(host)
        except UnicodeError:
            raise UnansweredError("no_host") from None
        except OSError as error:
            raise UnansweredError("no_host" if error.errno in _UNKNOWN_HOST else "unreachable") from None
        if not all(map(self.is_public, routes)):
            raise UnansweredError("private")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        failure = UnansweredError("unreachable")
        for route in routes[:_MOST_ROUTES]:
            # the very address that was judged is asked, whatever the name leads to a moment later
            pool = _pool(route, parts.port, host if parts.scheme == "https" else "")
            named = host if parts.port is None else f"{host}:{parts.port}"
            headers = {"Host": named, "User-Agent": self.agent, "Accept": "*/*"}
            try:
                said = pool.urlopen(
                    method, target, headers=headers, retries=False, redirect=False, preload_content=False
                )
                said.close()
                after = said.headers.get("Retry-After")
                return Reply(said.status, said.headers.get("Location", ""), _seconds(after) if after else 0.0)
            except NewConnectionError:  # which is a timeout to the library
                failure = UnansweredError("unreachable")
            except TooSlowError:
                failure = UnansweredError("timeout")
            except SSLError:
                raise UnansweredError("insecure") from None
            except (HTTPError, OSError, ValueError):
                failure = UnansweredError("unreachable")
            finally:
                pool.close()
        raise failure


def _pool(route: str, port: int | None, secure_host: str) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(total=_SECONDS)
    if not secure_host:
        return urllib3.HTTPConnectionPool(route, port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        route, port, timeout=timeout, server_hostname=secure_host, assert_hostname=secure_host
    )


def _seconds(given: str) -> float:
    """The seconds of a Retry-After, which may be a number or a date; 0 where it is neither."""
    try:
        return urllib3.Retry(0).parse_retry_after(given)
    except HTTPError:
        return 0.0
