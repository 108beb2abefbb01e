"""Topics against the five sections of BBC news: an article's section is that of its topics' scores added up."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path

from coranto.annotate.document import read_document
from coranto.annotate.topics import find_topics
from coranto.model import Article

_SECTIONS = {
    "economy": "business",
    "transport": "business",
    "culture": "entertainment",
    "politics": "politics",
    "crime": "politics",
    "war": "politics",
    "society": "politics",
    "health": "politics",
    "sport": "sports",
    "technology": "tech",
    "science": "tech",
}
"""The BBC's section of each of ours: home affairs stand under politics."""


def section_accuracy(data: Path) -> float:
    """Return the share of articles whose topics point to their section."""
    with gzip.open(data / "topics" / "bbc.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    right = sum(int(_section(record["title"], record["text"]) == record["category"]) for record in records)
    return right / max(len(records), 1)


def _section(title: str, text: str) -> str:
    scores: defaultdict[str, float] = defaultdict(float)
    for topic in find_topics(read_document(Article(title=title, text=text, language="en"))):
        scores[_SECTIONS.get(topic.section, "")] += topic.score
    return max(scores, key=lambda name: (scores[name], name), default="")
