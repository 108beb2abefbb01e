"""What calls give that is no value of the model or of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coranto.model import CommentState, PollState, Reader, Source


@dataclass(frozen=True)
class Session:
    """A token for ``Authorization: Bearer``."""

    token: str
    reader: Reader


@dataclass(frozen=True)
class Follow:
    """Something that a reader follows."""

    kind: str
    key: str


@dataclass(frozen=True)
class SourceState:
    """A source and its last poll."""

    source: Source
    poll: PollState


@dataclass(frozen=True)
class CommentOutput:
    """A comment as anyone may see it; ``text`` is empty where it is hidden or deleted."""

    id: str
    name: str
    text: str
    written: datetime
    edited: datetime | None
    depth: int
    state: CommentState


@dataclass(frozen=True)
class Welcome:
    """Where to go on."""

    name: str
    version: str
    openapi: str
    documentation: str
