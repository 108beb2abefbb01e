"""The sources page: how each is doing, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter

from babel import Locale

from coranto.feeds.starter import StarterFeed, starter_feeds
from coranto.model import PollState, Source, SourceState
from coranto.ports.library import Library
from coranto.text.urls import without_login

_ERRORS = 40
_NEED_CARE = (SourceState.FAILING, SourceState.GONE)
_ON_BAR = (SourceState.OK, SourceState.NEW, SourceState.PAUSED, *_NEED_CARE)
_NO_COUNTRY = "International"


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
class Share:
    """Sources in one state, and where they stand on a bar of all, in per cent."""

    state: SourceState
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """All sources, those that need care first, how many are in which state, and the newest refusals."""

    sources: tuple[SourceLine, ...]
    shares: tuple[Share, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class StarterPage:
    """Feeds to begin with, of the country and language chosen; the others to choose from, by code, with their names."""

    country: str
    language: str
    countries: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    feeds: tuple[StarterFeed, ...]


def read_sources(library: Library) -> SourcesPage:
    """Assemble the page; a login in an address is not for everyone's eyes."""
    states = {state.source: state for state in library.sources.states()}
    lines = [
        SourceLine(replace(source, url=without_login(source.url)), states.get(source.id, PollState(source=source.id)))
        for source in library.sources.all()
    ]
    lines.sort(key=lambda line: line.source.state not in _NEED_CARE)
    refusals = tuple(Refusal(*row) for row in library.sources.recent_errors(_ERRORS))
    return SourcesPage(tuple(lines), _shares(lines), refusals)


def _shares(lines: Sequence[SourceLine]) -> tuple[Share, ...]:
    counts = Counter(line.source.state for line in lines)
    shares, start = [], 0.0
    for state in (state for state in _ON_BAR if counts[state]):
        width = 100 * counts[state] / len(lines)
        shares.append(Share(state, counts[state], start, width))
        start += width
    return tuple(shares)


def read_starter(country: str = "", language: str = "") -> StarterPage:
    """Return the list to begin with; nothing of it while neither country nor language is chosen."""
    every = starter_feeds()
    names = Locale("en")
    return StarterPage(
        country=country,
        language=language,
        countries=_named({feed.country for feed in every}, names.territories),
        languages=_named({feed.language for feed in every}, names.languages),
        feeds=starter_feeds(country=country, language=language) if country or language else (),
    )


def _named(codes: Collection[str], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((code, names.get(code, _NO_COUNTRY)) for code in codes), key=itemgetter(1)))
