"""Articles annotated in a second of CPU time."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path
from time import process_time

from coranto.annotate.article import annotate_article
from coranto.model import Article, ArticleId

_ARTICLES = 300


def articles_per_second(data: Path) -> float:
    """Return the speed over BBC articles, the lists being loaded."""
    with gzip.open(data / "topics" / "bbc.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, _ARTICLES)]
    articles = [Article(title=record["title"], text=record["text"]) for record in records]
    annotate_article(articles[0], id=ArticleId("0"))
    started = process_time()
    for number, article in enumerate(articles):
        annotate_article(article, id=ArticleId(str(number)))
    return len(articles) / (process_time() - started)
