"""Comments of an article as a thread, with what this viewer may do with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coranto.app.reading.viewer import Viewer
from coranto.model import Comment, CommentId, CommentState

DEEPEST = 4
"""Replies below this depth stand beside their parent, so that a phone can show them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLine:
    """One comment as this viewer sees it; ``paragraphs`` is empty where the text is withheld."""

    id: CommentId
    name: str
    paragraphs: tuple[str, ...]
    written: datetime
    edited: datetime | None
    depth: int
    state: CommentState
    reports: int
    mine: bool
    moderated: bool


def comment_lines(comments: Sequence[Comment], viewer: Viewer) -> tuple[CommentLine, ...]:
    """Return comments so that replies follow what they answer, oldest first on each level."""
    known = {comment.id for comment in comments}
    replies: dict[CommentId | None, list[Comment]] = {}
    for comment in comments:
        replies.setdefault(comment.parent if comment.parent in known else None, []).append(comment)
    lines: list[CommentLine] = []
    waiting = [(comment, 0) for comment in reversed(replies.get(None, []))]
    while waiting:
        comment, depth = waiting.pop()
        lines.append(comment_line(comment, viewer, min(depth, DEEPEST)))
        waiting.extend((reply, depth + 1) for reply in reversed(replies.get(comment.id, [])))
    return tuple(_without_bare_ends(lines))


def comment_line(comment: Comment, viewer: Viewer, depth: int = 0) -> CommentLine:
    """Return one comment; what is hidden is shown to moderators only."""
    reader = viewer.reader
    moderates = reader is not None and reader.moderates
    open_to_read = comment.state is CommentState.SHOWN or (comment.state is CommentState.HIDDEN and moderates)
    return CommentLine(
        id=comment.id,
        name=comment.name,
        paragraphs=tuple(p.strip() for p in comment.text.split("\n\n") if p.strip()) if open_to_read else (),
        written=comment.written,
        edited=comment.edited,
        depth=depth,
        state=comment.state,
        reports=comment.reports if moderates else 0,
        mine=reader is not None and comment.reader == reader.id,
        moderated=moderates,
    )


def _without_bare_ends(lines: list[CommentLine]) -> list[CommentLine]:
    """Drop deleted comments that nothing answers."""
    kept: list[CommentLine] = []
    for line in reversed(lines):
        answered = bool(kept) and kept[-1].depth > line.depth
        if line.state is not CommentState.DELETED or answered:
            kept.append(line)
    return kept[::-1]
