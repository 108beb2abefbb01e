"""The way in, stage by stage, over the sample edition: articles a CPU-second (``python bench/pipeline.py``)."""

from __future__ import annotations

import asyncio
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from coranto.annotate.article import annotate_article
from coranto.app.network import open_network
from coranto.app.open import open_coranto
from coranto.app.service import Coranto
from coranto.app.settings import Settings
from coranto.demo import start_sites
from coranto.extract.page import extract_page
from coranto.model import Article, Capture
from coranto.pipeline.articles import about_to_be_written, arrival_of
from coranto.pipeline.follow import follow_stories, follow_texts, follow_vectors
from coranto.pipeline.grouping import Grouper
from coranto.pipeline.parts import Parts
from coranto.pipeline.relating import follow_related
from coranto.ports.library import NewArticle, Stage

_T = TypeVar("_T")
BATCH = 50
_TIMES: list[tuple[str, int, float]] = []


def main() -> None:
    """Print a row a stage."""
    with start_sites(datetime.now(UTC), port=0) as sites, tempfile.TemporaryDirectory() as folder:
        settings = Settings(library=str(Path(folder)), allowed_hosts=("127.0.0.1",), delay=0.0)
        with open_coranto(settings) as coranto:
            _measure(coranto, [true.article.url for true in sites.articles])
    for name, count, seconds in _TIMES:
        print(f"{name:<22} {count / seconds:9.1f} articles/CPU-s  {seconds / count * 1000:8.2f} ms each")
    whole = sum(seconds / count for _, count, seconds in _TIMES)
    print(f"{'all in a row':<22} {1 / whole:9.1f} articles/CPU-s  {whole * 1000:8.2f} ms each")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _measure(coranto: Coranto, urls: Sequence[str]) -> None:
    library = coranto.library
    with _timed("fetch (loopback)", len(urls)):
        captures = asyncio.run(_fetch(coranto, urls))
    extract_page(captures[0].body, url=captures[0].address)
    with _timed("extract", len(captures)):
        found = [extract_page(capture.body, url=capture.address) for capture in captures]
    new = [_new(capture, article, coranto) for capture, article in zip(captures, found, strict=True)]
    with _timed("take (record)", len(new)):
        _in_batches(new, library.articles.take)
    stored = library.articles.pending(Stage.TAKEN, len(new))
    grouper = Grouper(coranto.embedder.embed if coranto.embedder else None)
    with _timed("group", len(stored)):
        _in_batches(stored, lambda batch: library.stories.place(*grouper.place([arrival_of(one) for one in batch])))
    annotate_article(stored[0].article, id=stored[0].id)
    with _timed("annotate", len(stored)):
        notes = [annotate_article(one.article, id=one.id, revision=one.revision) for one in stored]
    with _timed("annotations (record)", len(notes)):
        _in_batches(notes, library.annotations.write)
    with _timed("describe stories", len(stored)):
        follow_stories(library, coranto.clock)
    with _timed("full text", len(stored)):
        follow_texts(library, coranto.texts)
    if coranto.vectors is not None and coranto.embedder is not None:
        with _timed("vectors", len(stored)):
            follow_vectors(library, coranto.vectors, coranto.embedder)
    with _timed("related", len(stored)):
        follow_related(Parts(library, coranto.texts, coranto.blobs, coranto.clock, coranto.vectors, coranto.embedder))


async def _fetch(coranto: Coranto, urls: Sequence[str]) -> list[Capture]:
    async with open_network(coranto) as network:
        return list(await asyncio.gather(*(network.fetcher.fetch(url) for url in urls)))


def _new(capture: Capture, article: Article, coranto: Coranto) -> NewArticle:
    find = coranto.library.articles.find
    return about_to_be_written(article, seen=capture.fetched, find=find, addresses=(capture.url,))


def _in_batches(items: Sequence[_T], work: Callable[[Sequence[_T]], object]) -> None:
    for start in range(0, len(items), BATCH):
        work(items[start : start + BATCH])


@contextmanager
def _timed(name: str, count: int) -> Iterator[None]:
    began = time.process_time()
    yield
    _TIMES.append((name, count, max(time.process_time() - began, 1e-9)))


if __name__ == "__main__":
    main()
