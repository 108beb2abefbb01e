"""Key points of a story beside editors' neutral summaries (NeuS): ROUGE, with lead-3 and TextRank in the same run.

NeuS (Lee et al. 2022): three articles on one event from left, centre and right, and a neutral summary. TextRank is
Mihalcea and Tarau's (2004), PageRank over word overlap. Every system may use as many sentences as ours: three.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from coranto.assist.material import Material
from coranto.assist.points import story_points
from coranto.bench import _rouge
from coranto.model import Annotations, Article, ArticleId, Sentence, StoredArticle
from coranto.text.sentences import sentence_bounds

SENTENCES = 3
EVENTS = 300
_DAMPING, _ROUNDS = 0.85, 30
_WHEN = datetime(2022, 1, 1, tzinfo=UTC)


def run(data: Path) -> None:
    """Print one line a system."""
    with gzip.open(data / "summaries" / "neus_val.jsonl.gz") as lines:
        events = [json.loads(line) for line in lines][:EVENTS]
    stories = [(_materials(event), _reference(event)) for event in events]
    for name, summarise in (("key points", _ours), ("lead-3", _lead), ("TextRank", _text_rank)):
        rows = [_scores(summarise(materials), reference) for materials, reference in stories]
        one, two, longest = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"{name:<10} {len(rows)} events  ROUGE-1 {one:.3f}  ROUGE-2 {two:.3f}  ROUGE-L {longest:.3f}", flush=True)


def _scores(summary: str, reference: str) -> tuple[float, float, float]:
    return (
        _rouge.rouge_n(summary, reference, 1),
        _rouge.rouge_n(summary, reference, 2),
        _rouge.rouge_l(summary, reference),
    )


def _ours(materials: Sequence[Material]) -> str:
    return " ".join(said.text for said in story_points(materials, most=SENTENCES))


def _lead(materials: Sequence[Material]) -> str:
    """Return the first sentences of the first article."""
    return " ".join(one.text for one in materials[0].found.sentences[:SENTENCES])


def _text_rank(materials: Sequence[Material]) -> str:
    texts = [one.text for material in materials for one in material.found.sentences]
    words = [set(_rouge.tokens(text)) for text in texts]
    alike = np.array([[_alike(a, b) if a is not b else 0.0 for b in words] for a in words])
    flow = alike / np.maximum(alike.sum(axis=1, keepdims=True), 1e-9)
    rank = np.full(len(texts), 1 / len(texts))
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) / len(texts) + _DAMPING * rank @ flow
    return " ".join(texts[place] for place in sorted(np.argsort(-rank)[:SENTENCES]))


def _alike(a: set[str], b: set[str]) -> float:
    norm = math.log(max(len(a), 1)) + math.log(max(len(b), 1))
    return len(a & b) / norm if norm > 0 else 0.0


def _reference(event: Mapping[str, Any]) -> str:
    return str(event["neutral_summary"])


def _materials(event: Mapping[str, Any]) -> list[Material]:
    return [_material(number, article) for number, article in enumerate(event["articles"])]


def _material(number: int, record: Mapping[str, str]) -> Material:
    text = record["text"]
    article = Article(title=record["title"] or "", text=text, language="en", published=_WHEN)
    stored = StoredArticle(id=ArticleId(str(number)), article=article, revision=1, seen=_WHEN)
    sentences = tuple(Sentence(text[start:end], start, end) for start, end in sentence_bounds(text, "en"))
    return Material(stored, Annotations(article=stored.id, revision=1, language="en", sentences=sentences), number)
