"""Memory of one process that reads page after page: a leak, or a cache without a bound, shows as a slope.

``python bench/extract_memory.py DATA [PAGES] [MINUTES]``: the labelled pages in turn, 100,000 of them unless told
otherwise, for at most so many minutes; prints what the process holds after each tenth.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import cycle, islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from coranto.bench.extract.sets import read_sets
from coranto.extract.page import extract_page

_STATUS = Path("/proc/self/status")
_TENTHS = 10


def main(data: Path, pages: int, minutes: float) -> None:
    """Print pages read, and megabytes held, after each tenth of the pages."""
    stop = time.monotonic() + 60 * minutes
    held = [(page.html, page.url) for page in read_sets(data)]
    print(f"{len(held)} pages in turn; before the first {resident():.0f} MB", flush=True)
    turn = cycle(held)
    for tenth in range(1, _TENTHS + 1):
        for html, url in islice(turn, pages // _TENTHS):
            extract_page(html, url=url)
            if time.monotonic() > stop:
                break
        print(f"{tenth * pages // _TENTHS:7} pages  {resident():.0f} MB", flush=True)
        if time.monotonic() > stop:
            print(f"stopped after {minutes:g} minutes, within the last row's pages")
            return


def resident() -> float:
    """Return the megabytes of this process that are in memory now (Linux)."""
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 100_000,
        float(sys.argv[3]) if len(sys.argv) > 3 else 60,
    )
