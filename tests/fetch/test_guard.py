"""Which addresses are fetched from."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from coranto.errors import AddressRefused, CorantoError
from coranto.fetch import guard
from coranto.fetch.guard import Guard, refusal
from coranto.fetch.http import HttpFetcher

Serve = Callable[[object], AbstractAsyncContextManager[str]]

REFUSED = {
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    "link-local": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1"],
    "carrier-grade NAT": ["100.64.0.1", "100.127.255.255"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "192.0.0.8", "4000::1", "2001:20::1", "5f00::1"],
    "unique local": ["fc00::1", "fd00:ec2::254"],
    "IPv4-mapped": ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:7f00:1"],
    "IPv4-translated": ["::ffff:0:127.0.0.1"],
    "IPv4-compatible": ["::127.0.0.1"],
    "NAT64": ["64:ff9b::127.0.0.1", "64:ff9b::808:808", "64:ff9b:1::10.0.0.1"],
    "6to4": ["2002:7f00:1::", "2002:808:808::1"],
    "6to4 relay": ["192.88.99.1"],
    "Teredo": ["2001:0:53aa:64c::1", "2001::1"],
    "this network": ["0.0.0.0", "0.1.2.3"],
    "unspecified": ["::"],
    "benchmarking": ["198.18.0.1", "198.19.255.255"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "discard": ["100::1"],
    "site-local": ["fec0::1"],
    "a cloud's own host service": ["168.63.129.16"],
    "no IP address": ["", "localhost", "127.1", "0x7f000001", "2130706433"],
}
CASES = [(address, kind) for kind, addresses in REFUSED.items() for address in addresses]


@pytest.mark.parametrize(("address", "kind"), CASES)
def test_every_class_that_is_not_public_is_refused(address: str, kind: str) -> None:
    """The refusal names the class, so that an operator knows why."""
    assert refusal(address) == kind


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "100.63.255.255", "172.32.0.1", "2606:2800:220:1::1"])
def test_public_addresses_are_fetched_from(address: str) -> None:
    """The neighbours of the refused ranges are public."""
    assert refusal(address) == ""


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_refused(address: object) -> None:
    """Our table refuses at least what the interpreter's own does."""
    if getattr(address, "is_private", False) or getattr(address, "is_multicast", False):
        assert refusal(str(address))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://site.example/feed",
        "gopher://site.example/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "//site.example/feed",
        "http://",
        "http://site.example:22/",
        "http://site.example:6379/",
        "https://site.example:25/",
        "http://site.example:0/",
    ],
)
def test_other_schemes_and_ports_are_refused(url: str) -> None:
    """Only http and https, and only on the ports that the web is served on."""

    async def run() -> None:
        fetcher = HttpFetcher()
        try:
            await fetcher.fetch(url)
        finally:
            await fetcher.close()

    with pytest.raises(CorantoError) as caught:
        asyncio.run(run())
    assert caught.value.code in ("address-refused", "refused")


def test_a_listed_host_is_named_exactly() -> None:
    """A listed host is a name with any port, or a name with one; what ends alike is another host."""
    either = Guard(frozenset({"feeds.lan", "127.0.0.1:8000", "[::1]:8000"}))
    assert either.lists(URL("http://feeds.lan:9999/"))
    assert either.lists(URL("http://FEEDS.LAN./"))
    assert either.lists(URL("http://127.0.0.1:8000/"))
    assert either.lists(URL("http://[::1]:8000/"))
    assert not either.lists(URL("http://127.0.0.1:8001/"))
    assert not either.lists(URL("http://evil-feeds.lan/"))
    assert not either.lists(URL("http://feeds.lan.evil.example/"))
    assert not either.lists(URL("http://feeds.lan@evil.example/"))


async def _answer(_request: web.Request) -> web.Response:
    return web.Response(text="inside")


LOCAL_FORMS = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://localhost.:{port}/",
    "http://127.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::]:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://public.example@127.0.0.1:{port}/",
]


@pytest.mark.parametrize("form", LOCAL_FORMS)
def test_loopback_is_refused_however_it_is_written(form: str, serve: Serve) -> None:
    """Short, decimal, hexadecimal, octal, mapped and full-width forms all end at the same socket."""

    async def run() -> None:
        async with serve(_answer) as base:
            port = int(base.rsplit(":", 1)[1])
            fetcher = HttpFetcher(ports=(port,))
            try:
                await fetcher.fetch(form.format(port=port))
            finally:
                await fetcher.close()

    with pytest.raises(CorantoError) as caught:
        asyncio.run(run())
    assert caught.value.code in ("address-refused", "failed")


def _resolving(answers: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let names resolve to these addresses, one answer a look-up; the last one stays."""

    def look_up(_host: str, port: int, _family: int) -> list[object]:
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            (socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses
        ]

    monkeypatch.setattr(guard, "_look_up", look_up)


@pytest.mark.parametrize("address", [case[0] for case in CASES if case[1] != "no IP address"])
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every class is refused behind a name too, before a socket is opened."""
    _resolving([[address]], monkeypatch)

    async def run() -> None:
        fetcher = HttpFetcher()
        try:
            await fetcher.fetch("http://innocent.example/feed")
        finally:
            await fetcher.close()

    with pytest.raises(AddressRefused, match="not public"):
        asyncio.run(run())


def test_one_inside_address_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a public and an inside address is refused as a whole."""
    _resolving([["93.184.216.34", "127.0.0.1"]], monkeypatch)

    async def run() -> None:
        fetcher = HttpFetcher()
        try:
            await fetcher.fetch("http://both.example/")
        finally:
            await fetcher.close()

    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
        asyncio.run(run())


def test_rebinding_gains_nothing(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was public when it was judged and inside a moment later: the socket goes where was judged."""
    reached = []
    opened = []

    async def answer(request: web.Request) -> web.Response:
        reached.append(request.path)
        return web.Response(text="inside")

    def refuse_to_leave(info: tuple[object, ...]) -> socket.socket:
        opened.append(info[4][0])
        raise OSError("this test has no network")

    async def run() -> None:
        async with serve(answer) as base:
            port = int(base.rsplit(":", 1)[1])
            _resolving([["93.184.216.34"], ["127.0.0.1"]], monkeypatch)
            monkeypatch.setattr(guard, "open_public_socket", refuse_to_leave)
            fetcher = HttpFetcher(ports=(port,))
            for _ in range(2):
                with pytest.raises(CorantoError):
                    await fetcher.fetch(f"http://rebind.example:{port}/")
            await fetcher.close()

    asyncio.run(run())
    assert reached == []
    assert set(opened) == {"93.184.216.34"}


def test_the_socket_itself_is_guarded() -> None:
    """The last check needs no name: no socket is made for an inside address, whoever asks."""
    with pytest.raises(AddressRefused):
        guard.open_public_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80)))
    guard.open_public_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))).close()


def test_a_redirect_inside_is_refused(serve: Serve) -> None:
    """A listed host that redirects to a host that is not listed gains no more than that host."""

    async def run(to: str) -> str:
        async def redirect(_request: web.Request) -> web.Response:
            raise web.HTTPFound(to)

        async with serve(redirect) as base:
            fetcher = HttpFetcher(allowed_hosts=(base.removeprefix("http://"),))
            try:
                await fetcher.fetch(base)
            except CorantoError as error:
                return error.code
            finally:
                await fetcher.close()
        return ""

    for to in ("http://127.0.0.1:80/", "http://localhost/", "http://169.254.169.254/latest/", "file:///etc/passwd"):
        assert asyncio.run(run(to)) == "address-refused"


OPENS_CONNECTIONS = {
    "fetch": "through the guard",
    "models": "to the language model's endpoint, which the owner names",
    "demo": "serves its own sites",
}
NETWORK = re.compile(
    r"^\s*(?:import|from) (?:aiohttp|urllib\.request|urllib3|requests|httpx2?|http\.client|socket|smtplib|imaplib)",
    re.MULTILINE,
)


def test_no_other_room_opens_connections() -> None:
    """What fetches goes through the guard: no other room imports a client."""
    source = Path(guard.__file__).parents[1]
    found = {path.relative_to(source).parts[0] for path in source.rglob("*.py") if NETWORK.search(path.read_text())}
    assert found - OPENS_CONNECTIONS.keys() == set()
