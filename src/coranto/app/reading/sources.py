"""The sources page: how each is doing, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from coranto.model import PollState, Source
from coranto.ports.library import Library
from coranto.text.urls import without_login

_ERRORS = 40


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source and its last poll."""

    source: Source
    poll: PollState


@dataclass(frozen=True, slots=True)
class Refusal:
    """One input that could not be taken."""

    where: str
    code: str
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """All sources by folder, those that need care counted, and the newest refusals."""

    sources: tuple[SourceLine, ...]
    counts: dict[str, int]
    refusals: tuple[Refusal, ...]


def read_sources(library: Library) -> SourcesPage:
    """Assemble the page; a login in an address is not for everyone's eyes."""
    states = {state.source: state for state in library.sources.states()}
    lines = tuple(
        SourceLine(replace(source, url=without_login(source.url)), states.get(source.id, PollState(source=source.id)))
        for source in library.sources.all()
    )
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.source.state.value] = counts.get(line.source.state.value, 0) + 1
    refusals = tuple(Refusal(*row) for row in library.sources.recent_errors(_ERRORS))
    return SourcesPage(lines, counts, refusals)
