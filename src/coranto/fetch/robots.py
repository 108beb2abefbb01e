"""robots.txt, honoured for pages (RFC 9309)."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from protego import Protego
from yarl import URL

from coranto.errors import AddressRefused, CorantoError, FetchError, FetchRefused
from coranto.fetch.guard import shown
from coranto.fetch.http import parse_url
from coranto.ports.outside import Fetcher

TOKEN = "Coranto"  # noqa: S105 - RFC 9309's word for the name that rules are written for
_ACCEPT = {"Accept": "text/plain, */*;q=0.1"}
_READ_BYTES = 512 * 1024
_KEPT_SECONDS = 24 * 3600
_KEPT_SECONDS_UNREACHABLE = 600
_KEPT_SITES = 2000


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site lets us fetch. ``parsed`` is None where it is all or, if ``closed``, nothing."""

    parsed: Protego | None = None
    closed: bool = False

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched."""
        if self.parsed is None:
            return not self.closed
        return self.parsed.can_fetch(url, TOKEN)


class Robots:
    """Asks each site once a day. Two callers that need the same file wait for one request."""

    def __init__(self, fetcher: Fetcher, *, time: Callable[[], float] = monotonic) -> None:
        self._fetcher = fetcher
        self._time = time
        self._sites: OrderedDict[str, tuple[float, Rules]] = OrderedDict()
        self._asking: dict[str, asyncio.Lock] = {}

    async def check(self, url: str) -> None:
        """Judge a page's address.

        Raises:
            FetchRefused: the site does not want it fetched, or its server fails (RFC 9309, 2.3.1.4).
            AddressRefused: the guard does not let us go there.
        """
        target = parse_url(url)
        if not target.absolute:
            raise FetchRefused("no address", where=url[:200])
        if not (await self._rules(str(target.origin()))).allow(str(target)):
            raise FetchRefused("robots.txt does not allow it", where=shown(target))

    async def _rules(self, origin: str) -> Rules:
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            known = self._sites.get(origin)
            if known is None or known[0] <= self._time():
                known = self._keep(origin, await self._ask(origin))
        if not lock.locked():
            self._asking.pop(origin, None)
        return known[1]

    async def _ask(self, origin: str) -> Rules:
        try:
            capture = await self._fetcher.fetch(str(URL(origin) / "robots.txt"), headers=_ACCEPT)
        except AddressRefused:
            raise
        except FetchError as error:
            return Rules(closed=not 400 <= error.status < 500 or error.status == 429)
        except CorantoError:
            return Rules(closed=True)
        return Rules(Protego.parse(capture.body[:_READ_BYTES].decode("utf-8", "replace")))

    def _keep(self, origin: str, rules: Rules) -> tuple[float, Rules]:
        seconds = _KEPT_SECONDS_UNREACHABLE if rules.closed else _KEPT_SECONDS
        entry = (self._time() + seconds, rules)
        self._sites[origin] = entry
        self._sites.move_to_end(origin)
        if len(self._sites) > _KEPT_SITES:
            self._sites.popitem(last=False)
        return entry
