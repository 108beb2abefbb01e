"""Shows whether good hosts are slowed by a third of the hosts that hang.

    python bench/hang.py [--hosts 900]

The same good hosts are polled over loopback twice: alone, and among half as many again that take a connection and
never answer. The time until a good source's answer is recorded is compared; the hanging ones run into the time-out.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from datetime import UTC, datetime
from statistics import quantiles
from time import monotonic

from coranto.fetch.http import HttpFetcher, Limits
from coranto.fetch.polite import PoliteFetcher
from coranto.model import Capture, Feed, Source, SourceId
from coranto.pipeline.handling import parse_capture
from coranto.pipeline.poller import Poller
from coranto.storage.open import open_library
from loopback import Manner, feeds, host

TIMEOUT = 10.0


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current time."""
        return datetime.now(UTC)


def hangs(number: int) -> bool:
    """Whether a host is one of the third."""
    return number % 3 == 0


async def arrivals(folder: str, port: int, numbers: list[int]) -> tuple[list[float], float]:
    """Poll these hosts; returns after how many seconds each answer was there, and how long all took."""
    library = open_library(folder)
    for n in numbers:
        library.sources.add(Source(id=SourceId(f"{n:06}"), url=f"http://{host(n)}:{port}/feed"))
    http = HttpFetcher(allowed_hosts=tuple(host(n) for n in numbers), limits=Limits(timeout=TIMEOUT))
    came: list[float] = []

    async def handle(_number: int, _capture: Capture, _source: Source, _feed: Feed | None) -> None:
        came.append(monotonic() - began)

    began = monotonic()
    await Poller(library, PoliteFetcher(http), parse_capture, handle, clock=SystemClock()).poll_due()
    took = monotonic() - began
    await http.close()
    library.close()
    return came, took


def main(hosts: int) -> None:
    """Print both runs."""
    good = [n for n in range(hosts) if not hangs(n)]
    print(f"{'polled':<34}{'good':>6}{'median s':>10}{'95 % s':>9}{'last s':>9}{'all done s':>12}")
    runs = {"good hosts alone": good, "with a third of hosts that hang": list(range(hosts))}
    for name, numbers in runs.items():
        manners = {host(n): Manner(delay=3600 if hangs(n) else 0.2) for n in range(hosts)}
        with feeds(manners) as port, tempfile.TemporaryDirectory() as folder:
            came, took = asyncio.run(arrivals(folder, port, numbers))
        cuts = quantiles(came, n=20)
        print(f"{name:<34}{len(came):>6}{cuts[9]:>10.1f}{cuts[18]:>9.1f}{max(came):>9.1f}{took:>12.1f}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--hosts", type=int, default=900)
    main(arguments.parse_args().hosts)
