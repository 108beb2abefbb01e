"""Quality and speed of ``extract`` beside its peers, on ``extraction/`` and ``dates/``.

``python -m coranto.bench.extract DATA coranto`` measures the named tools only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from coranto.bench.extract.peers import READERS, coranto_unseen
from coranto.bench.extract.readings import Reader, timed
from coranto.bench.extract.sets import Labelled, read_sets
from coranto.bench.extract.table import heading, measure, row
from coranto.bench.extract.train import cross_validated, read_examples

UNSEEN = "coranto, new sites"
"""The row that counts: every page is read by weights that have seen no page of its site."""


def run(data: Path, only: Sequence[str] = ()) -> None:
    """Print one table: a row a tool, a column a figure. A peer that is not installed is named as such.

    Peers' answers, and the CPU time they took, are kept in ``.bench/extract`` by tool and version.
    """
    pages = list(read_sets(data))
    print(heading())
    for name, make in _readers(pages).items():
        if only and name not in only:
            continue
        try:
            read = make()
        except ImportError as missing:
            print(f"{name:20} {missing}")
            continue
        outcome = measure(read, pages)
        print(row(name, outcome), f" ({outcome.failures} failed)" if outcome.failures else "", flush=True)


def _readers(pages: Sequence[Labelled]) -> dict[str, Callable[[], Reader]]:
    return {UNSEEN: lambda: timed(coranto_unseen(cross_validated(read_examples(pages)))), **READERS}
