"""One guarded request over aiohttp: the redirects, bounds and manners are ours, the wire is its."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, DummyCookieJar
from multidict import CIMultiDictProxy
from yarl import URL

from coranto.errors import FetchError, FetchFailed, FetchGone, FetchRefused, FetchTimedOut, SettingsError
from coranto.fetch import decode
from coranto.fetch.guard import DEFAULT_PORTS, Guard, listed_connector, public_connector, shown
from coranto.model import Capture
from coranto.text.headers import seconds_asked
from coranto.text.urls import without_login

MAX_REDIRECTS = 5
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADER_LINE = 8190
_HEADER_LINES = 100
_CONNECT_SECONDS = 10.0
_ACROSS_ORIGINS = frozenset({"accept", "accept-language", "if-modified-since", "if-none-match"})
"""The only headers of a caller that follow a redirect to another origin: none of them can be a credential."""
_LISTS = frozenset({"cache-control", "content-encoding", "link", "vary"})
_DEFAULT_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json;q=0.95, "
    "text/html;q=0.9, application/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: bytes as sent and after decoding, seconds in all, redirects."""

    max_bytes: int = 20_000_000
    timeout: float = 30.0
    max_redirects: int = MAX_REDIRECTS


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Hop:
    """Where the next request goes and with which headers; ``moved``: some redirects led here, all of them permanent."""

    url: URL
    headers: Mapping[str, str]
    moved: bool | None = None


class HttpFetcher:
    """``ports.Fetcher`` over aiohttp. Keeps no cookies, sends no referrer, follows redirects itself.

    ``contact`` is told to publishers in the User-Agent. Made anywhere, used in one event loop.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allowed_hosts: tuple[str, ...] = (),
        ports: tuple[int, ...] = DEFAULT_PORTS,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self._guard = Guard(frozenset(host.lower() for host in allowed_hosts), ports)
        self._limits = limits
        self._agent = user_agent(contact)
        self._public: ClientSession | None = None
        self._listed: ClientSession | None = None

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Capture:
        """Return what an address answers: a 2xx with its body, or a 304 with none.

        Raises:
            AddressRefused: the guard says no, here or after a redirect.
            FetchTimedOut: the answer was not complete in time, however it trickled in.
            FetchRefused: 4xx, too many redirects.
            FetchGone: 410.
            FetchFailed: 5xx, connection lost, an answer that is no HTTP or cannot be decoded.
            InputTooLarge: the body is over the bound.
        """
        target = parse_url(url)
        async with self._in_time(target):
            return await self._follow(url, _Hop(target, headers or {}))

    async def post(self, url: str, form: Mapping[str, str]) -> int:
        """Send a form and return the status of the answer (``ports.Poster``).

        Only a 307 or 308 has it sent again, and never from https to http: it may hold a secret.

        Raises:
            AddressRefused: the guard says no, here or after a redirect.
            FetchTimedOut: no answer in time.
            FetchRefused: too many redirects, or one that gives up TLS.
            FetchFailed: connection lost, or an answer that is no HTTP.
        """
        hop = _Hop(parse_url(url), {})
        async with self._in_time(hop.url):
            for _ in range(self._limits.max_redirects + 1):
                self._guard.check(hop.url)
                async with self._session(hop.url).post(hop.url, data=form, allow_redirects=False) as response:
                    if response.status not in (307, 308):
                        return response.status
                    hop, before = _next_hop(hop, response), hop
                if (before.url.scheme, hop.url.scheme) == ("https", "http"):
                    raise FetchRefused("a redirect that gives up TLS", where=shown(before.url))
        raise self._too_many(hop)

    async def close(self) -> None:
        """Close connections."""
        for session in (self._public, self._listed):
            if session is not None:
                await session.close()
        self._public = self._listed = None

    async def _follow(self, asked: str, hop: _Hop) -> Capture:
        for _ in range(self._limits.max_redirects + 1):
            self._guard.check(hop.url)
            answer = await self._request(asked, hop)
            if isinstance(answer, Capture):
                return answer
            hop = answer
        raise self._too_many(hop)

    def _too_many(self, hop: _Hop) -> FetchRefused:
        return FetchRefused(f"more than {self._limits.max_redirects} redirects", where=shown(hop.url))

    async def _request(self, asked: str, hop: _Hop) -> Capture | _Hop:
        where = shown(hop.url)
        async with self._session(hop.url).get(hop.url, headers=hop.headers, allow_redirects=False) as response:
            if response.status in _REDIRECTS:
                return _next_hop(hop, response)
            headers = text_headers(response)
            _raise_for_status(response.status, headers, where)
            body = b"" if response.status == 304 else await self._body(response, where)
        return Capture(
            url=without_login(asked),
            final_url=str(hop.url.with_user(None)),
            moved_to=str(hop.url) if hop.moved and not hop.url.user else "",  # a login must not get lost on the way
            status=response.status,
            headers=headers,
            body=body,
            fetched=datetime.now(UTC),
        )

    @asynccontextmanager
    async def _in_time(self, url: URL) -> AsyncIterator[None]:
        """Bound the time of all that is done within, and translate the client's errors once."""
        where = shown(url)
        try:
            async with asyncio.timeout(self._limits.timeout):
                yield
        except TimeoutError as error:
            raise FetchTimedOut(f"no complete answer in {self._limits.timeout:g} s", where=where) from error
        except (ClientError, OSError, ValueError) as error:
            raise FetchFailed(f"{type(error).__name__}: {error}"[:300], where=where) from error

    async def _body(self, response: ClientResponse, where: str) -> bytes:
        body = decode.Body(",".join(response.headers.getall("content-encoding", ())), self._limits.max_bytes, where)
        async for piece in response.content.iter_any():
            body.feed(piece)
        return body.finish()

    def _session(self, url: URL) -> ClientSession:
        """Return the session whose sockets the guard checks, or for a host that the owner lists the open one."""
        if self._guard.lists(url):
            self._listed = self._listed or self._new_session(public=False)
            return self._listed
        self._public = self._public or self._new_session(public=True)
        return self._public

    def _new_session(self, *, public: bool) -> ClientSession:
        return ClientSession(
            connector=public_connector() if public else listed_connector(),
            cookie_jar=DummyCookieJar(),
            headers={"User-Agent": self._agent, "Accept": _DEFAULT_ACCEPT, "Accept-Encoding": decode.ACCEPTED},
            timeout=ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
            auto_decompress=False,
            max_line_size=_HEADER_LINE,
            max_field_size=_HEADER_LINE,
            max_headers=_HEADER_LINES,
        )


def user_agent(contact: str = "") -> str:
    """Return who we say we are.

    Raises:
        SettingsError: the contact has characters that a header cannot carry.
    """
    if not contact.isprintable() or not contact.isascii():
        raise SettingsError("must be printable ASCII", where="contact")
    return f"Coranto/{version('coranto')}" + (f" (+{contact})" if contact else " (news reader)")


def parse_url(url: str) -> URL:
    """Return an address parsed once: the guard judges the very object that is connected to.

    Raises:
        FetchRefused: it is no address.
    """
    try:
        return URL(url.strip()).with_fragment(None)
    except ValueError as error:
        raise FetchRefused(f"no address: {error}", where=url[:200]) from error


def text_headers(response: ClientResponse) -> dict[str, str]:
    """Return headers by lower-case name. What is not UTF-8 is left out: it could not be sent back as it was."""
    found: dict[str, str] = {}
    for raw_name, raw_value in response.raw_headers:
        name = raw_name.decode("latin-1").lower()
        try:
            value = raw_value.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if name not in found:
            found[name] = value
        elif name in _LISTS:
            found[name] += ", " + value
    return found


def _next_hop(hop: _Hop, response: ClientResponse) -> _Hop:
    """Return where a redirect leads; what could be a credential stays with the origin that it was meant for."""
    location = _location(response.headers)
    if not location:
        raise FetchRefused("a redirect without an address", where=shown(hop.url), status=response.status)
    try:
        url = hop.url.join(URL(location)).with_fragment(None)
    except ValueError as error:
        raise FetchRefused(f"a redirect to no address: {error}", where=shown(hop.url)) from error
    moved = hop.moved is not False and response.status in _PERMANENT
    if not url.absolute:
        return _Hop(url, {}, moved)
    url = url.with_user(None)
    if url.origin() == hop.url.origin():
        return replace(hop, url=_with_login_of(hop.url, url), moved=moved)
    return _Hop(url, {name: value for name, value in hop.headers.items() if name.lower() in _ACROSS_ORIGINS}, moved)


def _with_login_of(known: URL, url: URL) -> URL:
    return url.with_user(known.user).with_password(known.password) if known.user else url


def _location(headers: CIMultiDictProxy[str]) -> str:
    return headers.get("location", "").encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def _raise_for_status(status: int, headers: Mapping[str, str], where: str) -> None:
    if 200 <= status < 300 or status == 304:
        return
    kind: type[FetchError] = FetchFailed
    if status == 410:
        kind = FetchGone
    elif 400 <= status < 500:
        kind = FetchRefused
    wait = seconds_asked(headers.get("retry-after", ""), datetime.now(UTC))
    raise kind(f"answered {status}", where=where, status=status, retry_after=wait)
