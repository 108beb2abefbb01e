"""Manners between us and one host, and between slow hosts and quick ones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

from yarl import URL

from coranto.errors import FetchError, FetchTimedOut
from coranto.fetch.guard import shown
from coranto.fetch.http import parse_url
from coranto.model import Capture
from coranto.ports.outside import Fetcher

_PRUNE_ABOVE = 1000


@dataclass(frozen=True, slots=True)
class Manners:
    """``delay``: seconds between requests to one host. ``slots``: requests at a time.

    A request that has not come back after ``patience`` seconds gives its slot to another and goes on waiting as one
    of at most ``waiting``: so hosts that hang do not hold up those that answer. A host that has hung ``hangs`` times
    in a row is left alone for ``rest`` seconds, one that asks for it (Retry-After with a 429 or 503) for as long as it
    asks, up to ``longest_rest``: what else was meant for it fails at once.
    """

    delay: float = 1.0
    slots: int = 128
    patience: float = 0.5
    waiting: int = 500
    hangs: int = 3
    rest: float = 300.0
    longest_rest: float = 3600.0


DEFAULT_MANNERS = Manners()


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    users: int = 0
    hangs: int = 0
    rests_until: float = 0.0
    why: FetchError | None = None

    def is_needed(self, now: float) -> bool:
        """Whether somebody waits for it, or it is to be left alone."""
        return self.users > 0 or self.hangs > 0 or max(self.free_at, self.rests_until) > now


class PoliteFetcher:
    """``ports.Fetcher`` that lets one request at a time go to a host, in the order asked, with a delay between them."""

    def __init__(self, inner: Fetcher, manners: Manners = DEFAULT_MANNERS) -> None:
        self._inner = inner
        self._manners = manners
        self._hosts: dict[str, _Host] = {}
        self._slots = asyncio.Semaphore(manners.slots)
        self._waiting = 0
        self._prune_above = _PRUNE_ABOVE

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Capture:
        """Return what the inner fetcher does, when it is this request's turn.

        Raises:
            FetchError: also where the host is left alone, the error that led to it.
        """
        target = parse_url(url)
        async with self._turn(target) as host:
            rest = host.rests_until - monotonic()
            if host.why and rest > 0:
                why = f"the host is left alone for a while: {host.why.message}"
                raise type(host.why)(why, where=shown(target), status=host.why.status, retry_after=rest)
            try:
                capture = await self._in_slot(url, headers)
            except FetchError as error:
                self._failed(host, error)
                raise
            host.hangs = 0
            return capture

    async def close(self) -> None:
        """Close the inner fetcher."""
        await self._inner.close()

    @asynccontextmanager
    async def _turn(self, url: URL) -> AsyncIterator[_Host]:
        host = self._hosts.setdefault(f"{url.host}:{url.port}", _Host())
        host.users += 1
        try:
            async with host.turn:
                if host.rests_until <= monotonic():
                    await asyncio.sleep(max(0.0, host.free_at - monotonic()))
                try:
                    yield host
                finally:
                    host.free_at = monotonic() + self._manners.delay
        finally:
            host.users -= 1
            self._prune()

    async def _in_slot(self, url: str, headers: Mapping[str, str] | None) -> Capture:
        await self._slots.acquire()
        held: Callable[[], None] = self._slots.release
        request = asyncio.ensure_future(self._inner.fetch(url, headers=headers))
        try:
            await asyncio.wait({request}, timeout=self._manners.patience)
            if not request.done() and self._waiting < self._manners.waiting:
                held()
                self._waiting += 1
                held = self._stop_waiting
            return await request
        finally:
            request.cancel()
            held()

    def _failed(self, host: _Host, error: FetchError) -> None:
        host.hangs = host.hangs + 1 if isinstance(error, FetchTimedOut) else 0
        if error.retry_after and error.status in (429, 503):
            rest = min(error.retry_after, self._manners.longest_rest)
        elif host.hangs >= self._manners.hangs:
            rest = self._manners.rest
        else:
            return
        host.hangs, host.why, host.rests_until = 0, error, monotonic() + rest

    def _stop_waiting(self) -> None:
        self._waiting -= 1

    def _prune(self) -> None:
        """Forget hosts that nobody waits for and whose delay is over."""
        if len(self._hosts) > self._prune_above:
            now = monotonic()
            self._hosts = {name: host for name, host in self._hosts.items() if host.is_needed(now)}
            self._prune_above = 2 * len(self._hosts) + _PRUNE_ABOVE
