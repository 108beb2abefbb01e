"""Pair precision, recall and F1 of the copy index on ``copies/pairs``, and recall over a generator of edits."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from coranto.bench._edits import EDITS, Edit
from coranto.copies.index import CopyIndex
from coranto.model import Arrival, ArticleId

_BATCH = 64
_SHOWN = 10
_LEAST_WORDS = 150
_ORIGINALS = 400
_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def run(data: Path) -> None:
    """Print the table."""
    arrivals = read_arrivals(data)
    families: dict[ArticleId, str] = {}
    index = CopyIndex()
    for first in range(0, len(arrivals), _BATCH):
        families |= {placed.article: placed.family for placed in index.add(arrivals[first : first + _BATCH])}
    labels = read_pairs(data)
    together = _pairs(families)
    grey = {pair for pair, label in labels.items() if label == "grey"}
    true = {pair for pair, label in labels.items() if label == "dup"}
    found = together - grey
    precision, recall = len(found & true) / max(1, len(found)), len(found & true) / len(true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"copies/pairs  {len(arrivals)} articles  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  (goal .970)")
    print(f"  no pair is left aside; of {len(grey)} grey ones, {len(together & grey)} were folded")
    headlines = {arrival.id: arrival.title for arrival in arrivals}
    for title, pairs in (("missed", true - found), ("wrong", found - true)):
        for pair in sorted(pairs)[:_SHOWN]:
            print(f"  {title}: " + " = ".join(headlines[ArticleId(one)][:60] for one in pair))
    _print_edits([arrival for arrival in arrivals if len(arrival.text.split()) >= _LEAST_WORDS])


def _print_edits(originals: Sequence[Arrival]) -> None:
    """Print recall by kind and share of edits, and how many copies fell to a foreign family."""
    print("copies/edits  recall by share of the text that was edited (seed 5)")
    print("  kind    " + "".join(f"{share:7.0%}" for share in _SHARES))
    strangers = total = 0
    for name, edit in EDITS.items():
        row = []
        for share in _SHARES:
            found, foreign, made = _recall(originals[:_ORIGINALS], originals[_ORIGINALS:], edit, share)
            row.append(found / made)
            strangers, total = strangers + foreign, total + made
        print(f"  {name:8}" + "".join(f"{recall:7.3f}" for recall in row))
    print(f"  fell to a foreign family: {strangers} of {total}")


def _recall(originals: Sequence[Arrival], others: Sequence[Arrival], edit: Edit, share: float) -> tuple[int, int, int]:
    """Return how many edited copies joined their original's family, how many a foreign one, and how many there are."""
    random = Random(5)
    index = CopyIndex()
    home: dict[str, str] = {placed.article: placed.family for placed in index.add(originals)}
    copies = [
        replace(
            one, id=ArticleId("copy " + one.id), title="", publisher="", text=edit(one.text, other.text, share, random)
        )
        for one, other in zip(originals, others, strict=False)
    ]
    placed: dict[str, str] = {placement.article: placement.family for placement in index.add(copies)}
    at_home = sum(placed[ArticleId("copy " + one.id)] == home[one.id] for one in originals)
    alone = sum(placed[copy.id] == copy.id for copy in copies)
    return at_home, len(copies) - at_home - alone, len(copies)


def read_arrivals(data: Path) -> list[Arrival]:
    """Return the articles that the pairs speak of, by date."""
    gva = [
        _arrival("gva:" + record["id"], record, record["date"], record["host"])
        for record in read_gzip(data / "stories" / "gva.jsonl.gz")
    ]
    fresh = [
        _arrival("rtqa:" + record["url"], record, record.get("publish_date") or "", "")
        for record in read_gzip(data / "qa" / "fresh2026.docs.jsonl.gz")
    ]
    return sorted(gva + fresh, key=lambda arrival: (arrival.when, arrival.id))


def read_pairs(data: Path) -> dict[tuple[str, str], str]:
    """Return the label of each labelled pair of ids."""
    records = read_gzip(data / "copies" / "pairs.jsonl.gz")
    return {_ordered(record["a"], record["b"]): record["label"] for record in records}


def read_gzip(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a compressed JSON Lines file."""
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def _arrival(id: str, record: dict[str, Any], day: str, publisher: str) -> Arrival:  # noqa: A002
    try:
        when = datetime.fromisoformat(day.replace("/", "-")).replace(tzinfo=UTC)
    except ValueError:
        when = _NOON
    return Arrival(id=ArticleId(id), title=record["title"] or "", text=record["text"], when=when, publisher=publisher)


def _pairs(families: dict[ArticleId, str]) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for article, family in families.items():
        members[family].append(article)
    return {_ordered(a, b) for group in members.values() for a, b in combinations(group, 2)}


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
