"""Whether articles of one story meet under one tag: BASIL, the same event in three papers."""

from __future__ import annotations

import gzip
import json
from itertools import combinations
from pathlib import Path

from coranto.annotate.article import annotate_article
from coranto.model import Article, ArticleId
from coranto.text.names import tag_key


def shared_tags(data: Path) -> tuple[float, float]:
    """Return how often two articles of one story, and of two stories, share at least two of their tags."""
    with gzip.open(data / "stories" / "basil.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    tags = [(record["story"], _tags(record["title"], record["text"])) for record in records]
    same, other = [0, 0], [0, 0]
    for (story, ours), (another, theirs) in combinations(tags, 2):
        counts = same if story == another else other
        counts[0] += len(ours & theirs) > 1
        counts[1] += 1
    return same[0] / max(same[1], 1), other[0] / max(other[1], 1)


def _tags(title: str, text: str) -> set[str]:
    found = annotate_article(Article(title=title, text=text, language="en"), id=ArticleId(""))
    return {tag_key(one.tag) for one in found.hashtags}
