"""Stories on five labelled sets, placed in order of arrival with one set of parameters, with and without the encoder.

The trees have seen these stories; what to expect of others is printed by ``python -m coranto.bench._same_event DATA
held-out``. B-cubed F1 (Bagga & Baldwin 1998) and pair F1, on first assignment and after repair.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coranto.bench.copies import read_gzip
from coranto.model import Arrival, ArticleId
from coranto.models.encoder import SentenceEncoder, available
from coranto.pipeline.grouping import Grouper
from coranto.stories.judge import Embed
from coranto.text.dates import in_utc_unless_zoned

Labelled = tuple[Arrival, str]
"""An arrival and the label of its story."""

GOALS = {
    "gva": (0.935, 0.780),
    "allsides": (0.940, 0.850),
    "basil": (0.960, 0.920),
    "ecbplus": (0.920, 0.850),
    "uci_headlines": (0.850, 0.750),
}
_BATCH = 64
_BEGIN = datetime(2004, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Score:
    """B-cubed and pair F1."""

    b3: float
    pair: float

    def __str__(self) -> str:
        return f"{self.b3:.3f}/{self.pair:.3f}"


def run(data: Path) -> None:
    """Print the table."""
    sets = read_sets(data)
    encoders: list[tuple[str, Embed | None]] = [("without encoder", None)]
    if available():
        encoders.append(("with encoder", SentenceEncoder().embed))
    print("stories  B3 F1 / pair F1, goal, on first assignment and final; articles a CPU-second")
    for name, embed in encoders:
        for title, labelled in sets.items():
            first, final, speed = measure(labelled, embed)
            goal = Score(*GOALS[title])
            print(f"  {title:14} {name:16} goal {goal}  first {first}  final {final}  {speed:5.0f}/s", flush=True)


def measure(labelled: Sequence[Labelled], embed: Embed | None) -> tuple[Score, Score, float]:
    """Return the scores of first assignment and after repair, and articles a CPU-second."""
    start = time.process_time()
    grouper = Grouper(embed)
    first: dict[ArticleId, str] = {}
    final: dict[ArticleId, str] = {}
    for number in range(0, len(labelled), _BATCH):
        placed, _ = grouper.place([arrival for arrival, _ in labelled[number : number + _BATCH]])
        for placement in placed:
            first.setdefault(placement.article, placement.first_story)
            final[placement.article] = placement.story
    speed = len(labelled) / (time.process_time() - start)
    truth = [label for _, label in labelled]
    found = [[stories[arrival.id] for arrival, _ in labelled] for stories in (first, final)]
    return score(truth, found[0]), score(truth, found[1]), speed


def score(truth: Sequence[str], found: Sequence[str]) -> Score:
    """Return B-cubed F1 and pair F1 of a grouping."""
    both = Counter(zip(truth, found, strict=True))
    true, made = Counter(truth), Counter(found)
    total = len(truth)
    precision = sum(count**2 / made[pair[1]] for pair, count in both.items()) / total
    recall = sum(count**2 / true[pair[0]] for pair, count in both.items()) / total
    right = _pairs(both)
    return Score(_f1(precision, recall), _f1(right / max(1, _pairs(made)), right / max(1, _pairs(true))))


def _pairs(counts: Mapping[Any, int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def read_sets(data: Path) -> dict[str, list[Labelled]]:
    """Return the five sets, each in order of arrival; an article without a day stands where the one before it does."""
    readers: dict[str, Callable[[Mapping[str, Any]], list[Labelled]]] = {
        "gva": _gva,
        "allsides": _allsides,
        "basil": _basil,
        "ecbplus": _Undated().read,
        "uci_headlines": _headline,
    }
    sets = {}
    for name, read in readers.items():
        records = read_gzip(data / "stories" / f"{name}.jsonl.gz")
        labelled = [pair for record in records for pair in read(record)]
        sets[name] = sorted(labelled, key=lambda pair: pair[0].when)
    return sets


def _gva(record: Mapping[str, Any]) -> list[Labelled]:
    return [(_arrival(record["id"], record["title"], record["text"], record["date"], record["host"]), record["story"])]


def _basil(record: Mapping[str, Any]) -> list[Labelled]:
    title, text, source = record["title"], record["text"], record["source"]
    return [(_arrival(record["id"], title, text, record["date"], source), record["story"])]


def _allsides(record: Mapping[str, Any]) -> list[Labelled]:
    return [
        (
            _arrival(
                f"{record['id']}-{side}", news["newsTitle"], _body(news["newBody"]), record["date"], news["newsSource"]
            ),
            str(record["id"]),
        )
        for side, news in record["news"].items()
    ]


def _body(paragraphs: str | list[str]) -> str:
    return paragraphs if isinstance(paragraphs, str) else "\n\n".join(paragraphs)


def _headline(record: Mapping[str, Any]) -> list[Labelled]:
    when = datetime.fromtimestamp(record["ts"] / 1000, UTC).isoformat()
    return [(_arrival(record["id"], record["title"], "", when, record["publisher"]), record["story"])]


class _Undated:
    """Reads ECB+, of whose articles two in three have no day."""

    def __init__(self) -> None:
        self._last = _BEGIN

    def read(self, record: Mapping[str, Any]) -> list[Labelled]:
        found = _DAY.search(record["dct"] or record["url_date"] or "")
        when = None
        with suppress(ValueError):
            when = _time(found[0]) if found else None
        self._last = when or self._last
        arrival = _arrival(record["id"], "", record["text"], self._last.isoformat(), "")
        return [(replace(arrival, dated=when is not None), record["story"])]


def _arrival(id: str, title: str | None, text: str, when: str, publisher: str) -> Arrival:  # noqa: A002
    return Arrival(id=ArticleId(id), title=title or "", text=text, when=_time(when), publisher=publisher)


def _time(text: str) -> datetime:
    return in_utc_unless_zoned(datetime.fromisoformat(text))
