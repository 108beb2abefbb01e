"""What Coranto says of a story, with ways to the evidence; kept until one of the story's articles changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from threading import Lock
from typing import TypeVar

from coranto.app import assisting
from coranto.app.reading.panel import Evidence, Point
from coranto.app.service import Coranto
from coranto.assist.figures import FigureGroup
from coranto.assist.positions import Party
from coranto.model import ArticleId, Statement, StoredArticle, StoryId

KEPT = 512
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One development on one day."""

    day: date
    point: Point


@dataclass(frozen=True, slots=True)
class Told:
    """A story in short: its key points, newest first, and its developments, oldest first."""

    points: tuple[Point, ...]
    timeline: tuple[TimelineLine, ...]


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One stance that a party takes."""

    stance: str
    matter: str
    when: datetime
    point: Point
    changed: bool


@dataclass(frozen=True, slots=True)
class PartyLines:
    """A party and its positions, newest first."""

    key: str
    name: str
    positions: tuple[PositionLine, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One report's value of a quantity; a bound that is open is None."""

    low: float | None
    high: float | None
    said_by: str
    as_of: date
    point: Point


@dataclass(frozen=True, slots=True)
class FigureLines:
    """One quantity as several reports state it."""

    of: str
    unit: str
    claims: tuple[ClaimLine, ...]
    reports: int
    conflict: bool


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """How a report heads the story; ``own`` are the words that no other headline has."""

    article: ArticleId
    publisher: str
    text: str
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReportLines:
    """What one report alone says, and what it leaves out."""

    article: ArticleId
    publisher: str
    only: tuple[Point, ...]
    left_out: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The reports of a story beside each other."""

    parties: tuple[PartyLines, ...]
    figures: tuple[FigureLines, ...]
    reports: int
    shared: tuple[Point, ...]
    by_report: tuple[ReportLines, ...]
    headlines: tuple[HeadlineLine, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to compare."""
        return self.reports < 2 and not self.parties and not self.figures


class Insights:
    """Answers from a bounded memory, keyed by the articles and revisions that were read."""

    def __init__(self, coranto: Coranto) -> None:
        self._coranto = coranto
        self._kept: OrderedDict[object, object] = OrderedDict()
        self._lock = Lock()

    def told(self, story: StoryId, members: Sequence[StoredArticle], read: Sequence[str] = ()) -> Told:
        """Return a story in short, in a language of ``read`` where a report is.

        ``members`` are the articles that the viewer may see.
        """
        spoken = tuple(code for code in read if any(member.article.language == code for member in members))
        return self._remember(f"told {spoken}", story, members, partial(self._tell, spoken))

    def compared(self, story: StoryId, members: Sequence[StoredArticle]) -> Compared:
        """Return the reports of a story beside each other."""
        return self._remember("compared", story, members, self._compare)

    def changed(
        self, story: StoryId, members: Sequence[StoredArticle], since: datetime, read: Sequence[str] = ()
    ) -> tuple[Point, ...]:
        """Return what the articles after ``since`` say anew."""
        if not any(member.when > since for member in members):
            return ()
        return _Shown(members).points(assisting.what_changed(self._coranto, story, since, read))

    def _remember(
        self,
        kind: str,
        story: StoryId,
        members: Sequence[StoredArticle],
        make: Callable[[StoryId, _Shown], _T],
    ) -> _T:
        key = (kind, story, tuple((member.id, member.revision, member.story) for member in members))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]  # the kind in the key says which it is
        made = make(story, _Shown(members))
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def _tell(self, read: Sequence[str], story: StoryId, shown: _Shown) -> Told:
        rows = assisting.timeline(self._coranto, story)
        developments = [(row.day, shown.point(row.statement)) for row in rows]
        return Told(
            shown.points(assisting.story_points(self._coranto, story, read)),
            tuple(TimelineLine(day, point) for day, point in developments if point),
        )

    def _compare(self, story: StoryId, shown: _Shown) -> Compared:
        coverage = assisting.coverage_compared(self._coranto, story)
        return Compared(
            parties=tuple(_party(one, shown) for one in assisting.positions(self._coranto, story)),
            figures=tuple(_figures(one, shown) for one in assisting.figures_compared(self._coranto, story)),
            reports=coverage.reports,
            shared=shown.points(coverage.shared),
            by_report=tuple(
                ReportLines(one.article, one.publisher, shown.points(one.only), shown.points(one.left_out))
                for one in coverage.by_report
                if one.article in shown.members
            ),
            headlines=tuple(
                HeadlineLine(one.article, one.publisher, one.text, frozenset(one.own))
                for one in coverage.headlines
                if one.article in shown.members
            ),
        )


class _Shown:
    """Turns statements into points, and leaves out those that rest on what the viewer may not see."""

    def __init__(self, members: Sequence[StoredArticle]) -> None:
        self.members = {member.id: member for member in members}

    def point(self, statement: Statement) -> Point | None:
        if any(span.article not in self.members for span in statement.spans):
            return None
        evidence = (Evidence(s, 0, self.members[s.article].article.publisher) for s in statement.spans)
        return Point(statement.text, tuple(evidence), statement.reports)

    def points(self, statements: Iterable[Statement]) -> tuple[Point, ...]:
        return tuple(point for statement in statements if (point := self.point(statement)))


def _party(party: Party, shown: _Shown) -> PartyLines:
    lines = [(one, shown.point(one.statement)) for one in party.positions]
    return PartyLines(
        party.key,
        party.name,
        tuple(
            PositionLine(one.stance.value, one.matter, one.when, point, one.changed) for one, point in lines if point
        ),
    )


def _figures(group: FigureGroup, shown: _Shown) -> FigureLines:
    lines = [(one, shown.point(one.statement)) for one in group.claims]
    claims = [
        ClaimLine(one.low, one.high, one.claimed_by or one.publisher, one.as_of, point) for one, point in lines if point
    ]
    return FigureLines(group.of, group.unit, tuple(claims), group.reports, group.conflict)
