"""The sources page: how each is doing, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coranto.model import PollState, Source
from coranto.ports.library import Library

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
    """Assemble the page."""
    states = {state.source: state for state in library.sources.states()}
    lines = tuple(
        SourceLine(source, states.get(source.id, PollState(source=source.id))) for source in library.sources.all()
    )
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.source.state.value] = counts.get(line.source.state.value, 0) + 1
    refusals = tuple(Refusal(*row) for row in library.sources.recent_errors(_ERRORS))
    return SourcesPage(lines, counts, refusals)
