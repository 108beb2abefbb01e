"""Polls 10,000 feeds: what a 15-minute cycle costs in CPU and memory, and how many requests the rules allow.

    python bench/poll.py [--feeds 10000] [--sources 90] [--hours 24]

First real sockets: every feed on a host of its own on loopback, with delays, gzip, 304s, failures and redirects; two
cycles, as fast as they go. Then the schedule in simulated time: the real poller over a real library, against a count
of what each rule allows.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic, process_time

from coranto.errors import FetchFailed, FetchGone, FetchRefused
from coranto.fetch.http import HttpFetcher, Limits
from coranto.fetch.polite import Manners, PoliteFetcher
from coranto.model import Capture, Feed, FeedEntry, Source, SourceId
from coranto.pipeline.intake import parse_capture
from coranto.pipeline.poller import Options, Poller
from coranto.storage.open import StoredLibrary, open_library
from loopback import Manner, feeds, host

CYCLE = 900.0
BUSY = FetchRefused("busy", status=429, retry_after=7200)
START = datetime(2026, 11, 24, 21, tzinfo=UTC)


class Clock:
    """Time that the benchmark moves."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        """Return it."""
        return self.at


def manner(number: int) -> Manner:
    """Return how a host answers: half of a second or less mostly, some slow; a twentieth fail or have moved."""
    chance = random.Random(number)
    kind = chance.choices(["good", "always", "failing", "moved"], [80, 10, 5, 5])[0]
    return Manner(delay=min(5.0, chance.lognormvariate(-1.8, 0.9)), kind=kind)


async def cycles(library: StoredLibrary, hosts: list[str]) -> None:
    """Poll everything twice and print what it took."""
    clock = Clock()
    http = HttpFetcher(allowed_hosts=tuple(hosts), limits=Limits(timeout=30))
    fetcher = PoliteFetcher(http, Manners())

    async def handle(number: int, _capture: Capture, _source: Source, _feed: Feed | None) -> None:
        await asyncio.to_thread(library.captures.done, number)

    poller = Poller(library, fetcher, parse_capture, handle, clock=clock)
    print(f"{'cycle':<8}{'feeds':>8}{'wall s':>9}{'CPU s':>9}{'CPU of a cycle':>16}{'peak MB':>9}")
    for name in ("first", "second"):
        clock.at += timedelta(hours=25)
        wall, cpu = monotonic(), process_time()
        asked = await poller.poll_due()
        wall, cpu = monotonic() - wall, process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name:<8}{asked:>8}{wall:>9.1f}{cpu:>9.1f}{cpu / CYCLE:>15.1%}{peak:>9.0f}")
    await http.close()


def run_sockets(count: int) -> None:
    """Measure real polls of feeds on loopback."""
    manners = {host(n): manner(n) for n in range(count)}
    with feeds(manners) as port, tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        for n in range(count):
            library.sources.add(Source(id=SourceId(str(n)), url=f"http://{host(n)}:{port}/feed"))
        asyncio.run(cycles(library, list(manners)))
        states = Counter(source.state.value for source in library.sources.all())
        print(", ".join(f"{count} {state}" for state, count in sorted(states.items())))
        library.close()


class Rule:
    """A kind of source in simulated time, and how many requests a day its rule allows."""

    def __init__(self, name: str, allowed: float, *, every: float = 600, **headers: str) -> None:
        self.name, self.allowed, self.every, self.headers = name, allowed, every, headers

    def answer(self, url: str, asked: Mapping[str, str], now: datetime) -> Capture:
        """Return what such a source answers at a time."""
        headers = {name.replace("_", "-"): value for name, value in self.headers.items()}
        if "expires" in headers:
            headers |= {"expires": format_datetime(now + timedelta(hours=3), usegmt=True)}
            headers |= {"date": format_datetime(now, usegmt=True)}
        newest = int(now.timestamp() // self.every)
        if self.name.startswith("no validator"):
            return Capture(url=url, body=str(newest).encode(), fetched=now, headers=headers)
        same = asked.get("If-None-Match") == f'"{newest}"'
        body = b"" if same else f"{newest} {self.every}".encode()
        return Capture(
            url=url, body=body, fetched=now, status=304 if same else 200, headers={**headers, "etag": f'"{newest}"'}
        )


class Failing(Rule):
    """A source that fails in its own way."""

    def __init__(self, name: str, allowed: float, error: FetchFailed | FetchRefused | FetchGone) -> None:
        super().__init__(name, allowed)
        self.error = error

    def answer(self, url: str, asked: Mapping[str, str], now: datetime) -> Capture:  # noqa: ARG002
        """Fail."""
        raise self.error


def rules(hours: float) -> list[Rule]:
    """Return kinds of sources with the requests that each one's rule allows in so many hours."""
    return [
        # The first wait is an hour (nothing has proven the validators yet), then the rule holds.
        Rule("new every 10 minutes", 1 + (hours - 1) * 4, every=600),
        Rule("max-age 30 minutes", 1 + (hours - 1) * 2, cache_control="max-age=1800"),
        Rule("Expires in 3 hours", hours / 3, expires=""),
        Rule("new every 4 hours", hours / 2, every=4 * 3600),
        Rule("no validator", hours),
        Rule("no validator, max-age 2 hours", hours / 2, cache_control="max-age=7200"),
        # Failures wait for the larger of Retry-After and the back-off, which doubles up to a day.
        Failing(
            "429, Retry-After 2 hours",
            _until(hours, 2, 4, 6, 10, 18, 34),
            FetchRefused("", status=429, retry_after=7200),
        ),
        Failing("500", _until(hours, 1, 2, 4, 8, 16, 32), FetchFailed("down", status=500)),
        Failing("410", 1, FetchGone("gone", status=410)),
    ]


def _until(hours: float, *times: float) -> int:
    return 1 + sum(at < hours for at in times)


def parse_simulated(capture: Capture) -> Feed:
    """Return a feed of ten entries, one at each step back."""
    newest, _, every = capture.body.decode().partition(" ")
    step = float(every or 600)
    times = [datetime.fromtimestamp((int(newest) - n) * step, UTC) for n in range(10)]
    return Feed(entries=tuple(FeedEntry(id=str(at), published=at) for at in times))


class Simulated:
    """``ports.Fetcher`` in simulated time."""

    def __init__(self, kinds: list[Rule], clock: Clock) -> None:
        self.kinds, self.clock = kinds, clock
        self.asked: Counter[str] = Counter()

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Capture:
        """Answer as the source's kind does."""
        kind = self.kinds[int(url.rsplit("/", 1)[1]) % len(self.kinds)]
        self.asked[kind.name] += 1
        return kind.answer(url, headers or {}, self.clock.now())

    async def close(self) -> None:
        """Nothing to close."""


async def schedule(library: StoredLibrary, sources: int, hours: float) -> None:
    """Poll through simulated time, a minute a step, and print requests made against those allowed."""
    clock, kinds = Clock(), rules(hours)
    fetcher = Simulated(kinds, clock)

    async def handle(number: int, _capture: Capture, _source: Source, _feed: Feed | None) -> None:
        library.captures.done(number)

    poller = Poller(library, fetcher, parse_simulated, handle, clock=clock, options=Options(look=0.01))
    while clock.at < START + timedelta(hours=hours):
        await poller.poll_due()
        clock.at += timedelta(seconds=20)
    each = sources / len(kinds)
    print(f"\n{'rule':<34}{'allowed':>10}{'made':>10}{'ratio':>8}")
    for kind in kinds:
        _print_row(kind.name, kind.allowed * each, fetcher.asked[kind.name])
    _print_row("all", sum(kind.allowed for kind in kinds) * each, fetcher.asked.total())


def _print_row(name: str, allowed: float, made: int) -> None:
    print(f"{name:<34}{allowed:>10.0f}{made:>10}{made / allowed:>8.3f}")


def run_schedule(sources: int, hours: float) -> None:
    """Measure the schedule in simulated time."""
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        for n in range(sources):
            library.sources.add(Source(id=SourceId(str(n)), url=f"https://h{n}.example/{n}"))
        asyncio.run(schedule(library, sources, hours))
        library.close()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--feeds", type=int, default=10_000)
    arguments.add_argument("--sources", type=int, default=90)
    arguments.add_argument("--hours", type=float, default=24)
    given = arguments.parse_args()
    run_sockets(given.feeds)
    run_schedule(given.sources, given.hours)
