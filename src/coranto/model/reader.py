"""People: readers, their roles and their comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coranto.model.ids import ArticleId, CommentId, ReaderId


class Role(StrEnum):
    """What a reader may do. A moderator is a reader; the owner is a moderator."""

    READER = "reader"
    MODERATOR = "moderator"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A person with an account. ``zone`` is an IANA time zone name, ``languages`` are ISO 639-1 codes, best first."""

    id: ReaderId
    name: str
    role: Role = Role.READER
    zone: str = "UTC"
    safe: bool = True
    joined: datetime | None = None
    languages: tuple[str, ...] = ()

    @property
    def moderates(self) -> bool:
        """Whether this reader may hide and see what was reported."""
        return self.role in (Role.MODERATOR, Role.OWNER)


class CommentState(StrEnum):
    """What became of a comment."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment; ``text`` is plain text as typed, made safe where it is shown."""

    id: CommentId
    article: ArticleId
    reader: ReaderId
    name: str
    text: str
    written: datetime
    parent: CommentId | None = None
    edited: datetime | None = None
    state: CommentState = CommentState.SHOWN
    reports: int = 0
