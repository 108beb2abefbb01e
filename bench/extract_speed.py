"""Pages a second of the full reading beside parsing alone and trafilatura, in one run, and memory over many pages.

``python bench/extract_speed.py DATA [PAGES]``: ratios are by CPU time on one core; the pages are the labelled ones.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from coranto.bench.extract.sets import read_fundus, read_wcxb
from coranto.extract.page import extract_page

_ROUNDS = 3
_MEGABYTE = 1024


def main(data: Path, pages: int) -> None:
    """Print milliseconds a page, the two ratios, and the memory after each tenth of the pages."""
    sample = [page.html for page in (*read_wcxb(data), *read_fundus(data))][::7]
    tools: dict[str, Callable[[bytes], object]] = {
        "lexbor parse": import_module("selectolax.lexbor").LexborHTMLParser,
        "coranto": extract_page,
        "trafilatura": import_module("trafilatura").bare_extraction,
    }
    extract_page(sample[0])
    costs: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(_ROUNDS):  # interleaved, so that a busy machine hurts all alike
        for name, tool in tools.items():
            costs[name].append(_milliseconds(tool, sample))
    best = {name: min(values) for name, values in costs.items()}
    for name, value in best.items():
        spread = statistics.pstdev(costs[name])
        print(f"{name:14} {value:8.2f} ms a page  {1000 / value:8.0f} pages/s  (spread {spread:.2f})")
    print(f"coranto / lexbor parse {best['coranto'] / best['lexbor parse']:.1f} (goal <= 4)")
    print(f"trafilatura / coranto {best['trafilatura'] / best['coranto']:.1f} (goal >= 10)")
    _memory(sample, pages)


def _milliseconds(tool: Callable[[bytes], object], sample: Sequence[bytes]) -> float:
    start = time.process_time()
    for html in sample:
        tool(html)
    return (time.process_time() - start) / len(sample) * 1000


def _memory(sample: Sequence[bytes], pages: int) -> None:
    """Print the peak: a flat line after the first tenth says that nothing is kept."""
    for tenth in range(10):
        for number in range(pages // 10):
            extract_page(sample[(tenth * pages // 10 + number) % len(sample)])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEGABYTE
        print(f"after {(tenth + 1) * pages // 10:7} pages  peak {peak} MB", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2_000)
