"""Versions of a text side by side: revisions of one article, and copies of one family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coranto.app.reading.lines import ArticleLine, article_line
from coranto.app.reading.viewer import Viewer
from coranto.copies.diff import Change, ParagraphChange, compare, word_changes
from coranto.errors import NotAllowed, NotFound
from coranto.model import Article, ArticleId
from coranto.ports.library import Library

_MOST = 50


@dataclass(frozen=True, slots=True)
class Word:
    """A run of words that was kept, cut or added."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it changed; ``words`` in reading order."""

    change: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an article: what changed since the one before (nothing for the first)."""

    number: int
    seen: datetime
    title: tuple[Word, ...]
    paragraphs: tuple[Paragraph, ...]
    kept: int

    @property
    def changed(self) -> bool:
        """Whether anything a reader sees is another."""
        return any(word.change != Change.KEPT for word in self.title) or bool(self.paragraphs)


@dataclass(frozen=True, slots=True)
class RevisionsPage:
    """All states of one article, newest first."""

    line: ArticleLine
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class CopyPage:
    """A copy against its origin. Shares are of the origin's paragraphs kept, and of the copy's own paragraphs."""

    origin: ArticleLine
    copy: ArticleLine
    title: tuple[Word, ...]
    paragraphs: tuple[Paragraph, ...]
    counts: dict[str, int]


def read_revisions(library: Library, viewer: Viewer, article: ArticleId) -> RevisionsPage:
    """Assemble the page of an article's revisions.

    Raises:
        NotFound: there is no such article.
        NotAllowed: safe reading keeps it back.
    """
    stored = library.articles.get(article)
    _refuse_withheld(viewer, stored.labels)
    states = library.articles.revisions(article)[-_MOST:]
    versions = [
        _version(now.number, now.seen, before.article if before else None, now.article)
        for before, now in zip([None, *states], states, strict=False)
    ]
    return RevisionsPage(article_line(stored), tuple(reversed(versions)))


def read_copy(library: Library, viewer: Viewer, article: ArticleId, other: ArticleId) -> CopyPage:
    """Assemble the page of two copies of one text; the origin stands first where it is known.

    Raises:
        NotFound: there are no two such articles, or they are no copies of one text.
        NotAllowed: safe reading keeps one back.
    """
    one, two = library.articles.get(article), library.articles.get(other)
    if one.family is None or one.family != two.family or one.id == two.id:
        raise NotFound("these are not two copies of one text")
    _refuse_withheld(viewer, one.labels + two.labels)
    origin, copy = (two, one) if two.origin or (not one.origin and two.when < one.when) else (one, two)
    changes = changed_paragraphs(compare(origin.article.text, copy.article.text))
    counts: dict[str, int] = {change.value: 0 for change in Change}
    for paragraph in changes:
        counts[paragraph.change] += 1
    title = words(origin.article.title, copy.article.title)
    return CopyPage(article_line(origin), article_line(copy), title, changes, counts)


def changed_paragraphs(changes: Sequence[ParagraphChange]) -> tuple[Paragraph, ...]:
    """Return paragraphs with their words; one counts as kept only where no word differs."""
    return tuple(_paragraph(one) for one in changes)


def words(before: str, after: str) -> tuple[Word, ...]:
    """Return the words of two texts as they were kept, cut and added."""
    return tuple(Word(change.value, text) for change, text in word_changes(before, after))


def _paragraph(one: ParagraphChange) -> Paragraph:
    if one.change in (Change.CUT, Change.ADDED):
        return Paragraph(one.change.value, (Word(one.change.value, one.before or one.after),))
    if one.before == one.after:
        return Paragraph(Change.KEPT.value, (Word(Change.KEPT.value, one.after),))
    return Paragraph(Change.CHANGED.value, words(one.before, one.after))


def _version(number: int, seen: datetime, before: Article | None, now: Article) -> Version:
    if before is None:
        return Version(number, seen, (Word(Change.KEPT.value, now.title),), (), 0)
    paragraphs = changed_paragraphs(compare(_read(before), _read(now)))
    changed = tuple(one for one in paragraphs if one.change != Change.KEPT.value)
    return Version(number, seen, words(before.title, now.title), changed, len(paragraphs) - len(changed))


def _read(article: Article) -> str:
    return f"{article.standfirst}\n\n{article.text}" if article.standfirst else article.text


def _refuse_withheld(viewer: Viewer, labels: tuple[str, ...]) -> None:
    if viewer.withholds(labels):
        raise NotAllowed("safe reading keeps this back", hint="it can be turned off in the settings")
