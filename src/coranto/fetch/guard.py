"""The one guard that every outgoing request passes.

An address is judged where it counts: when the socket to it is opened, after name resolution, on every hop. A name
that resolves to something else a moment later (DNS rebinding), an address written in an odd way, and a redirect
inwards all end at the same check.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import AddrInfoType, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from coranto.errors import AddressRefused

DEFAULT_PORTS = (80, 443, 8080, 8443)
"""Where the web is served. A listed host may be reached on any port."""

_CONNECTIONS = 1000
_RESOLVER_THREADS = 64
"""A dead name server holds a thread for many seconds: enough of them that the others still resolve."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")

_REFUSED: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), kind)
    for network, kind in (
        # IPv4: the IANA special-purpose registry, and what clouds answer on.
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "a cloud's own host service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "reserved"),
        ("192.52.193.0/24", "reserved"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "reserved"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        # IPv6. What lies outside 2000::/3 is refused as a whole; these are named so that the reason is.
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("::/96", "IPv4-compatible"),
        ("100::/64", "discard"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "reserved"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "unique local"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)


def refusal(address: str) -> str:
    """Return why an IP address is not fetched from, or an empty string for a public one.

    What carries an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, Teredo) is refused whatever lies inside:
    a network that routes it would let anyone name our inside from outside.
    """
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return "no IP address"
    for network, kind in _REFUSED:
        if parsed.version == network.version and parsed in network:
            return kind
    return "reserved" if isinstance(parsed, IPv6Address) and parsed not in _GLOBAL_UNICAST else ""


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be fetched: http(s), on these ports, from public addresses or from hosts that the owner lists.

    A listed host is ``name`` (any port) or ``name:port``, as it stands in the address.
    """

    allowed_hosts: frozenset[str] = frozenset()
    ports: tuple[int, ...] = DEFAULT_PORTS

    def check(self, url: URL) -> None:
        """Judge what can be seen from the address alone.

        Raises:
            AddressRefused: another scheme, no host, or a port that is not on the list.
        """
        if url.scheme not in ("http", "https") or not url.host:
            raise AddressRefused("only http and https addresses are fetched", where=shown(url))
        if url.port not in self.ports and not self.lists(url):
            raise AddressRefused(f"port {url.port} is not fetched from", where=shown(url))

    def lists(self, url: URL) -> bool:
        """Whether the owner lists this host by name."""
        host = (url.host or "").rstrip(".").lower()
        literal = f"[{host}]" if ":" in host else host
        return host in self.allowed_hosts or f"{literal}:{url.port}" in self.allowed_hosts


def shown(url: URL) -> str:
    """Return an address as it may be logged: without user name and password."""
    return str(url.with_user(None)) if url.absolute else str(url)


def public_connector() -> TCPConnector:
    """Return a connector that opens sockets to public addresses only."""
    return TCPConnector(
        resolver=Resolver(refuse=True),
        socket_factory=open_public_socket,
        limit=_CONNECTIONS,
        keepalive_timeout=10,
    )


def listed_connector() -> TCPConnector:
    """Return a connector for the hosts that the owner lists: it goes wherever they resolve to."""
    return TCPConnector(resolver=Resolver(refuse=False), limit=_CONNECTIONS, keepalive_timeout=10)


def open_public_socket(info: AddrInfoType) -> socket.socket:
    """Open a socket for one resolved address; nothing can be between this check and the connection.

    Raises:
        AddressRefused: the address is not public.
    """
    family, kind, protocol, _, where = info
    address = str(where[0])
    reason = refusal(address)
    if reason:
        raise AddressRefused(f"the address is not public ({reason})", where=address)
    return socket.socket(family, kind, protocol)


class Resolver(AbstractResolver):
    """Names to addresses, on threads of its own; one refused address refuses the name."""

    def __init__(self, *, refuse: bool) -> None:
        self._refuse = refuse
        self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="resolver")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return where a host is.

        Raises:
            AddressRefused: any of its addresses is not public.
            OSError: the name does not resolve.
        """
        infos = await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, host, port, family)
        if self._refuse:
            _check_all(host, (str(info[4][0]) for info in infos))
        return [
            ResolveResult(
                hostname=host,
                host=str(info[4][0]),
                port=port,
                family=info[0],
                proto=info[2],
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for info in infos
        ]

    async def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[AddrInfoType]:
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family, flags=socket.AI_ADDRCONFIG))


def _check_all(host: str, addresses: Iterable[str]) -> None:
    for address in addresses:
        reason = refusal(address)
        if reason:
            raise AddressRefused(f"{host} leads to {address}, which is not public ({reason})", where=host)
