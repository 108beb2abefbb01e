"""Readers and their comments, as the record keeps them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from coranto.model import ArticleId, Comment, CommentId, CommentState, Reader, ReaderId, Role, StoryId


class Readers(Protocol):
    """Accounts, sessions, what they read, save and follow."""

    def add(self, name: str, password_hash: str, role: Role, at: datetime) -> Reader:
        """Create an account.

        Raises:
            Conflict: the name is taken.
        """

    def get(self, reader: ReaderId) -> Reader:
        """Return one reader.

        Raises:
            NotFound: there is none.
        """

    def by_name(self, name: str) -> tuple[Reader, str] | None:
        """Return a reader and the password hash."""

    def all(self) -> list[Reader]:
        """Return all readers, by name."""

    def update(self, reader: Reader) -> None:
        """Replace a reader's own fields (not the password)."""

    def set_password(self, reader: ReaderId, password_hash: str) -> None:
        """Replace the password hash."""

    def open_session(self, token_hash: str, reader: ReaderId, now: datetime, expires: datetime) -> None:
        """Record a session by the hash of its token; sessions that have run out are forgotten."""

    def session(self, token_hash: str, now: datetime) -> Reader | None:
        """Return the reader of a session that has not expired."""

    def close_session(self, token_hash: str) -> None:
        """End a session."""

    def close_sessions(self, reader: ReaderId) -> None:
        """End all sessions of a reader."""

    def remove(self, reader: ReaderId) -> None:
        """Forget an account with its sessions and follows; comments stay under the name."""

    def use_once(self, token_hash: str, now: datetime, expires: datetime) -> bool:
        """Spend a one-time token; False if it was spent before."""

    def follow(self, reader: ReaderId, kind: str, key: str, on: bool) -> None:
        """Follow or unfollow a hashtag, publisher, author, entity or story (``kind``)."""

    def follows(self, reader: ReaderId) -> list[tuple[str, str]]:
        """Return (kind, key) of what a reader follows."""

    def opened(self, reader: ReaderId, story: StoryId, at: datetime) -> datetime | None:
        """Record that a reader opened a story; returns when it was opened before."""


class Comments(Protocol):
    """Comments on articles."""

    def add(self, comment: Comment) -> None:
        """Write a comment."""

    def get(self, comment: CommentId) -> Comment:
        """Return one.

        Raises:
            NotFound: there is none.
        """

    def of_article(self, article: ArticleId) -> list[Comment]:
        """Return comments, oldest first, deleted ones with an empty text so that replies keep their place."""

    def edit(self, comment: CommentId, text: str, at: datetime) -> None:
        """Replace the text."""

    def set_state(self, comment: CommentId, state: CommentState) -> None:
        """Show, hide or delete; deletion erases the text."""

    def report(self, comment: CommentId, reader: ReaderId, reason: str, at: datetime) -> int:
        """Record a report, once a reader; returns how many there are."""

    def reported(self, limit: int) -> list[Comment]:
        """Return comments with open reports, most reported first."""

    def count_since(self, reader: ReaderId, since: datetime) -> int:
        """Return how many comments a reader wrote since then, for the rate limit."""
