"""Timelines of long events beside journalists' ones (T17): dates found, and alignment-based ROUGE.

The evaluation is that of Martschat and Markert, "Improving ROUGE for Timeline Summarization" (EACL 2017), measure
``align+ m:1``, with the number of dates and of sentences a date taken from the reference, as is usual.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from coranto.assist.material import Material, Weights
from coranto.assist.timeline import central, days_of, rank
from coranto.bench import _rouge
from coranto.model import Annotations, Article, ArticleId, Sentence, StoredArticle

Timeline = Mapping[date, Sequence[str]]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def run(data: Path) -> None:
    """Print one line a topic and their mean."""
    rows = []
    for file in sorted((data / "timelines" / "articles").glob("*.jsonl.gz")):
        topic = file.name.partition(".")[0]
        materials = read_articles(file)
        for gold in sorted((data / "timelines" / "gold" / topic).glob("*.txt")):
            reference = read_timeline(gold.read_text(encoding="utf-8"))
            rows.append(evaluate(make_timeline(materials, reference), reference))
            print(f"{topic:<8} {len(materials):>4} articles {len(reference):>3} dates  {_line(rows[-1])}", flush=True)
    mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    print(f"{'mean':<8} {len(rows):>4} timelines            {_line(mean)}  (goal date F1 .55, ROUGE-1 .12)")


def _line(row: Sequence[float]) -> str:
    return f"date F1 {row[0]:.3f}  align ROUGE-1 {row[1]:.3f}  ROUGE-2 {row[2]:.3f}"


def make_timeline(materials: Sequence[Material], reference: Timeline) -> Timeline:
    """Return our timeline, as long as the reference and within its time."""
    first, last = min(reference), max(reference)
    days = [day for day in days_of(materials) if first <= day.day <= last]
    weights = Weights(said for day in days for said in (*day.named, *day.reported))
    each = max(1, round(sum(map(len, reference.values())) / len(reference)))
    chosen = sorted(rank(days)[: len(reference)], key=lambda day: day.day)
    return {day.day: [said.sentence.text for said in central(day, weights, (), each)] for day in chosen}


def evaluate(ours: Timeline, reference: Timeline) -> tuple[float, float, float]:
    """Return date F1 and alignment-based ROUGE-1 and ROUGE-2 F1."""
    common = len(ours.keys() & reference.keys())
    dates = _rouge.f1(common / (len(ours) or 1), common / (len(reference) or 1))
    return dates, aligned_rouge(ours, reference, 1), aligned_rouge(ours, reference, 2)


def aligned_rouge(ours: Timeline, reference: Timeline, size: int) -> float:
    """Return ROUGE-N F1 over dates aligned by content and distance, many to one."""
    precision = _aligned(ours, reference, size)
    recall = _aligned(reference, ours, size)
    return _rouge.f1(precision, recall)


def _aligned(left: Timeline, right: Timeline, size: int) -> float:
    """Align each date of ``left`` with its cheapest of ``right``; return the share of its n-grams that match.

    The cost of a pair is (1 - 1 / (1 + days apart)) * (1 - ROUGE-1 F1); a match counts 1 / (1 + days apart).
    """
    ones = {day: _rouge.grams(texts, 1) for day, texts in right.items()}
    grams = {day: _rouge.grams(texts, size) for day, texts in right.items()}
    matched = total = 0.0
    for day, texts in left.items():
        own, own_grams = _rouge.grams(texts, 1), _rouge.grams(texts, size)
        total += sum(own_grams.values())
        if right:
            best = min(right, key=lambda other: (_cost(day, other, own, ones[other]), abs(day - other), other))
            matched += _closeness(day, best) * _rouge.overlap(own_grams, grams[best])
    return matched / total if total else 0.0


def _cost(day: date, other: date, own: _rouge.Grams, theirs: _rouge.Grams) -> float:
    common = _rouge.overlap(own, theirs)
    alike = _rouge.f1(common / (sum(own.values()) or 1), common / (sum(theirs.values()) or 1))
    return (1 - _closeness(day, other)) * (1 - alike)


def _closeness(day: date, other: date) -> float:
    return 1 / (1 + abs((day - other).days))


def read_timeline(text: str) -> dict[date, list[str]]:
    """Read a reference: a date, its sentences, a line of hyphens, and so on."""
    found: dict[date, list[str]] = {}
    day: date | None = None
    for line in filter(None, map(str.strip, text.splitlines())):
        if _DAY.fullmatch(line):
            day = date.fromisoformat(line)
            found.setdefault(day, [])
        elif day is not None and line.strip("-"):
            found[day].append(line)
    return {day: texts for day, texts in found.items() if texts}


def read_articles(file: Path) -> list[Material]:
    """Read a topic's articles; they come split into sentences and words."""
    with gzip.open(file) as lines:
        return [_material(number, json.loads(line)) for number, line in enumerate(lines)]


def _material(number: int, record: Mapping[str, str]) -> Material:
    when = datetime.fromisoformat(record["date"]).replace(tzinfo=UTC)
    text = record["text"]
    article = Article(title="", text=text, language="en", published=when)
    stored = StoredArticle(id=ArticleId(str(number)), article=article, revision=1, seen=when)
    sentences, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(Sentence(line.rstrip(), at, at + len(line.rstrip())))
        at += len(line) + 1
    found = Annotations(article=stored.id, revision=1, language="en", sentences=tuple(sentences))
    return Material(stored, found, number)
