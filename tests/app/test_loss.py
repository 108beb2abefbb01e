"""A few rounds of the loss harness; ``python bench/loss.py`` runs the 200."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"
ROUNDS = """
import loss
for part in (lambda harness: loss.kills(harness, 4), loss.clock_back):
    harness = loss.measured(part, seed=2)
    faults = {name: count for name, count in harness.faults.items() if count}
    assert not faults, faults
    assert harness.seen
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the harness forks")
def test_nothing_is_lost_and_nothing_appears_twice() -> None:
    """Killed at random transactions, and with a clock that jumps back: the next run completes."""
    ended = subprocess.run([sys.executable, "-c", ROUNDS], cwd=BENCH, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
