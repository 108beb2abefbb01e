"""What a page says of its article beside the body: who, when, where from, about what.

Structured data, declared metadata, markup and the visible page are read together; where several places
tell the same part, a small trained ranking chooses (``ranking.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coranto.extract.dom import Page
from coranto.extract.metadata.authors import read_authors
from coranto.extract.metadata.dates import read_times
from coranto.extract.metadata.images import read_image
from coranto.extract.metadata.linked import Linked, read_linked
from coranto.extract.metadata.marked import read_marks
from coranto.extract.metadata.publishers import read_agency, read_canonical, read_publisher
from coranto.extract.metadata.site import text_key
from coranto.extract.metadata.standfirst import read_standfirst
from coranto.extract.metadata.titles import read_title
from coranto.extract.metadata.topics import read_keywords, read_labels, read_section
from coranto.extract.metadata.values import as_text
from coranto.model import Image

__all__ = ["PageMetadata", "linked_of", "passage_of", "read_metadata"]

_LONGEST_BODY = 400_000
_SLACK = 8
"""Characters by which a visible headline and the declared one may differ in length (quotation marks, blanks)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """The parts of an article that stand beside its body.

    ``headline`` is the number of the passage that shows the title, -1 where none does. ``canonical`` is
    absolute or empty. ``language`` is as declared. ``types`` are the schema.org types of the page's
    objects, lower-case. ``free`` is False where the publisher says that the text costs. ``declared_body``
    is JSON-LD's ``articleBody``, often cut short.
    """

    title: str = ""
    headline: int = -1
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    publisher: str = ""
    agency: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    image: Image | None = None
    canonical: str = ""
    labels: tuple[str, ...] = ()
    language: str = ""
    types: frozenset[str] = frozenset()
    free: bool | None = None
    declared_body: str = ""


def read_metadata(page: Page, *, reference: datetime | None = None) -> PageMetadata:
    """Return what a page says beside its body; ages count back from ``reference``, and later dates are refused."""
    linked = linked_of(page)
    marks = read_marks(page)
    title = read_title(page, linked)
    headline = passage_of(page, title)
    times = read_times(page, linked, marks, headline, reference)
    authors = read_authors(page, linked, marks, headline)
    publisher = read_publisher(page, linked, title)
    section = read_section(page, linked)
    body = linked.article.get("articleBody")
    return PageMetadata(
        title=title,
        headline=headline,
        standfirst=read_standfirst(page, linked, headline),
        authors=authors,
        published=times.published,
        modified=times.modified,
        publisher=publisher,
        agency=read_agency(page, linked, marks, authors, publisher),
        section=section,
        keywords=read_keywords(page, linked, headline),
        image=read_image(page, linked, headline),
        canonical=read_canonical(page, linked, marks),
        labels=read_labels(page, linked, section),
        language=page.declared_language or as_text(linked.article.get("inLanguage")),
        types=linked.types,
        free=_is_free(linked),
        declared_body=body[:_LONGEST_BODY] if isinstance(body, str) else "",
    )


def linked_of(page: Page) -> Linked:
    """Return the page's own objects among those of its JSON-LD, told by its address and heading."""
    heading = page.passages[page.heading].text if page.heading >= 0 else page.title
    return read_linked(page.json_ld, page.url, heading)


def passage_of(page: Page, title: str) -> int:
    """Return the number of the passage that shows the title; the first level-one heading where none does."""
    key = text_key(title)
    for number, passage in enumerate(page.passages):
        if abs(len(passage.text) - len(title)) <= _SLACK and text_key(passage.text) == key:
            return number
    return page.heading


def _is_free(linked: Linked) -> bool | None:
    told = linked.article.get("isAccessibleForFree", linked.page.get("isAccessibleForFree"))
    if isinstance(told, str):
        return {"true": True, "false": False}.get(told.rpartition("/")[2].lower())
    return told if isinstance(told, bool) else None
