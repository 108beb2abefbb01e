"""Commenting: who may write, change, report and hide, and how often."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from uuid import uuid4

from coranto.errors import InputError, NotAllowed, TooManyRequests
from coranto.model import ArticleId, Comment, CommentId, CommentState, Reader
from coranto.ports.library import Library
from coranto.ports.outside import Clock

LONGEST = 4000
LONGEST_REASON = 300
_MOST = 6
_WINDOW = timedelta(minutes=5)
_KEPT_CONTROLS = "\n\t"


class Talk:
    """What readers do with comments. A moderator may hide and show any; nobody edits another's words."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock

    def post(self, reader: Reader, article: ArticleId, text: str, parent: CommentId | None = None) -> Comment:
        """Write a comment or a reply.

        Raises:
            InputError: no text, or too long.
            NotFound: no such article or parent.
            TooManyRequests: too many in a short time.
        """
        now = self._clock.now()
        self._library.articles.get(article)
        if parent is not None and self._library.comments.get(parent).article != article:
            raise InputError("that comment stands under another article")
        if self._library.comments.count_since(reader.id, now - _WINDOW) >= _MOST:
            raise TooManyRequests(f"{_MOST} comments in five minutes is the most", retry_after=_WINDOW.total_seconds())
        comment = Comment(
            id=CommentId(uuid4().hex[:16]),
            article=article,
            reader=reader.id,
            name=reader.name,
            text=clean(text),
            written=now,
            parent=parent,
        )
        self._library.comments.add(comment)
        return comment

    def edit(self, reader: Reader, comment: CommentId, text: str) -> Comment:
        """Replace one's own words."""
        held = self._own(reader, comment)
        if held.state is not CommentState.SHOWN:
            raise NotAllowed("a hidden or deleted comment stays as it is")
        self._library.comments.edit(comment, clean(text), self._clock.now())
        return held

    def delete(self, reader: Reader, comment: CommentId) -> Comment:
        """Erase one's own words; replies keep their place."""
        held = self._own(reader, comment)
        self._library.comments.set_state(comment, CommentState.DELETED)
        return held

    def report(self, reader: Reader, comment: CommentId, reason: str) -> Comment:
        """Bring a comment to the moderators."""
        held = self._library.comments.get(comment)
        if held.state is not CommentState.SHOWN:
            raise NotAllowed("this comment is not shown any more")
        self._library.comments.report(comment, reader.id, reason.strip()[:LONGEST_REASON], self._clock.now())
        return held

    def moderate(self, reader: Reader, comment: CommentId, shown: bool) -> Comment:
        """Hide a comment, or show it and settle its reports."""
        if not reader.moderates:
            raise NotAllowed("only moderators decide about comments")
        held = self._library.comments.get(comment)
        if held.state is CommentState.DELETED:
            raise NotAllowed("a deleted comment stays deleted")
        self._library.comments.set_state(comment, CommentState.SHOWN if shown else CommentState.HIDDEN)
        return held

    def _own(self, reader: Reader, comment: CommentId) -> Comment:
        held = self._library.comments.get(comment)
        if held.reader != reader.id:
            raise NotAllowed("only its writer may do that")
        return held


def clean(text: str) -> str:
    """Return the text as it is kept: no control or direction-changing characters, bounded.

    Raises:
        InputError: nothing in it, or too long.
    """
    kept = "".join(c for c in text.replace("\r\n", "\n") if c in _KEPT_CONTROLS or not _is_control(c)).strip()
    if not kept:
        raise InputError("there is nothing in it")
    if len(kept) > LONGEST:
        raise InputError(f"a comment has at most {LONGEST} characters")
    return kept


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
