"""The labelled set for stories across languages is what issue 5 asks for."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/cross_language.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_the_set_is_large_enough() -> None:
    """At least 200 articles in four languages tell of at least 50 events, most of them in three languages or more."""
    assert len(ROWS) >= 200
    assert set(Counter(row["language"] for row in ROWS)) == {"de", "en", "es", "fr"}
    tongues = Counter(story for story, _ in {(row["story"], row["language"]) for row in ROWS})
    assert sum(count >= 3 for count in tongues.values()) >= 50


def test_each_row_can_be_grouped() -> None:
    """Each row has an id of its own, a headline, a lead and a time with zone, and the rows are in order of time."""
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert all(len(row["text"].split()) >= 12 and row["title"] for row in ROWS)
    times = [datetime.fromisoformat(row["published"]) for row in ROWS]
    assert all(time.tzinfo for time in times)
    assert times == sorted(times)
