"""Small pictures as geometry for SVG templates: who carried whose text, and when reports came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from coranto.app.reading.insights import ClaimLine
from coranto.app.reading.lines import ArticleLine
from coranto.app.reading.story import Report

WIDTH = 640
ROW = 26
LEFT = 150
RIGHT = 24
MOST_ROWS = 14
_BAR_HEIGHT = 56
_STEPS = tuple(
    timedelta(**{unit: many})
    for unit, many in (
        ("minutes", 15),
        ("minutes", 30),
        ("hours", 1),
        ("hours", 2),
        ("hours", 4),
        ("hours", 8),
        ("days", 1),
        ("days", 2),
        ("days", 7),
        ("days", 14),
        ("days", 30),
        ("days", 90),
        ("days", 365),
    )
)
_MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class Dot:
    """One article at ``x``; ``copy`` where it carried another's text."""

    x: float
    line: ArticleLine
    copy: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One text: its origin's name and the papers that carried it, on one height."""

    y: int
    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """Who carried whose text. ``left_out`` counts the texts below the last row."""

    rows: tuple[Row, ...]
    height: int
    ticks: tuple[tuple[float, datetime], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """The articles of one step of time; ``independent`` of them were texts of their own."""

    x: float
    width: float
    height: float
    independent_height: float
    start: datetime
    articles: int
    independent: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One claim on its height: from ``start`` to ``end`` along the scale, and its value as written."""

    y: int
    start: float
    end: float
    value: str
    claim: ClaimLine


def carried(reports: Sequence[Report], width: int = WIDTH) -> Carried:
    """Lay out one row a text, most carried first, along one scale of time."""
    times = [line.when for report in reports for line in (report.origin, *report.carried)]
    first, last = min(times), max(times)
    ranked = sorted(reports, key=lambda report: (-len(report.carried), report.origin.when))
    rows = tuple(
        Row(ROW * number + ROW // 2, _name(report), _dots(report, first, last, width))
        for number, report in enumerate(ranked[:MOST_ROWS])
    )
    ticks = ((_x(first, first, last, width), first), (_x(last, first, last, width), last))
    return Carried(rows, ROW * len(rows) + 22, ticks if first != last else ticks[:1], len(ranked) - len(rows))


def timeline(lines: Sequence[ArticleLine], origins: frozenset[str], width: int = WIDTH) -> tuple[Bar, ...]:
    """Count articles by steps of time, as many as can be seen; ``origins`` are the texts of their own."""
    times = [line.when for line in lines]
    first, last = min(times), max(times)
    step = next((one for one in _STEPS if (last - first) / one < _MOST_BARS), _STEPS[-1])
    counts: dict[int, list[bool]] = {}
    for line in lines:
        counts.setdefault((line.when - first) // step, []).append(line.id in origins)
    steps = max(counts) + 1
    highest = max(len(found) for found in counts.values())
    each = width / max(steps, 12)
    return tuple(
        Bar(
            x=round(number * each, 1),
            width=round(max(each - 2, 1.5), 1),
            height=round(_BAR_HEIGHT * len(found) / highest, 1),
            independent_height=round(_BAR_HEIGHT * sum(found) / highest, 1),
            start=first + number * step,
            articles=len(found),
            independent=sum(found),
        )
        for number, found in sorted(counts.items())
    )


def figure_rows(claims: Sequence[ClaimLine], width: int = WIDTH) -> tuple[FigureRow, ...]:
    """Lay out claims along one scale from their lowest to their highest value; open bounds run to the edge."""
    values = [one for claim in claims for one in (claim.low, claim.high) if one is not None]
    low, high = min(values, default=0.0), max(values, default=0.0)

    def place(value: float | None, edge: float) -> float:
        if value is None:
            return edge
        share = (value - low) / (high - low) if high > low else 0.5
        return round(LEFT + 20 + share * (width - LEFT - 110), 1)

    return tuple(
        FigureRow(ROW * n + ROW // 2, place(one.low, LEFT), place(one.high, width - RIGHT), _value(one), one)
        for n, one in enumerate(claims)
    )


def _value(claim: ClaimLine) -> str:
    if claim.low is None:
        return f"up to {_number(claim.high)}"
    if claim.high is None:
        return f"at least {_number(claim.low)}"
    return _number(claim.low) if claim.low == claim.high else f"{_number(claim.low)}–{_number(claim.high)}"


def _number(value: float | None) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value is not None else ""


def _dots(report: Report, first: datetime, last: datetime, width: int) -> tuple[Dot, ...]:
    origin = Dot(_x(report.origin.when, first, last, width), report.origin, False)
    return (origin, *(Dot(_x(line.when, first, last, width), line, True) for line in report.carried))


def _x(at: datetime, first: datetime, last: datetime, width: int) -> float:
    share = (at - first) / (last - first) if last > first else 0.0
    return round(LEFT + share * (width - LEFT - RIGHT), 1)


def _name(report: Report) -> str:
    return report.origin.agency or report.origin.publisher.name or "Unknown"
