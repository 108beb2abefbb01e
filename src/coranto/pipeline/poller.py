"""Asks every source that is due, in fair order, and hands on what came.

    claim what is due -> fetch, one at a time a host -> record the capture -> parse -> decide -> record -> hand on

What came is recorded before anything is done with it, and a claim runs out by itself: a process killed at any point
loses nothing, and another one on the same library fetches nothing twice.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TypeVar

from coranto.errors import CorantoError, FetchError, InputError, SettingsError, StorageError, UnreadableInput
from coranto.fetch.robots import Robots
from coranto.model import Capture, Feed, PollState, Source, SourceId, SourceKind
from coranto.pipeline import polling, websub
from coranto.pipeline.mailboxes import Mailboxes
from coranto.pipeline.websub import Subscriber
from coranto.ports.library import Library
from coranto.ports.outside import Clock, Fetcher
from coranto.text.urls import host_of, without_login

_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)

Handler = Callable[[int, Capture, Source, Feed | None], Awaitable[None]]
"""Gets a recorded capture: its number in ``library.captures``, the source, and the feed if it is one."""

_BATCH = 100
_ALL = 1_000_000
_CLOCK_SLIP = 60.0


@dataclass(frozen=True, slots=True)
class Options:
    """Sources in hand at a time, of these handled and on one host; seconds of a claim, seconds between looks.

    While so many are handled, no more are claimed: what waits for its turn waits in the library, not in memory.
    """

    in_hand: int = 2000
    handled: int = 200
    of_one_host: int = 10
    claim: float = 900.0
    look: float = 1.0


DEFAULT_OPTIONS = Options()


class Poller:
    """Polls a library's sources.

    ``fetcher`` brings the manners (``fetch.polite``); ``parse`` turns a capture into a feed or raises; ``handle`` gets
    what came; ``subscriber``, where hubs can reach us, is told of the hubs that feeds name; ``mailboxes`` reads those
    among the sources. The library is called on one thread of the poller's own, so that a busy store never stops the
    network.
    """

    def __init__(
        self,
        library: Library,
        fetcher: Fetcher,
        parse: Callable[[Capture], Feed],
        handle: Handler,
        *,
        clock: Clock,
        options: Options = DEFAULT_OPTIONS,
        robots: Robots | None = None,
        subscriber: Subscriber | None = None,
        mailboxes: Mailboxes | None = None,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._robots = robots or Robots(fetcher)
        self._parse = parse
        self._handle = handle
        self._clock = clock
        self._options = options
        self._subscriber = subscriber
        self._mailboxes = mailboxes
        self._store = ThreadPoolExecutor(1, thread_name_prefix="poller")
        self._hosts: Counter[str] = Counter()
        self._handled = 0
        self._in_hand: dict[SourceId, asyncio.Task[None]] = {}
        self._random = random.Random()  # noqa: S311 - spreads requests, hides nothing

    async def run(self) -> None:
        """Poll until cancelled; sources in hand are given back then."""
        slip = _Slip(self._clock)
        await self._stored(self._heal)
        try:
            while True:
                if slip.went_back():
                    await self._stored(self._heal)
                if await self._take_due(self._options.of_one_host) < _BATCH:
                    await self._pause()
        finally:
            await self._stop()

    async def poll_due(self) -> int:
        """Poll once what is due now; returns how many sources that were."""
        taken = 0
        await self._stored(self._heal)
        try:
            while (more := await self._take_due(self._options.in_hand)) or self._in_hand:
                taken += more
                await self._pause()
        finally:
            await self._stop()
        return taken

    async def _take_due(self, of_one_host: int) -> int:
        """Claim a batch of what is due and start it; what one host has too many of goes back with a later time."""
        room = min(_BATCH, self._options.in_hand - len(self._in_hand), self._options.handled - self._handled)
        now = self._clock.now()
        until = now + timedelta(seconds=self._options.claim)
        claimed = await self._stored(self._library.sources.claim, now, room, until) if room > 0 else []
        over: list[tuple[Source, PollState]] = []
        for source, state in claimed:
            if self._hosts[host_of(source.url)] >= of_one_host:
                over.append((source, state))
            elif source.id not in self._in_hand:
                self._start(source, state)
        await self._stored(self._put_off, over, now)
        return len(claimed)

    def _put_off(self, pairs: Iterable[tuple[Source, PollState]], now: datetime) -> None:
        for place, (source, state) in enumerate(pairs, start=1):
            self._library.sources.polled(replace(state, due=now + timedelta(seconds=place)), source.state)

    def _start(self, source: Source, state: PollState) -> None:
        host = host_of(source.url)
        self._hosts[host] += 1
        visited = self._mailboxes if source.kind is SourceKind.MAIL else None
        task = asyncio.create_task(self._visit(visited, source, state) if visited else self._poll(source, state))
        self._in_hand[source.id] = task
        task.add_done_callback(lambda done: self._ended(source, host, done))

    def _ended(self, source: Source, host: str, task: asyncio.Task[None]) -> None:
        del self._in_hand[source.id]
        self._hosts[host] -= 1
        if not self._hosts[host]:
            del self._hosts[host]
        if not task.cancelled() and (error := task.exception()):
            _LOG.error("%s", source.url, exc_info=error)

    async def _poll(self, source: Source, state: PollState) -> None:
        began = monotonic()
        came: tuple[int, Capture, Feed | None] | None = None
        try:
            capture = await self._fetch(source, state)
            if not polling.is_unchanged(state, capture):
                came = await self._record(source, capture)
            feed = came[2] if came else None
            pushed = await self._stored(self._push, source, capture, feed)
            decision = polling.after_answer(
                source, state, capture, feed, now=self._clock.now(), chance=self._random.random(), pushed=pushed
            )
        except (FetchError, InputError) as error:
            decision = polling.after_failure(state, error, now=self._clock.now(), chance=self._random.random())
            await self._stored(self._note, source, error)
        took = replace(decision.state, duration=monotonic() - began)
        await self._stored(self._write, source, replace(decision, state=took))
        if came:
            self._handled += 1
            try:
                await self._handle(came[0], came[1], source, came[2])
            finally:
                self._handled -= 1

    async def _visit(self, mailboxes: Mailboxes, source: Source, state: PollState) -> None:
        """Read a mailbox; what is new there is taken on the way."""
        began = monotonic()
        try:
            letters = await mailboxes.read(source)
            decision = polling.after_visit(state, letters, now=self._clock.now(), chance=self._random.random())
        except asyncio.CancelledError:
            self._put_off([(source, state)], self._clock.now())
            raise
        except (FetchError, InputError, SettingsError) as error:
            decision = polling.after_failure(state, error, now=self._clock.now(), chance=self._random.random())
            await self._stored(self._note, source, error)
        took = replace(decision.state, duration=monotonic() - began)
        await self._stored(self._write, source, replace(decision, state=took))

    async def _fetch(self, source: Source, state: PollState) -> Capture:
        try:
            if source.kind is SourceKind.PAGE:
                await self._robots.check(source.url)
            return await self._fetcher.fetch(source.url, headers=polling.conditional_headers(state))
        except asyncio.CancelledError:
            self._put_off([(source, state)], self._clock.now())
            raise

    async def _record(self, source: Source, capture: Capture) -> tuple[int, Capture, Feed | None]:
        """Record a capture, then parse it; what cannot be parsed is not kept for another try."""
        number = await self._stored(self._library.captures.add, capture, source.id, source.kind.value)
        if source.kind is not SourceKind.FEED:
            return number, capture, None
        try:
            return number, capture, await asyncio.to_thread(self._parse, capture)
        except Exception as error:  # what a stranger sent must not come back at every start
            await self._stored(self._library.captures.done, number)
            if isinstance(error, CorantoError):
                raise
            _LOG.exception("%s", source.url)
            raise UnreadableInput(f"the parser failed: {error!r}", where=source.url) from error

    def _push(self, source: Source, capture: Capture, feed: Feed | None) -> bool:
        """Note the hub that a feed names; returns whether one already tells us of this source's news."""
        if self._subscriber is None:
            return False
        if feed:
            self._subscriber.notice(source, capture, feed)
        return websub.is_active(self._library.subscriptions.of_source(source.id), self._clock.now())

    def _note(self, source: Source, error: CorantoError) -> None:
        self._library.sources.note_error(without_login(source.url), error.code, str(error), self._clock.now())

    def _write(self, source: Source, decision: polling.Decision) -> None:
        self._library.sources.polled(decision.state, decision.health)
        if decision.url:
            try:
                now_known = self._library.sources.get(source.id)
                self._library.sources.update(replace(now_known, url=decision.url))
            except StorageError as error:
                self._note(source, error)

    def _heal(self) -> None:
        """Bring back sources that a clock which ran ahead has put off into the far future."""
        now = self._clock.now()
        for source, state in self._library.sources.due(datetime.max.replace(tzinfo=UTC), _ALL):
            healed = polling.healed(state, now)
            if healed is not state:
                self._library.sources.polled(healed, source.state)

    async def _pause(self) -> None:
        """Wait until the next look, less if everything in hand is done before."""
        if self._in_hand:
            await asyncio.wait(self._in_hand.values(), timeout=self._options.look)
        else:
            await asyncio.sleep(self._options.look)

    async def _stop(self) -> None:
        tasks = list(self._in_hand.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _stored(self, call: Callable[..., _T], *arguments: object) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._store, call, *arguments)


class _Slip:
    """Tells when the clock on the wall went back, against one that only goes on."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at = self._offset()

    def went_back(self) -> bool:
        """Whether it did since the last call."""
        before, self._at = self._at, self._offset()
        return self._at < before - _CLOCK_SLIP

    def _offset(self) -> float:
        return self._clock.now().timestamp() - monotonic()
