"""The full-text index finds, restricts, shows why, and follows a position."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coranto.errors import InputError
from coranto.model import Article, ArticleId, StoredArticle
from coranto.ports.index import IndexedArticle, SearchQuery
from coranto.search.fulltext import FullText

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def indexed(name: str, title: str, text: str, *, hours: int = 0, **values: object) -> IndexedArticle:
    given: dict[str, object] = {"language": "en", "publisher": "The Post", **values}
    labels = ("adult",) if given.pop("adult", False) else ()
    article = Article(title=title, text=text, published=NOW - timedelta(hours=hours), **given)  # type: ignore[arg-type]
    return IndexedArticle(
        StoredArticle(id=ArticleId(name), article=article, revision=1, seen=NOW, labels=labels), ("HaldenBridge",)
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[FullText]:
    made = FullText(tmp_path / "index")
    made.write(
        [
            indexed("talks", "Peace talks open", "Délégations met in Istanbul to talk.", authors=("Ann Lee",), hours=2),
            indexed(
                "de", "Gespräche", "Die Parteien trafen sich in Istanbul.", language="de", publisher="Bote", hours=1
            ),
            indexed("zh", "和平会谈", "两国代表在伊斯坦布尔会面", language="zh", publisher="Bao"),
            indexed("adult", "Adult site leaves", "It leaves Istanbul.", adult=True, hours=3),
        ],
        [],
        7,
    )
    yield made
    made.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("talking", {"talks"}),
        ("delegations", {"talks"}),
        ('"met in Istanbul"', {"talks"}),
        ('"Istanbul in met"', set()),
        ("gespräch", {"de"}),
        ("伊斯坦布尔", {"zh"}),
        ("istanbul -delegations", {"de", "adult"}),
        ("-istanbul", {"zh"}),
        ("publisher:post istanbul", {"talks", "adult"}),
        ("author:ann-lee", {"talks"}),
        ("language:de OR language:zh", {"de", "zh"}),
        ("title:talks", {"talks"}),
        ("#haldenbridge", {"talks", "de", "zh", "adult"}),
        ("since:2026-11-24T10:30:00", {"de", "zh"}),
        ("until:2026-11-24T10:30:00", {"talks", "adult"}),
        ("zzz", set()),
    ],
)
def test_a_search_finds_what_it_says(index: FullText, query: str, found: set[str]) -> None:
    """Word forms, accents, phrases, exclusions and fields, in languages with and without spaces."""
    assert {hit.article for hit in index.search(SearchQuery(text=query)).hits} == found


def test_a_title_counts_more_than_a_body(tmp_path: Path) -> None:
    """Of two articles with the word once, the one with it in the headline comes first."""
    index = FullText(tmp_path)
    index.write([indexed("body", "One", "The ferry sank."), indexed("title", "The ferry", "One sank.")], [], 1)
    assert [hit.article for hit in index.search(SearchQuery(text="ferry")).hits] == ["title", "body"]


def test_filters_order_and_pages(index: FullText) -> None:
    """Filters of the form add to the text; newest first is by time; pages do not overlap."""
    assert [h.article for h in index.search(SearchQuery(newest_first=True)).hits] == ["zh", "de", "talks", "adult"]
    safe = index.search(SearchQuery(text="istanbul", safe=True, newest_first=True))
    assert [h.article for h in safe.hits] == ["de", "talks"]
    second = index.search(SearchQuery(newest_first=True, offset=1, limit=1))
    assert ([h.article for h in second.hits], second.total) == (["de"], 4)
    assert index.search(SearchQuery(publisher="the post", since=NOW - timedelta(hours=2.5))).total == 1


def test_a_snippet_marks_its_matches(index: FullText) -> None:
    """Marks are offsets in code points of the snippet."""
    hit = index.search(SearchQuery(text="istanbul talking")).hits[0]
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Istanbul", "talk"]


def test_writing_replaces_removes_and_remembers(index: FullText, tmp_path: Path) -> None:
    """An article written again is there once; a removed one is gone; the position is of the same commit."""
    index.write([indexed("talks", "Talks end", "All over.")], [ArticleId("de")], 9)
    again = FullText(tmp_path / "index")
    assert again.position == 9
    assert again.search(SearchQuery()).total == 3
    again.clear()
    assert (again.position, again.search(SearchQuery()).total) == (0, 0)


def test_a_date_that_is_none_is_refused(index: FullText) -> None:
    """The refusal names the field."""
    with pytest.raises(InputError, match="since"):
        index.search(SearchQuery(text="since:soon"))


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    """It is derived: losing it costs a rebuild, not the library."""
    (tmp_path / "meta.json").write_text("{broken")
    assert FullText(tmp_path).position == 0
