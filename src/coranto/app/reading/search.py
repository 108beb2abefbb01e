"""The search page: hits with the words found marked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coranto.app.reading.lines import ArticleLine, Piece, Shown, article_line, articles_by_id
from coranto.app.reading.viewer import Viewer
from coranto.ports.index import Hit, SearchQuery, TextIndex
from coranto.ports.library import Library

HITS = 20
DEEPEST = 50
"""Pages beyond this one are not offered: each costs as much as all before it."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Hits, best or newest first, and how many there are in all."""

    query: SearchQuery
    shown: Shown[ArticleLine]
    total: int


def search_page(library: Library, texts: TextIndex, viewer: Viewer, query: SearchQuery, number: int = 1) -> SearchPage:
    """Search and assemble one page.

    Raises:
        InputError: the query text cannot be parsed.
    """
    number = min(number, DEEPEST)
    asked = replace(query, safe=viewer.safe, offset=(number - 1) * HITS, limit=HITS)
    result = texts.search(asked)
    found = articles_by_id(library, [hit.article for hit in result.hits])
    lines = [
        replace(article_line(found[hit.article]), pieces=pieces(hit))
        for hit in result.hits
        if hit.article in found and not viewer.withholds(found[hit.article].labels)
    ]
    return SearchPage(
        asked, Shown(tuple(lines), number, number * HITS < result.total and number < DEEPEST), result.total
    )


def pieces(hit: Hit) -> tuple[Piece, ...]:
    """Cut a hit's snippet where its marks begin and end."""
    found: list[Piece] = []
    at = 0
    for start, end in sorted(hit.marks):
        start = max(start, at)
        if start >= end:
            continue
        found += [Piece(hit.snippet[at:start]), Piece(hit.snippet[start:end], True)]
        at = end
    found.append(Piece(hit.snippet[at:]))
    return tuple(piece for piece in found if piece.text)
