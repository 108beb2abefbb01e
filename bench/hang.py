"""Shows whether good hosts are slowed by a third of the hosts that hang.

    python bench/hang.py [--hosts 300]

The same good hosts, each two seconds slow, are polled over loopback alone, and among half as many again that take a
connection and never answer. The time until a good source's answer is recorded is compared, over the medians of three
runs of each kind; the hanging ones run into the time-out.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from datetime import UTC, datetime
from statistics import median, quantiles
from time import monotonic

from coranto.fetch.http import HttpFetcher, Limits
from coranto.fetch.polite import PoliteFetcher
from coranto.model import Capture, Feed, Source, SourceId
from coranto.pipeline.intake import parse_capture
from coranto.pipeline.poller import Poller
from coranto.storage.open import open_library
from loopback import Manner, feeds, host

TIMEOUT = 10.0
DELAY = 2.0
ROUNDS = 3


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current time."""
        return datetime.now(UTC)


def hangs(number: int) -> bool:
    """Whether a host is one of the third."""
    return number % 3 == 0


async def arrivals(folder: str, port: int, numbers: list[int]) -> list[float]:
    """Poll these hosts; returns after how many seconds each answer was there."""
    library = open_library(folder)
    for n in numbers:
        library.sources.add(Source(id=SourceId(f"{n:06}"), url=f"http://{host(n)}:{port}/feed"))
    http = HttpFetcher(allowed_hosts=tuple(host(n) for n in numbers), limits=Limits(timeout=TIMEOUT))
    came: list[float] = []

    async def handle(_number: int, _capture: Capture, _source: Source, _feed: Feed | None) -> None:
        came.append(monotonic() - began)

    began = monotonic()
    await Poller(library, PoliteFetcher(http), parse_capture, handle, clock=SystemClock()).poll_due()
    await http.close()
    library.close()
    return came


def run(hosts: int, *, hanging: bool) -> list[float]:
    """Poll once, with or without the hosts that hang; returns when the good ones' answers were there."""
    manners = {host(n): Manner(delay=3600 if hangs(n) else DELAY) for n in range(hosts)}
    with feeds(manners) as port, tempfile.TemporaryDirectory() as folder:
        return asyncio.run(arrivals(folder, port, [n for n in range(hosts) if hanging or not hangs(n)]))


def main(hosts: int) -> None:
    """Print both kinds of runs, taken in turn so that what else the machine does falls on both."""
    runs: dict[bool, list[list[float]]] = {False: [], True: []}
    for _ in range(ROUNDS):
        for hanging in runs:
            runs[hanging].append(run(hosts, hanging=hanging))
    print(f"{'polled':<34}{'answers':>8}{'median s':>10}{'95 % s':>9}{'last s':>9}")
    for hanging, all_came in runs.items():
        name = "with a third of hosts that hang" if hanging else "good hosts alone"
        cuts = [quantiles(came, n=20) for came in all_came]
        middle, late = median(cut[9] for cut in cuts), median(cut[18] for cut in cuts)
        last, count = median(max(came) for came in all_came), min(len(came) for came in all_came)
        print(f"{name:<34}{count:>8}{middle:>10.1f}{late:>9.1f}{last:>9.1f}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--hosts", type=int, default=300)
    main(arguments.parse_args().hosts)
