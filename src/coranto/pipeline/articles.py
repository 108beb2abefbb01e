"""What was fetched or read becomes articles about to be written. Decides only; no I/O."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coranto.errors import NoArticle
from coranto.extract.assemble import assemble
from coranto.extract.fragment import extract_fragment
from coranto.extract.metadata import PageMetadata
from coranto.extract.page import extract_page
from coranto.model import Arrival, Article, ArticleId, Capture, Feed, FeedEntry, Image, Kind, Source, StoredArticle
from coranto.ports.library import NewArticle
from coranto.text.hashing import article_id
from coranto.text.language import tell_language
from coranto.text.names import name_key
from coranto.text.urls import host_of, is_web_url

FULL_TEXT = 1200
"""Characters from which an entry's own content counts as the whole article."""
_CUT_MARKS = ("…", "...", "[…]", "[...]")
_WHY_NOT = {
    Kind.INDEX: "a list of articles",
    Kind.CONSENT: "a consent wall",
    Kind.ERROR: "an error page",
    Kind.CHALLENGE: "a check against robots",
    Kind.EMPTY: "no text",
}
"""Kinds that are never stored. What a paywall, gallery or video shows is stored, but is no reading."""

Find = Callable[[str], ArticleId | None]
"""Which article is at an address."""


@dataclass(frozen=True, slots=True)
class EntryArticle:
    """A feed entry as an article. ``whole`` tells whether its page need not be fetched."""

    article: Article
    whole: bool


def from_entry(entry: FeedEntry, feed: Feed, source: Source | None = None) -> EntryArticle:
    """Return the article that a feed entry itself carries."""
    text, blocks = extract_fragment(entry.content or entry.summary, url=entry.url)
    whole = len(text) >= FULL_TEXT and not text.endswith(_CUT_MARKS)
    told = PageMetadata(
        title=entry.title,
        authors=entry.authors,
        publisher=entry.source_title or feed.title,
        published=entry.published or entry.updated,
        modified=entry.updated,
        keywords=entry.categories,
        image=_image(entry),
        labels=("adult",) if feed.adult or (source is not None and source.adult) else (),
    )
    kind = Kind.ARTICLE if text else Kind.EMPTY
    article = replace(assemble(told, text, blocks, kind=kind, url=entry.url), url=entry.url)
    return EntryArticle(article, whole or not is_web_url(entry.url) or (source is not None and source.full_text))


def arrival_of(one: StoredArticle) -> Arrival:
    """Return an article as grouping takes it."""
    article = one.article
    return Arrival(
        id=one.id,
        title=article.title,
        text=article.text,
        when=one.when,
        publisher=article.publisher,
        agency=article.agency or (article.dateline.agency if article.dateline else ""),
        url=article.url,
        original=article.original,
        language=article.language,
    )


def _image(entry: FeedEntry) -> Image | None:
    """Return the entry's picture: its own, else an enclosed one."""
    enclosed = (one.url for one in entry.enclosures if one.type.startswith("image/"))
    url = entry.image or next(enclosed, "")
    return Image(url) if url else None


_WHOLE_TEXT = 600
"""Characters from which an entry's text is more than a summary: what stands before a list of pages is no article."""


def from_page(capture: Capture) -> Article:
    """Return the article on a page; what the page does not say is taken from the feed entry that led to it.

    Raises:
        NoArticle: the page is none, and the entry has no text of its own (of a list of pages: no whole text).
    """
    entry = capture.entry
    url = capture.address if is_web_url(capture.address) else ""
    found = extract_page(capture.body, url=url, content_type=capture.content_type, reference=capture.fetched)
    if found.kind not in _WHY_NOT:
        return _completed(found, entry) if entry else found
    least = _WHOLE_TEXT if found.kind is Kind.INDEX else 1
    if entry and len(entry.text) >= least:
        return entry
    raise NoArticle(f"{_WHY_NOT[found.kind]}, no article", where=capture.url)


def about_to_be_written(
    article: Article, *, seen: datetime, find: Find, source: Source | None = None, addresses: Sequence[str] = ()
) -> NewArticle:
    """Return an article with its id: the one its addresses lead to already, else a new one.

    A page may only speak for its own host: a canonical address elsewhere would let one site overwrite another's. It
    is kept as the ``original``.
    """
    own = {host_of(url) for url in addresses if url}
    article = replace(
        article,
        publisher=article.publisher or host_of(addresses[0] if addresses else article.url),
        language=article.language or tell_language(f"{article.title} {article.text}"),
    )
    if own and article.url and host_of(article.url) not in own:
        article = replace(article, url=addresses[0], original=article.original or article.url)
    leads = tuple(dict.fromkeys(url for url in (article.url, *addresses) if is_web_url(url)))
    known = next((known for url in leads if (known := find(url))), None)
    return NewArticle(
        id=known or article_id(article),
        article=article,
        seen=seen,
        source=source.id if source else None,
        addresses=leads,
    )


def _completed(page: Article, entry: Article) -> Article:
    return replace(
        page,
        title=_title(page.title, entry.title),
        authors=page.authors or entry.authors,
        publisher=page.publisher or entry.publisher,
        published=page.published or entry.published,
        modified=page.modified or entry.modified,
        keywords=page.keywords or entry.keywords,
        image=page.image or entry.image,
        labels=tuple(dict.fromkeys((*page.labels, *entry.labels))),
    )


def _title(shown: str, told: str) -> str:
    """Return the page's headline, or the feed's where the page shows something else as one (its name, a kicker)."""
    words, expected = (set(name_key(title).split("-")) for title in (shown, told))
    needed = max(min(len(words), len(expected)) / 2, max(len(words), len(expected)) / 4)
    return told if told and len(words & expected) < needed else shown
