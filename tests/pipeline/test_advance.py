"""Articles move on, and a killed run costs no more than itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from coranto.model import Article, ArticleId
from coranto.pipeline.advance import Advance
from coranto.pipeline.parts import Parts
from coranto.ports.library import NewArticle, Stage
from coranto.search.fulltext import FullText
from coranto.storage.blobs import FolderBlobs
from coranto.storage.open import StoredLibrary, open_library

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    def now(self) -> datetime:
        return NOW


def parts(folder: Path) -> Parts:
    library = open_library(str(folder / "library"))
    return Parts(library, FullText(folder / "texts"), FolderBlobs(folder / "derived"), Clock())


def take(library: StoredLibrary, *numbers: int) -> None:
    """Write articles: every two are one text in two papers."""
    articles = [
        Article(
            title=f"Council votes on bridge {n // 2}",
            text=f"The council of town {n // 2} voted on bridge number {n // 2} on Tuesday. " * 10,
            publisher=f"Paper {n}",
            published=NOW - timedelta(hours=n),
        )
        for n in numbers
    ]
    library.articles.take(
        [NewArticle(id=ArticleId(f"a{n}"), article=one, seen=NOW) for n, one in zip(numbers, articles, strict=True)]
    )


def test_following_the_log_does_not_make_it_longer(tmp_path: Path) -> None:
    """A run that is killed before it saves is replayed by the next one, which writes what is new only."""
    whole = parts(tmp_path)
    take(whole.library, *range(8))
    Advance(whole)._group()
    placed = whole.library.stories.placements([ArticleId(f"a{n}") for n in range(8)])
    position = whole.library.changes.position
    for _ in range(3):
        Advance(whole)
    assert whole.library.changes.position == position
    assert whole.library.stories.placements([ArticleId(f"a{n}") for n in range(8)]) == placed
    whole.library.close()


def test_a_killed_run_is_ended_by_the_next(tmp_path: Path) -> None:
    """What was grouped before the kill and what comes after it belong together as if nothing had happened."""
    whole = parts(tmp_path)
    take(whole.library, 0, 2, 4)
    Advance(whole)._group()
    take(whole.library, 1, 3, 5)
    Advance(whole).run()
    assert whole.library.articles.pending(Stage.TAKEN, 10) == whole.library.articles.pending(Stage.GROUPED, 10) == []
    families = [one.family for one in whole.library.stories.placements([ArticleId(f"a{n}") for n in range(6)])]
    assert len(set(families)) == 3
    whole.library.close()
