"""Ids made from what identifies a thing outside, so that taking it in twice cannot make two."""

from __future__ import annotations

import hashlib

from coranto.model import Article, ArticleId, SourceId
from coranto.text.names import publisher_key
from coranto.text.urls import is_web_url, url_key

_LENGTH = 16
"""Hex digits of an id: 64 bits, a collision among ten million articles has odds of about 1 in 370,000."""


def digest(*parts: str) -> str:
    """Return 16 hex digits of SHA-256 over the parts, each kept apart from the next."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def bytes_digest(data: bytes) -> str:
    """Return 16 hex digits of SHA-256 over the bytes."""
    return hashlib.sha256(data).hexdigest()[:_LENGTH]


def article_id(article: Article) -> ArticleId:
    """Return the id of an article: from its address, else from publisher, headline and text."""
    if is_web_url(article.url):
        return ArticleId(digest("url", url_key(article.url)))
    return ArticleId(digest("text", publisher_key(article.publisher), article.title.strip(), article.text.strip()))


def source_id(url: str) -> SourceId:
    """Return the id of a source: from its address or path."""
    return SourceId(digest("source", url_key(url)))
