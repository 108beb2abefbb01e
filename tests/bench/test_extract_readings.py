from pathlib import Path

import pytest

from coranto.bench.extract.readings import Reader, kept, timed
from coranto.bench.extract.scores import Found
from coranto.bench.extract.sets import Labelled
from coranto.bench.extract.table import measure, row

PAGES = [Labelled(name, str(n), "", b"<p>x", body="a b") for n, name in enumerate(("wcxb", "fundus_tests"))]


def reads(page: Labelled) -> Found:
    if page.id == "1":
        raise ValueError(page.id)
    return Found("a b", "Title", day="2026-05-03")


def test_a_peers_answers_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a version of a tool has read stays on disk; the tool is not even made again."""
    monkeypatch.chdir(tmp_path)
    first = list(kept("tool", "1.0", lambda: timed(reads))(PAGES))

    def unmade() -> Reader:
        raise AssertionError("made again")

    assert list(kept("tool", "1.0", unmade)(PAGES)) == first
    assert [reading.failed for reading in first] == [False, True]


def test_a_tool_that_never_names_authors_has_no_figure_for_them() -> None:
    """A part that a tool does not read is a dash in the table, not a nought."""
    sets = [Labelled(name, "0", "", b"", body="a b", wanted=("a",), title="T", authors=("A",), day="2026-05-03")
            for name in ("wcxb", "trafilatura", "fundus_tests", "readability", "htmldate")]  # fmt: skip
    line = row("tool", measure(timed(reads), sets))
    assert line.count(" -") == 3
