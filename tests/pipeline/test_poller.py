"""The poller over a real library and real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from coranto.errors import StorageError, UnreadableInput
from coranto.fetch.http import HttpFetcher, Limits
from coranto.fetch.polite import Manners, PoliteFetcher
from coranto.model import Capture, Feed, FeedEntry, Source, SourceKind, SourceState
from coranto.pipeline.poller import Options, Poller
from coranto.storage.open import StoredLibrary, open_library
from coranto.text.hashing import source_id

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    """Time that the test moves."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


class Site:
    """A site with feeds: what each path answers, and what was asked."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.answers: dict[str, Callable[[web.Request], web.Response]] = {}

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        if request.path == "/hang":
            await asyncio.sleep(60)
        return self.answers.get(request.path, lambda _: web.Response(status=404))(request)

    @asynccontextmanager
    async def up(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_get("/{path:.*}", self.handle)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


@pytest.fixture
def library(tmp_path: Path) -> StoredLibrary:
    return open_library(str(tmp_path))


def parse(capture: Capture) -> Feed:
    if b"feed" not in capture.body:
        raise UnreadableInput("no feed", where=capture.url)
    return Feed(entries=(FeedEntry(id="1", title="One", published=NOW),))


def conditional(etag: str) -> Callable[[web.Request], web.Response]:
    def answer(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(text="feed", headers={"ETag": etag})

    return answer


class Rig:
    """A library, a site and a poller between them."""

    def __init__(self, library: StoredLibrary, base: str) -> None:
        self.library = library
        self.base = base
        self.clock = Clock()
        self.handled: list[tuple[int, str, bytes]] = []
        self.http = HttpFetcher(allowed_hosts=("127.0.0.1",), limits=Limits(timeout=2))
        self.fetcher = PoliteFetcher(self.http, Manners(delay=0))
        self.poller = self.new_poller()

    def new_poller(self) -> Poller:
        return Poller(
            self.library, self.fetcher, parse, self.handle, clock=self.clock, options=Options(look=0.05, of_one_host=3)
        )

    async def handle(self, number: int, capture: Capture, source: Source, feed: Feed | None) -> None:
        assert (feed is None) == (source.kind is not SourceKind.FEED)
        self.handled.append((number, source.url.removeprefix(self.base), capture.body))
        self.library.captures.done(number)

    def add(self, path: str, kind: SourceKind = SourceKind.FEED) -> Source:
        url = self.base + path
        source = Source(id=source_id(url), url=url, kind=kind)
        self.library.sources.add(source)
        return source

    async def poll(self, hours: float = 0) -> int:
        self.clock.at += timedelta(hours=hours)
        return await self.poller.poll_due()


async def until(seen: Callable[[], bool]) -> None:
    """Wait until something is seen, at most five seconds."""
    for _ in range(250):
        if seen():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("not seen in time")


def with_rig(library: StoredLibrary, site: Site, script: Callable[[Rig], object]) -> None:
    async def run() -> None:
        async with site.up() as base:
            rig = Rig(library, base)
            try:
                await script(rig)  # type: ignore[misc]
            finally:
                await rig.http.close()

    asyncio.run(run())


def test_what_came_is_recorded_and_handed_on_once(library: StoredLibrary) -> None:
    """A new feed is parsed and handed on; the 304 after it is neither."""
    site = Site()
    site.answers["/feed"] = conditional('"1"')

    async def script(rig: Rig) -> None:
        source = rig.add("/feed")
        assert await rig.poll() == 1
        assert await rig.poll() == 0
        assert await rig.poll(hours=2) == 1
        assert [(path, body) for _, path, body in rig.handled] == [("/feed", b"feed")]
        state = library.sources.state(source.id)
        assert (state.etag, state.validated, state.items) == ('"1"', True, 1)
        assert library.sources.get(source.id).state is SourceState.OK

    with_rig(library, site, script)
    assert [request.headers.get("If-None-Match") for request in site.asked] == [None, '"1"']


def test_a_capture_is_recorded_before_anything_is_done_with_it(library: StoredLibrary) -> None:
    """A handler that dies leaves the capture for the next run, and the source is not asked again for it."""
    site = Site()
    site.answers["/feed"] = conditional('"1"')

    async def script(rig: Rig) -> None:
        rig.add("/feed")

        async def die(*_arguments: object) -> None:
            raise RuntimeError("killed here")

        rig.handle = die  # type: ignore[method-assign,assignment]
        rig.poller = rig.new_poller()
        await rig.poll()
        assert [capture.body for _, capture, _, _ in library.captures.pending(10)] == [b"feed"]
        assert await rig.poll() == 0

    with_rig(library, site, script)


def test_what_is_no_feed_is_a_failure_and_not_kept(library: StoredLibrary) -> None:
    """The source shows why, no capture waits, and its validators are not those of the wrong page."""
    site = Site()
    site.answers["/feed"] = lambda _: web.Response(text="<html>", headers={"ETag": '"wrong"'})

    async def script(rig: Rig) -> None:
        source = rig.add("/feed")
        await rig.poll()
        state = library.sources.state(source.id)
        assert (state.error_code, state.failures, state.etag) == ("unreadable", 1, "")
        assert library.sources.get(source.id).state is SourceState.FAILING
        assert library.captures.pending(10) == []
        assert library.sources.recent_errors(10)[0][1] == "unreadable"

    with_rig(library, site, script)


def test_gone_sources_are_not_asked_again(library: StoredLibrary) -> None:
    """410 retires the source at once."""
    site = Site()
    site.answers["/feed"] = lambda _: web.Response(status=410)

    async def script(rig: Rig) -> None:
        source = rig.add("/feed")
        await rig.poll()
        assert library.sources.get(source.id).state is SourceState.GONE
        assert await rig.poll(hours=1000) == 0

    with_rig(library, site, script)


def test_a_moved_source_gets_its_new_address(library: StoredLibrary) -> None:
    """After the third sighting the new address is asked, without a redirect between."""
    site = Site()
    site.answers["/old"] = lambda _: web.Response(status=301, headers={"Location": "/new"})
    site.answers["/new"] = conditional('"1"')

    async def script(rig: Rig) -> None:
        source = rig.add("/old")
        for _ in range(4):
            await rig.poll(hours=25)
        assert library.sources.get(source.id).url == rig.base + "/new"

    with_rig(library, site, script)
    assert [request.path for request in site.asked] == ["/old", "/new"] * 3 + ["/new"]


def test_robots_rules_hold_for_pages_and_not_for_feeds(library: StoredLibrary) -> None:
    """A feed that the reader subscribed to is fetched; a page that the site closes is not."""
    site = Site()
    site.answers["/robots.txt"] = lambda _: web.Response(text="User-agent: *\nDisallow: /")
    site.answers["/feed"] = site.answers["/page"] = conditional('"1"')

    async def script(rig: Rig) -> None:
        rig.add("/feed")
        page = rig.add("/page", SourceKind.PAGE)
        await rig.poll()
        assert [path for _, path, _ in rig.handled] == ["/feed"]
        assert library.sources.state(page.id).error_code == "refused"

    with_rig(library, site, script)


def test_state_survives_a_restart(library: StoredLibrary) -> None:
    """Another poller on the same library goes on where the first stopped."""
    site = Site()
    site.answers["/feed"] = conditional('"1"')

    async def script(rig: Rig) -> None:
        rig.add("/feed")
        await rig.poll()
        rig.poller = rig.new_poller()
        assert await rig.poll() == 0
        await rig.poll(hours=1.1)

    with_rig(library, site, script)
    assert site.asked[-1].headers["If-None-Match"] == '"1"'


def test_two_pollers_ask_each_source_once(library: StoredLibrary) -> None:
    """A claim keeps a second process from what the first has in hand."""
    site = Site()

    async def script(rig: Rig) -> None:
        for n in range(30):
            site.answers[f"/{n}"] = conditional('"1"')
            rig.add(f"/{n}")
        taken = await asyncio.gather(rig.new_poller().poll_due(), rig.new_poller().poll_due())
        assert sum(taken) == 30
        assert len(rig.handled) == 30

    with_rig(library, site, script)
    assert len(site.asked) == 30


def test_a_stopped_poller_gives_back_what_it_had_in_hand(library: StoredLibrary) -> None:
    """Nothing waits for a claim to run out after a clean stop."""
    site = Site()

    async def script(rig: Rig) -> None:
        source = rig.add("/hang")
        running = asyncio.create_task(rig.poller.run())
        await until(lambda: bool(site.asked))
        assert library.sources.due(rig.clock.now() + timedelta(minutes=1), 10) == []
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert [s.id for s, _ in library.sources.due(rig.clock.now() + timedelta(minutes=1), 10)] == [source.id]

    with_rig(library, site, script)


def test_many_sources_of_one_host_do_not_fill_the_hand(library: StoredLibrary) -> None:
    """What one host has too many of goes back with a later time."""
    site = Site()
    site.answers["/hang"] = lambda _: web.Response(text="feed")

    async def script(rig: Rig) -> None:
        for n in range(20):
            rig.add(f"/hang?{n}")
        running = asyncio.create_task(rig.poller.run())
        await until(lambda: len(library.sources.due(rig.clock.now() + timedelta(minutes=1), 100)) == 17)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    with_rig(library, site, script)


def test_a_clock_that_jumps_back_does_not_stop_polling(library: StoredLibrary) -> None:
    """Sources polled in what is now the future are asked again."""
    site = Site()
    site.answers["/feed"] = conditional('"1"')

    async def script(rig: Rig) -> None:
        rig.add("/feed")
        rig.clock.at = NOW + timedelta(days=400)
        running = asyncio.create_task(rig.poller.run())
        await until(lambda: len(rig.handled) == 1)
        rig.clock.at = NOW
        await until(lambda: len(site.asked) == 2)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    with_rig(library, site, script)
    assert len(site.asked) == 2


def test_an_owner_who_pauses_a_source_wins_over_a_poll_under_way(library: StoredLibrary) -> None:
    """The poll's own record does not wake the source."""
    site = Site()

    async def script(rig: Rig) -> None:
        source = rig.add("/feed")

        def paused_meanwhile(_request: web.Request) -> web.Response:
            library.sources.update(replace(source, state=SourceState.PAUSED))
            return web.Response(text="feed")

        site.answers["/feed"] = paused_meanwhile
        await rig.poll()
        assert library.sources.get(source.id).state is SourceState.PAUSED

    with_rig(library, site, script)


def test_a_parser_that_fails_is_the_sources_failure(library: StoredLibrary) -> None:
    """What crashed the parser is not kept to crash it again at the next start."""
    site = Site()
    site.answers["/feed"] = lambda _: web.Response(text="feed")

    def crash(_capture: Capture) -> Feed:
        raise RecursionError("too deep")

    async def script(rig: Rig) -> None:
        source = rig.add("/feed")
        poller = Poller(library, rig.fetcher, crash, rig.handle, clock=rig.clock, options=Options(look=0.05))
        assert await poller.poll_due() == 1
        assert library.sources.state(source.id).error_code == "unreadable"
        assert library.captures.pending(10) == []

    with_rig(library, site, script)


def test_a_full_disk_is_not_the_sources_failure(library: StoredLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be recorded is asked for again, and the source is not blamed."""
    site = Site()
    site.answers["/feed"] = conditional('"1"')

    def full(*_arguments: object) -> int:
        raise StorageError("the disk is full")

    async def script(rig: Rig) -> None:
        source = rig.add("/feed")
        monkeypatch.setattr(library.captures, "add", full)
        await rig.poll()
        assert library.sources.state(source.id).failures == 0
        monkeypatch.undo()
        await rig.poll(hours=0.5)
        assert len(rig.handled) == 1

    with_rig(library, site, script)
