"""Calls that write: sessions, follows, comments, sources."""

from __future__ import annotations

from coranto.api.call import Call
from coranto.api.inputs import CommentInput, Credentials, Nothing, SourceInput
from coranto.api.outputs import CommentOutput, Follow, Session
from coranto.app.discovery import subscribe
from coranto.app.reading.talk import comment_line
from coranto.app.reading.topic import FOLLOWED
from coranto.errors import InputError, StorageError
from coranto.model import ArticleId, Comment, CommentId, Reader, Role, Source, SourceId


def sign_in(call: Call, body: Credentials) -> Session:
    """Open a session and return its token."""
    call.spend("sign-in")
    token = call.service.accounts.sign_in(body.name, body.password)
    reader = call.service.accounts.reader(token)
    if reader is None:
        raise StorageError("the session was not kept")
    return Session(token, reader)


def sign_out(call: Call, _query: Nothing) -> None:
    """End the session of the token."""
    call.reader()
    call.service.accounts.sign_out(call.token)


def me(call: Call, _query: Nothing) -> Reader:
    """Return who calls."""
    return call.reader()


def follows(call: Call, _query: Nothing) -> list[Follow]:
    """Return what the reader follows."""
    return [Follow(kind, key) for kind, key in call.library.readers.follows(call.reader().id)]


def follow(call: Call, _query: Nothing) -> None:
    """Follow a hashtag, publisher, author, entity or story."""
    _follow(call, on=True)


def unfollow(call: Call, _query: Nothing) -> None:
    """Follow it no longer."""
    _follow(call, on=False)


def comment(call: Call, body: CommentInput) -> CommentOutput:
    """Write a comment or a reply."""
    call.spend("write")
    parent = CommentId(body.parent) if body.parent else None
    return _shown(call, call.service.talk.post(call.reader(), ArticleId(call.path["article"]), body.text, parent))


def delete_comment(call: Call, _query: Nothing) -> None:
    """Erase one's own comment; replies keep their place."""
    call.service.talk.delete(call.reader(), CommentId(call.path["comment"]))


def add_source(call: Call, body: SourceInput) -> Source:
    """Subscribe to the feed at an address, or that its page leads to; one that does not answer now is kept."""
    call.reader(Role.OWNER)
    [done] = subscribe(call.service.coranto, [body.url], folder=body.folder)
    if done.source is None:
        raise done.problem or StorageError("the source was not kept")
    return done.source


def remove_source(call: Call, _query: Nothing) -> None:
    """Forget a source; its articles stay."""
    call.reader(Role.OWNER)
    call.service.subscriptions.remove(SourceId(call.path["source"]))


def _follow(call: Call, *, on: bool) -> None:
    reader, kind, key = call.reader(), call.path["kind"], call.path["key"]
    if kind not in FOLLOWED:
        raise InputError(f"{kind!r} cannot be followed", hint=f"one of {', '.join(FOLLOWED)}")
    call.library.readers.follow(reader.id, kind, key, on)


def _shown(call: Call, held: Comment) -> CommentOutput:
    line = comment_line(held, call.viewer)
    return CommentOutput(line.id, line.name, held.text, line.written, line.edited, 0, line.state)
