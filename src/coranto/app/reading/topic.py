"""Pages of one hashtag, publisher, author or entity: what it is, and its articles."""

from __future__ import annotations

from dataclasses import dataclass

from coranto.app.reading.front import article_page
from coranto.app.reading.lines import ArticleLine, Shown
from coranto.app.reading.panel import QuoteLine
from coranto.app.reading.sayings import sayings
from coranto.app.reading.viewer import Viewer
from coranto.errors import NotFound
from coranto.model import EntityType
from coranto.ports.library import ArticleQuery, Library

KINDS = ("hashtag", "publisher", "author", "entity")
_ALIASES = 12
"""Spellings of an entity that are shown."""
FOLLOWED = (*KINDS, "story")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """``kind`` is one of ``KINDS``; ``about`` says what an entity is, ``aliases`` how else it is written here."""

    kind: str
    key: str
    name: str
    articles: int
    shown: Shown[ArticleLine]
    followed: bool = False
    about: str = ""
    aliases: tuple[str, ...] = ()
    quotes: tuple[QuoteLine, ...] = ()


def read_topic(library: Library, viewer: Viewer, kind: str, key: str, number: int = 1) -> TopicPage:
    """Assemble one page of a topic.

    Raises:
        NotFound: nothing in the library leads there.
    """
    query = ArticleQuery(**{kind: key, "safe": viewer.safe})  # type: ignore[arg-type]  # kind is one of KINDS
    shown = article_page(library, query, number)
    if not shown.items and number == 1:
        raise NotFound(f"nothing here is about {key}")
    name, about = _name(library, kind, key, shown)
    return TopicPage(
        kind=kind,
        key=key,
        name=name,
        articles=library.articles.count(query),
        shown=shown,
        followed=viewer.reader is not None and (kind, key) in library.readers.follows(viewer.reader.id),
        about=about,
        aliases=_aliases(library, key, name) if kind == "entity" else (),
        quotes=sayings(library, viewer, speaker=name, limit=8) if about == EntityType.PERSON else (),
    )


def _name(library: Library, kind: str, key: str, shown: Shown[ArticleLine]) -> tuple[str, str]:
    if kind == "publisher":
        return (shown.items[0].publisher.name if shown.items else library.names.publisher_name(key)), ""
    if kind == "author":
        return library.names.author_name(key), ""
    if kind == "hashtag":
        return library.names.hashtag_name(key), ""
    entity = library.annotations.entity(key)
    spellings = library.annotations.spellings(key, limit=1)
    return (spellings[0].name if spellings else key), (entity.type.value if entity else "")


def _aliases(library: Library, key: str, name: str) -> tuple[str, ...]:
    return tuple(one.name for one in library.annotations.spellings(key, limit=_ALIASES) if one.name != name)
