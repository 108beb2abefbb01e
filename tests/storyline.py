"""Stories in a few lines, annotated as the pipeline does it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coranto.annotate.article import annotate_article
from coranto.assist.material import Material
from coranto.model import Article, ArticleId, StoredArticle

FIRST = datetime(2026, 11, 20, 9, tzinfo=UTC)


def material(text: str, *, report: int = 0, hours: float = 0, title: str = "", language: str = "en") -> Material:
    """Return one article of a story, ``hours`` after ``FIRST``."""
    when = FIRST + timedelta(hours=hours)
    name = ArticleId(f"{report}-{hours:g}")
    article = Article(title=title, text=text, published=when, publisher=f"Paper {report}", language=language)
    stored = StoredArticle(id=name, article=article, revision=1, seen=when, origin=True)
    return Material(stored, annotate_article(article, id=name), report)


def words_at(materials: list[Material], article: str, start: int, end: int) -> str:
    """Return what stands at a span."""
    return next(one for one in materials if one.id == article).stored.article.text[start:end]
