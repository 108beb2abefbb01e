"""One request: manners, bounds, and what a hostile server gets from us."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

import brotli
import pytest
from aiohttp import web
from backports import zstd

from coranto.errors import (
    AddressRefused,
    CorantoError,
    FetchFailed,
    FetchGone,
    FetchRefused,
    FetchTimedOut,
    InputTooLarge,
    SettingsError,
)
from coranto.fetch.http import HttpFetcher, Limits, user_agent
from coranto.model import Capture

Serve = Callable[[object], AbstractAsyncContextManager[str]]
MB = 1_000_000


def fetcher(**limits: Any) -> HttpFetcher:  # noqa: ANN401
    return HttpFetcher(allowed_hosts=("127.0.0.1", "localhost"), limits=Limits(**{"timeout": 5.0, **limits}))


def get(context: AbstractAsyncContextManager[str], path: str = "/", **limits: Any) -> Capture:  # noqa: ANN401
    """Fetch one path of a server."""

    async def run() -> Capture:
        async with context as base:
            client = fetcher(**limits)
            try:
                return await client.fetch(base + path)
            finally:
                await client.close()

    return asyncio.run(run())


def run_with(
    context: AbstractAsyncContextManager[str], script: Callable[[HttpFetcher, str], Coroutine[Any, Any, None]]
) -> None:
    async def run() -> None:
        async with context as base:
            client = fetcher()
            try:
                await script(client, base)
            finally:
                await client.close()

    asyncio.run(run())


def raw(data: bytes) -> Callable[..., Coroutine[Any, Any, None]]:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return answer


def test_validators_come_and_go_byte_for_byte(serve_raw: Serve) -> None:
    """An ETag keeps its quotes and weakness mark, a Last-Modified its odd form, on the way in and out."""
    etag, modified = 'W/"a\\b, c"', "Sun, 6 Nov 1994 08:49:37 GMT (sic)"
    seen: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(
            f"HTTP/1.1 200 OK\r\nETag: {etag}\r\nLast-Modified: {modified}\r\nContent-Length: 0\r\n\r\n".encode()
        )
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 304 Not Modified\r\n\r\n")

    async def script(client: HttpFetcher, base: str) -> None:
        first = await client.fetch(base)
        assert (first.headers["etag"], first.headers["last-modified"]) == (etag, modified)
        again = await client.fetch(base, headers={"If-None-Match": etag, "If-Modified-Since": modified})
        assert (again.status, again.body) == (304, b"")

    run_with(serve_raw(answer), script)
    assert f"If-None-Match: {etag}\r\nIf-Modified-Since: {modified}\r\n".encode() in seen[0]


def test_a_header_that_cannot_be_sent_back_is_not_kept(serve_raw: Serve) -> None:
    """An ETag of bytes that are no text is no validator."""
    capture = get(serve_raw(raw(b'HTTP/1.1 200 OK\r\nETag: "caf\xe9"\r\nContent-Length: 2\r\n\r\nok')))
    assert "etag" not in capture.headers
    assert capture.body == b"ok"


def test_we_say_who_we_are_and_nothing_of_the_reader(serve: Serve) -> None:
    """User-Agent with contact; no cookies although the server sets them, no referrer after a redirect."""
    seen: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request)
        if request.path == "/":
            raise web.HTTPFound("/next", headers={"Set-Cookie": "id=1; Path=/"})
        return web.Response(text="ok", headers={"Set-Cookie": "id=2"})

    async def script(_client: HttpFetcher, base: str) -> None:
        client = HttpFetcher(contact="https://reader.example/bot", allowed_hosts=("127.0.0.1",))
        await client.fetch(base)
        await client.fetch(base)
        await client.close()

    run_with(serve(answer), script)
    assert len(seen) == 4
    for request in seen:
        assert request.headers["User-Agent"] == user_agent("https://reader.example/bot")
        assert request.headers["User-Agent"].endswith("(+https://reader.example/bot)")
        assert not {"Cookie", "Referer", "Authorization"} & set(request.headers)


def test_a_contact_cannot_break_the_header() -> None:
    """Line ends in a setting do not become headers."""
    with pytest.raises(SettingsError):
        user_agent("x\r\nX-Evil: 1")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_credentials_stay_with_their_origin(status: int, serve: Serve) -> None:
    """A redirect to another origin gets no login, token, cookie or key; validators may follow."""
    seen: list[web.Request] = []

    async def other(request: web.Request) -> web.Response:
        seen.append(request)
        return web.Response(text="ok")

    async def script(client: HttpFetcher, base: str) -> None:
        async def redirect(_request: web.Request) -> web.Response:
            return web.Response(status=status, headers={"Location": base.replace("127.0.0.1", "localhost") + "/x"})

        async with serve(redirect) as first:
            secret = {"Authorization": "Bearer s", "Cookie": "s", "X-Api-Key": "s", "Proxy-Authorization": "s"}
            await client.fetch(first, headers={**secret, "If-None-Match": '"1"'})
            await client.fetch(first.replace("http://", "http://user:secret@"))

    run_with(serve(other), script)
    assert len(seen) == 2
    for request in seen:
        assert not {"Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization"} & set(request.headers)
    assert seen[0].headers["If-None-Match"] == '"1"'


def test_a_login_stays_within_its_origin(serve: Serve) -> None:
    """A redirect on the same origin keeps the login; one that brings a login of its own does not set it."""
    seen: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization", ""))
        if request.path == "/":
            raise web.HTTPFound("/next")
        if request.path == "/next":
            raise web.HTTPFound(str(request.url.with_path("/end").with_user("evil").with_password("x")))
        return web.Response(text="ok")

    async def script(client: HttpFetcher, base: str) -> None:
        capture = await client.fetch(base.replace("http://", "http://user:secret@"))
        assert "secret" not in capture.url + capture.final_url
        assert "evil" not in capture.final_url

    run_with(serve(answer), script)
    assert len(set(seen)) == 1
    assert seen[0].startswith("Basic ")


def test_a_login_is_in_no_message(serve: Serve) -> None:
    """An error names the address without user name and password."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=500)

    async def script(client: HttpFetcher, base: str) -> None:
        with pytest.raises(FetchFailed) as caught:
            await client.fetch(base.replace("http://", "http://user:secret@"))
        assert "secret" not in str(caught.value)

    run_with(serve(answer), script)


def test_only_redirects_that_are_all_permanent_move_a_source(serve: Serve) -> None:
    """301 and 308 say where the address has moved; one 302 on the way and they do not."""

    async def answer(request: web.Request) -> web.Response:
        steps = {"/a": (301, "/b"), "/b": (308, "/end"), "/c": (301, "/d"), "/d": (302, "/end")}
        if request.path in steps:
            status, to = steps[request.path]
            return web.Response(status=status, headers={"Location": to})
        return web.Response(text="ok")

    async def script(client: HttpFetcher, base: str) -> None:
        assert (await client.fetch(base + "/a")).moved_to == base + "/end"
        assert (await client.fetch(base + "/c")).moved_to == ""
        assert (await client.fetch(base + "/end")).moved_to == ""
        assert (await client.fetch(base + "/c")).final_url == base + "/end"

    run_with(serve(answer), script)


def test_redirects_end(serve: Serve) -> None:
    """A loop is left after a few rounds."""
    seen = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request.path)
        raise web.HTTPFound("/again")

    with pytest.raises(FetchRefused, match="5 redirects"):
        get(serve(answer))
    assert len(seen) == 6


@pytest.mark.parametrize(
    ("status", "kind", "retry"),
    [
        (404, FetchRefused, False),
        (403, FetchRefused, False),
        (410, FetchGone, False),
        (429, FetchRefused, False),
        (500, FetchFailed, True),
        (503, FetchFailed, True),
    ],
)
def test_a_status_is_an_error_of_its_kind(status: int, kind: type[CorantoError], retry: bool, serve: Serve) -> None:
    """Gone, refused and failed are told apart, with the wait that the server asks for."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Retry-After": "120"})

    with pytest.raises(kind) as caught:
        get(serve(answer))
    assert (caught.value.status, caught.value.retry_after, caught.value.retry) == (status, 120.0, retry)  # type: ignore[attr-defined]


PAGE = b"<p>The ferry is back.</p>" * 1000
DEFLATE = zlib.compressobj(wbits=-15)
CODED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]),
    "deflate": zlib.compress(PAGE),
    "Deflate": DEFLATE.compress(PAGE) + DEFLATE.flush(),
    "br": brotli.compress(PAGE),
    "zstd": zstd.compress(PAGE),
    "gzip, br": brotli.compress(gzip.compress(PAGE)),
    "identity": PAGE,
}


def coded(coding: str, body: bytes) -> Callable[[web.Request], Coroutine[Any, Any, web.Response]]:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Encoding": coding})

    return answer


@pytest.mark.parametrize("coding", CODED)
def test_every_coding_that_we_ask_for_is_read(coding: str, serve: Serve) -> None:
    """gzip, also of several members, both kinds of deflate, br and zstd, and one on top of another."""
    assert get(serve(coded(coding, CODED[coding]))).body == PAGE


ZEROS = bytes(200 * MB)
BOMBS = {
    "gzip": gzip.compress(ZEROS, 1),
    "deflate": zlib.compress(ZEROS, 1),
    "br": brotli.compress(ZEROS, quality=1),
    "zstd": zstd.compress(ZEROS, 1),
    "gzip, gzip": gzip.compress(gzip.compress(ZEROS, 1), 1),
    "gzip, zstd": zstd.compress(gzip.compress(ZEROS, 1), 1),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_stops_at_the_bound(coding: str, serve: Serve) -> None:
    """200 MB in a small body cost no more memory than the bound and a little."""
    import tracemalloc

    tracemalloc.start()
    try:
        with pytest.raises(InputTooLarge):
            get(serve(coded(coding, BOMBS[coding])), max_bytes=MB)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * MB


def test_a_flood_of_empty_members_stops_at_the_bound(serve: Serve) -> None:
    """What decodes to nothing is bounded by what is sent."""
    with pytest.raises(InputTooLarge):
        get(serve(coded("gzip", gzip.compress(b"") * 100_000)), max_bytes=MB)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)[:-20]),
        ("gzip", b"not gzip at all"),
        ("br", brotli.compress(PAGE)[:-20]),
        ("zstd", zstd.compress(PAGE)[:-20]),
        ("deflate", b"\xff\xff\xff"),
        ("rot13", b"x"),
        ("gzip, gzip, gzip", b"x"),
    ],
)
def test_what_cannot_be_decoded_is_an_error(coding: str, body: bytes, serve: Serve) -> None:
    """Cut, wrong, unknown or too many codings; never half a page."""
    with pytest.raises(FetchFailed):
        get(serve(coded(coding, body)))


def test_junk_after_the_end_is_left_out(serve: Serve) -> None:
    """Some servers append a line end to the compressed body."""
    assert get(serve(coded("gzip", gzip.compress(PAGE) + b"\r\n"))).body == PAGE


def test_a_body_without_end_stops_at_the_bound(serve: Serve) -> None:
    """No Content-Length is needed to see that it is too much."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65536)

    with pytest.raises(InputTooLarge):
        get(serve(answer), max_bytes=MB)


async def _drip(writer: asyncio.StreamWriter, first: bytes, piece: bytes) -> None:
    writer.write(first)
    for _ in range(200):
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"b"),
        (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        (b"", b""),
    ],
)
def test_a_trickle_ends_in_time(first: bytes, piece: bytes, serve_raw: Serve) -> None:
    """Slow bodies, slow headers, endless interim answers and silence all end with the time for the whole."""

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _drip(writer, first, piece)

    with pytest.raises(CorantoError) as caught:
        get(serve_raw(answer), timeout=0.5)
    assert caught.value.code in ("timed-out", "failed")


def test_a_slow_chain_of_redirects_ends_in_time(serve: Serve) -> None:
    """The time is for the whole fetch, not for each hop."""

    async def answer(_request: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        raise web.HTTPFound("/again")

    with pytest.raises(FetchTimedOut):
        get(serve(answer), timeout=0.5)


@pytest.mark.parametrize(
    "head",
    [
        b"X-A: " + b"b" * 100_000 + b"\r\n",
        b"".join(b"X-%d: b\r\n" % n for n in range(10_000)),
        b"X-" + b"a" * 100_000 + b": b\r\n",
        b"Content-Length: 2\r\nContent-Length: 3\r\n",
        b"Content-Length: -1\r\n",
        b"X-A: b\x00c\r\n",
    ],
)
def test_a_flood_of_headers_is_no_answer(head: bytes, serve_raw: Serve) -> None:
    """Too long, too many or contradicting headers end the fetch."""
    with pytest.raises(FetchFailed):
        get(serve_raw(raw(b"HTTP/1.1 200 OK\r\n" + head + b"\r\nok")))


@pytest.mark.parametrize("data", [b"", b"SSH-2.0-OpenSSH\r\n\r\n", b"\x00" * 1000, b"HTTP/9.9 200 OK\r\n\r\n"])
def test_what_is_no_http_is_an_error(data: bytes, serve_raw: Serve) -> None:
    """Another protocol behind the port is a failed fetch."""
    with pytest.raises(FetchFailed):
        get(serve_raw(raw(data)))


def test_a_cut_body_is_no_capture(serve_raw: Serve) -> None:
    """A connection lost half-way gives an error that a retry can help."""
    with pytest.raises(FetchFailed) as caught:
        get(serve_raw(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")))
    assert caught.value.retry


def test_what_the_server_claims_is_kept_and_believed_by_nobody(serve_raw: Serve) -> None:
    """The declared media type is data: bytes come as they are, and repeated headers do not override."""
    capture = get(
        serve_raw(
            raw(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Type: x/y\r\nContent-Length: 6\r\n\r\n<html>")
        )
    )
    assert (capture.content_type, capture.body) == ("image/png", b"<html>")


@pytest.mark.parametrize("url", ["", "http://[::1", "http://a b/", "not an address", "http://\x00/", "http://x" * 3000])
def test_what_is_no_address_is_refused(url: str) -> None:
    """Whatever a feed names as a link gives one of our errors."""

    async def run() -> None:
        client = fetcher()
        try:
            await client.fetch(url)
        finally:
            await client.close()

    with pytest.raises(CorantoError):
        asyncio.run(run())


def test_what_was_dropped_does_not_come_back(serve: Serve) -> None:
    """A second redirect, back to the first origin, does not bring credentials with it."""
    seen: list[tuple[str, str]] = []

    async def script(client: HttpFetcher, base: str) -> None:
        async def away(request: web.Request) -> web.Response:
            seen.append((request.path, request.headers.get("Authorization", "")))
            to = {"/": base.replace("127.0.0.1", "localhost") + "/there"}.get(request.path)
            return web.Response(status=302, headers={"Location": to}) if to else web.Response(text="ok")

        async with serve(away) as first:
            origin.append(first)
            await client.fetch(first.replace("http://", "http://user:secret@"))
            await client.fetch(first, headers={"Authorization": "Bearer s"})

    origin: list[str] = []

    async def back(_request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": origin[0] + "/back"})

    run_with(serve(back), script)
    assert [path for path, _ in seen] == ["/", "/back", "/", "/back"]
    assert [bool(sent) for _, sent in seen] == [True, False, True, False]


def test_a_form_is_sent_again_where_a_hub_moved(serve: Serve) -> None:
    """307 and 308 keep method and body; other redirects are the answer, and a loop ends."""
    got: list[tuple[str, str, str]] = []

    async def answer(request: web.Request) -> web.Response:
        got.append((request.method, request.path, await request.text()))
        steps = {"/a": (308, "/b"), "/b": (307, "/end"), "/see": (303, "/end"), "/loop": (307, "/loop")}
        status, to = steps.get(request.path, (202, ""))
        return web.Response(status=status, headers={"Location": to} if to else {})

    async def script(client: HttpFetcher, base: str) -> None:
        assert await client.post(base + "/a", {"hub.mode": "subscribe"}) == 202
        assert got[-1] == ("POST", "/end", "hub.mode=subscribe")
        assert await client.post(base + "/see", {}) == 303
        with pytest.raises(FetchRefused, match="redirects"):
            await client.post(base + "/loop", {})

    run_with(serve(answer), script)


def test_a_form_is_not_sent_inside(serve: Serve) -> None:
    """A hub outside cannot have a form sent to our own network."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": "http://169.254.169.254/latest/"})

    async def script(client: HttpFetcher, base: str) -> None:
        with pytest.raises(AddressRefused):
            await client.post(base, {"hub.secret": "s"})

    run_with(serve(answer), script)
