"""Quality and speed of ``extract`` beside its peers, on ``extraction/`` and ``dates/``.

``python -m coranto.bench.extract DATA coranto`` measures the named tools only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coranto.bench.extract.peers import TOOLS
from coranto.bench.extract.sets import read_sets
from coranto.bench.extract.table import heading, measure, row


def run(data: Path, only: Sequence[str] = ()) -> None:
    """Print one table: a row a tool, a column a figure. A peer that is not installed is named as skipped."""
    pages = list(read_sets(data))
    print(heading())
    for name in only or TOOLS:
        try:
            tool = TOOLS[name]()
        except ImportError as missing:
            print(f"{name:20} skipped: {missing}")
            continue
        outcome = measure(tool, pages)
        print(row(name, outcome), f" ({outcome.failures} failed)" if outcome.failures else "", flush=True)
