"""All annotations of one article: a pure function."""

from __future__ import annotations

from dataclasses import replace

from coranto.annotate.document import Document, read_document
from coranto.annotate.entities import Found, find_entities
from coranto.annotate.figures import find_figures
from coranto.annotate.hashtags import find_hashtags
from coranto.annotate.key_points import find_key_points
from coranto.annotate.labels import find_labels
from coranto.annotate.quotes import find_quotes
from coranto.annotate.speakers import name_speakers
from coranto.model import Annotations, Article, ArticleId, Hashtag


def annotate_article(article: Article, *, id: ArticleId, revision: int = 1) -> Annotations:  # noqa: A002 - the model's word
    """Return what is found in an article's body; offsets are code points of ``article.text``.

    Any text will do: time grows with its length, and a text that is no news gives little. Six languages
    (en, de, fr, es, ru, uk) have word lists of their own; others get sentences, tags and quoted runs.
    """
    document = read_document(article)
    found = find_entities(document)
    quotes = name_speakers(document, find_quotes(document), found)
    return Annotations(
        article=id,
        revision=revision,
        language=document.language,
        sentences=document.sentences,
        hashtags=tuple(_tags(article, document, found)),
        entities=found.entities,
        quotes=tuple(quotes),
        figures=tuple(find_figures(document, quotes)),
        labels=find_labels(document, article.labels),
        key_points=tuple(find_key_points(document, id, revision)),
    )


def _tags(article: Article, document: Document, found: Found) -> list[Hashtag]:
    """Return the tags; those of an article that has no body are its headline's and standfirst's."""
    if not article.text.strip():
        document = read_document(replace(article, title="", text=f"{article.title}\n{article.standfirst}"))
        found = find_entities(document)
    return find_hashtags(document, found, article.keywords, publisher=article.publisher)
