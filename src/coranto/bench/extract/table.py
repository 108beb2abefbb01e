"""One row a tool: the figures of ``docs/explanation/extraction.md`` and pages a second, from one run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from coranto.bench.extract import scores
from coranto.bench.extract.readings import Reader
from coranto.bench.extract.scores import Found
from coranto.bench.extract.sets import DATE_SET, Labelled

FIGURES = (
    "wcxb F1", "trafilatura F", "fundus F1", "readab. F1",
    "wcxb title", "authors", "day", "traf. title", "authors", "day", "fundus title", "authors", "day",
    "dates F1", "accuracy", "pages/s",
)  # fmt: skip

_FIELDS = ("title", "authors", "day")


@dataclass
class Tally:
    """The scores of one tool on one set, a page a row."""

    body: list[float | None] = field(default_factory=list)
    segments: list[tuple[int, int, int]] = field(default_factory=list)
    title: list[float | None] = field(default_factory=list)
    authors: list[float | None] = field(default_factory=list)
    day: list[float | None] = field(default_factory=list)
    given: Counter[str] = field(default_factory=Counter)
    """On how many pages the tool gave a title, authors, a day."""

    def add(self, page: Labelled, found: Found) -> None:
        """Judge one page."""
        self.body.append(None if page.body is None else scores.word_bag_f1(found.text, page.body))
        self.segments.append(scores.count_segments(found.text, page.wanted, page.unwanted))
        self.title.append(scores.same_title(found.title, page.title))
        self.authors.append(scores.same_authors(found.authors, page.authors))
        self.day.append(scores.same_day(found.day, page.day))
        self.given.update(name for name in _FIELDS if getattr(found, name))

    def share(self, name: str) -> float | None:
        """Return the share of pages whose field is right, or None for a tool that never gives one."""
        column: list[float | None] = getattr(self, name)
        return scores.mean(column) if self.given[name] else None

    def segment_f(self) -> float:
        """Return F over all segments of the set."""
        hits, misses, alarms = (sum(column) for column in zip(*self.segments, strict=True))
        return scores.f1(hits, misses, alarms)

    def day_f1(self) -> float | None:
        """Return the F1 of days, where a wrong day is both a miss and a false alarm (htmldate's measure)."""
        hits, given = sum(filter(None, self.day)), self.given["day"]
        return scores.f1(hits, len(self.day) - given, given - hits) if given else None


@dataclass
class Outcome:
    """One tool over all sets."""

    tallies: dict[str, Tally]
    seconds: float
    pages: int
    failures: int

    def figures(self) -> list[float | None]:
        """Return the row, in the order of ``FIGURES``."""
        sets = self.tallies
        bodies: list[float | None] = [scores.mean(sets["wcxb"].body), sets["trafilatura"].segment_f()]
        bodies += [scores.mean(sets[name].body) for name in ("fundus_tests", "readability")]
        fields = [sets[name].share(column) for name in ("wcxb", "trafilatura", "fundus_tests") for column in _FIELDS]
        dates = [sets[DATE_SET].day_f1(), sets[DATE_SET].share("day")]
        return [*bodies, *fields, *dates, self.pages / self.seconds]


def measure(read: Reader, pages: Sequence[Labelled]) -> Outcome:
    """Let a tool read the pages, and judge what it found."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    seconds, failures = 0.0, 0
    for page, reading in zip(pages, read(pages), strict=True):
        seconds, failures = seconds + reading.seconds, failures + reading.failed
        tallies[page.set].add(page, reading.found)
    return Outcome(tallies, seconds, len(pages), failures)


def heading() -> str:
    """Return the table's first line."""
    return f"{'':20}" + " ".join(f"{name:>{_width(name)}}" for name in FIGURES)


def row(name: str, outcome: Outcome) -> str:
    """Return a tool's line."""
    cells = zip(FIGURES, outcome.figures(), strict=True)
    return f"{name:20}" + " ".join(f"{_cell(figure, value):>{_width(figure)}}" for figure, value in cells)


def _cell(figure: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if figure == "pages/s" else f"{value:.3f}"


def _width(name: str) -> int:
    return max(len(name), 5)
