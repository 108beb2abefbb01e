"""The page on fetching names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_class_of_advisories_has_its_test() -> None:
    """Each test that the table names is a function under tests/."""
    page = (ROOT / "docs/explanation/fetching.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\| `(test_\w+)` \|", page))
    found = {
        name for path in (ROOT / "tests").rglob("*.py") for name in re.findall(r"def (test_\w+)", path.read_text())
    }
    assert named
    assert named - found == set()
