"""Pages a second of the full reading beside parsing alone and trafilatura, in one run, and where its time goes.

``python bench/extract_speed.py DATA [PAGES]``: ratios are by CPU time on one core; the pages are the labelled ones.
Then what each stage takes, whether many processes at once read the same, the peak of memory over so many
pages (``bench/extract_memory.py`` is the long run), and the time of pages made to cost time.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import turbohtml

from coranto.bench.extract.hostile import HOSTILE
from coranto.bench.extract.sets import read_fundus, read_wcxb
from coranto.extract import page as reading
from coranto.extract.dom import MAX_CHARACTERS
from coranto.extract.encoding import decode
from coranto.extract.page import extract_page
from coranto.model import Article

_ROUNDS = 5
_PART = 7
"""A round reads one page in so many."""
_MEGABYTE = 1024
_PROCESSES = 2
_STAGES = (
    "parse_page", "find_body", "lay_out", "read_metadata", "_language", "assemble", "read_entries", "tell_kind",
)  # fmt: skip
"""The functions that ``coranto.extract.page`` calls, in order."""


def main(data: Path, pages: int) -> None:
    """Print milliseconds a page, the two ratios, the stages, and what else the docstring names."""
    labelled = [page.html for page in (*read_wcxb(data), *read_fundus(data))]
    tools: dict[str, Callable[[bytes], object]] = {
        "lexbor parse": import_module("selectolax.lexbor").LexborHTMLParser,
        "coranto": extract_page,
        "trafilatura": import_module("trafilatura").bare_extraction,
    }
    for html in labelled[_ROUNDS + 1 :: _PART]:  # what a process loads once, such as word lists, is loaded
        for tool in tools.values():
            tool(html)
    costs: dict[str, list[float]] = {name: [] for name in tools}
    for number in range(_ROUNDS):
        pages_of_round = labelled[number::_PART]  # each page once: no tool may remember it from a round before
        for name, tool in tools.items():  # interleaved, so that a busy machine hurts all alike
            costs[name].append(_milliseconds(tool, pages_of_round))
    mean = {name: statistics.mean(values) for name, values in costs.items()}
    for name, value in mean.items():
        print(f"{name:14} {value:8.2f} ms a page  {1000 / value:8.0f} pages/s")
    _ratio("coranto / lexbor parse", costs["coranto"], costs["lexbor parse"], "<= 4")
    _ratio("trafilatura / coranto", costs["trafilatura"], costs["coranto"], ">= 10")
    sample = labelled[_ROUNDS::_PART]
    _stages(sample)
    _many_processes(sample)
    _memory(sample, pages)
    _hostile()


def _ratio(name: str, costs: Sequence[float], others: Sequence[float], goal: str) -> None:
    found = [cost / other for cost, other in zip(costs, others, strict=True)]
    print(f"{name} {sum(costs) / sum(others):.1f} ({min(found):.1f} to {max(found):.1f} by round; goal {goal})")


def _milliseconds(tool: Callable[[bytes], object], sample: Sequence[bytes]) -> float:
    start = time.process_time()
    for html in sample:
        tool(html)
    return (time.process_time() - start) / len(sample) * 1000


def _stages(sample: Sequence[bytes]) -> None:
    """Print what each stage takes, by a clock around the functions that the reading calls."""
    spent: dict[str, float] = defaultdict(float)
    kept = {name: getattr(reading, name) for name in _STAGES}
    for name, stage in kept.items():
        setattr(reading, name, _clocked(name, stage, spent))
    for html in sample:
        extract_page(html)
    for name, stage in kept.items():
        setattr(reading, name, stage)
    texts = [decode(html, limit=MAX_CHARACTERS) for html in sample]
    parsing = _milliseconds(_parse, texts)  # type: ignore[arg-type]
    for name in _STAGES:
        print(f"  {name:14} {spent[name] / len(sample) * 1000:6.2f} ms a page")
    print(f"  of parse_page  {parsing:6.2f} ms are turbohtml's parse")


def _parse(text: str) -> object:
    return turbohtml.parse(text, positions=False)


def _clocked(name: str, stage: Callable[..., object], spent: dict[str, float]) -> Callable[..., object]:
    def run(*values: object, **named: object) -> object:
        start = time.process_time()
        try:
            return stage(*values, **named)
        finally:
            spent[name] += time.process_time() - start

    return run


def _many_processes(sample: Sequence[bytes]) -> None:
    """Print how many pages a pool of processes reads otherwise than this one: none."""
    alone: list[Article] = [extract_page(html) for html in sample]
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        together = list(pool.map(extract_page, sample, chunksize=8))
    other = sum(one != two for one, two in zip(alone, together, strict=True))
    print(f"{len(sample)} pages in {_PROCESSES} processes at once: {other} read otherwise than in one")


def _hostile() -> None:
    """Print the slowest of the pages made to cost time."""
    costs = {name: _milliseconds(extract_page, [html]) for name, html in HOSTILE.items()}
    worst = sorted(costs, key=lambda name: -costs[name])[:3]
    print("slowest hostile pages: " + ", ".join(f"{name} {costs[name] / 1000:.2f} s" for name in worst))


def _memory(sample: Sequence[bytes], pages: int) -> None:
    """Print the peak: a flat line after the first tenth says that nothing is kept."""
    for tenth in range(10):
        for number in range(pages // 10):
            extract_page(sample[(tenth * pages // 10 + number) % len(sample)])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEGABYTE
        print(f"after {(tenth + 1) * pages // 10:7} pages  peak {peak} MB", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2_000)
