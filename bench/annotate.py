"""What annotation costs: articles a second, CPU by stage, memory of the lists, and hostile texts of 1 MB.

    python bench/annotate.py [--data ../shared/data]

Articles are the BBC's and PolNeAR's of the labelled data; everything runs on one core, by CPU time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import process_time

from coranto.annotate.article import annotate_article
from coranto.annotate.document import Document, read_document
from coranto.annotate.entities import find_entities
from coranto.annotate.figures import find_figures
from coranto.annotate.hashtags import find_hashtags
from coranto.annotate.key_points import find_key_points
from coranto.annotate.labels import find_labels
from coranto.annotate.quotes import find_quotes
from coranto.annotate.speakers import name_speakers
from coranto.model import Article, ArticleId

HOSTILE = {
    "a million quotation marks": '"' * 1_000_000,
    "runs without end": "“a” " * 250_000,
    "one word": "a" * 1_000_000,
    "cues without end": "He said that " * 80_000,
    "numbers without end": "12 " * 330_000,
    "results without end": "Leeds 2 " * 120_000,
}


def articles(data: Path, name: str, most: int) -> list[Article]:
    """Return the first articles of a set."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, most)]
    return [Article(title=record.get("title", ""), text=record["text"], language="en") for record in records]


def timed(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes."""
    started = process_time()
    work()
    return process_time() - started


def whole(batch: list[Article]) -> float:
    """Return the CPU seconds of annotating a batch."""
    return timed(lambda: [annotate_article(article, id=ArticleId("a")) for article in batch])


def stages(batch: list[Article]) -> Iterator[tuple[str, float]]:
    """Yield each stage's CPU seconds over a batch."""
    read: list[Document] = []
    yield "sentences and words", timed(lambda: read.extend(map(read_document, batch)))
    found = [find_entities(document) for document in read]
    quotes = [find_quotes(document) for document in read]
    yield "entities", timed(lambda: [find_entities(document) for document in read])
    yield "quotes", timed(lambda: [find_quotes(document) for document in read])
    triples = list(zip(read, quotes, found, strict=True))
    yield "speakers", timed(lambda: [name_speakers(*triple) for triple in triples])
    yield "figures", timed(lambda: [find_figures(document, said) for document, said, _ in triples])
    yield "hashtags", timed(lambda: [find_hashtags(document, names) for document, _, names in triples])
    yield "labels", timed(lambda: [find_labels(document) for document in read])
    yield "key points", timed(lambda: [find_key_points(document, ArticleId("a"), 1) for document in read])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"first article (lists are read)  {whole([Article(title='x', text='Ann Lee said so.')]):.2f} s")
    print(
        f"memory of lists and models      {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:.0f} MB"
    )
    for name, most in (("topics/bbc", 400), ("quotes/polnear_dev", 94)):
        batch = articles(data, name, most)
        length = sum(len(article.text) for article in batch) / len(batch)
        print(f"{name:<24} {length:6.0f} characters each  {len(batch) / whole(batch):6.0f} articles/s (goal 60)")
    for stage, seconds in stages(batch):
        print(f"  {stage:<28} {1000 * seconds / len(batch):6.2f} ms an article")
    for name, text in HOSTILE.items():
        print(
            f"  {name:<28} {whole([Article(title='x', text=text, language='en')]):6.2f} s for {len(text) / 1e6:.1f} MB"
        )


if __name__ == "__main__":
    main()
