"""Manners between us and one host, and between slow hosts and quick ones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

from yarl import URL

from coranto.fetch.http import parse_url
from coranto.model import Capture
from coranto.ports.outside import Fetcher

_PRUNE_ABOVE = 1000


@dataclass(frozen=True, slots=True)
class Manners:
    """``delay``: seconds between requests to one host. ``slots``: requests at a time.

    A request that has not come back after ``patience`` seconds gives its slot to another and goes on waiting as one
    of at most ``waiting``: so hosts that hang do not hold up those that answer.
    """

    delay: float = 1.0
    slots: int = 64
    patience: float = 2.0
    waiting: int = 500


DEFAULT_MANNERS = Manners()


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    users: int = 0


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
        """Return what the inner fetcher does, when it is this request's turn."""
        async with self._turn(parse_url(url)):
            return await self._in_slot(url, headers)

    async def close(self) -> None:
        """Close the inner fetcher."""
        await self._inner.close()

    @asynccontextmanager
    async def _turn(self, url: URL) -> AsyncIterator[None]:
        host = self._hosts.setdefault(f"{url.host}:{url.port}", _Host())
        host.users += 1
        try:
            async with host.turn:
                await asyncio.sleep(max(0.0, host.free_at - monotonic()))
                try:
                    yield
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

    def _stop_waiting(self) -> None:
        self._waiting -= 1

    def _prune(self) -> None:
        """Forget hosts that nobody waits for and whose delay is over."""
        if len(self._hosts) > self._prune_above:
            now = monotonic()
            self._hosts = {name: host for name, host in self._hosts.items() if host.users or host.free_at > now}
            self._prune_above = 2 * len(self._hosts) + _PRUNE_ABOVE
