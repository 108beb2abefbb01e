"""A timeline: the days that matter, each with the sentence that says what happened.

Day by day, as in Gholipour Ghalandari and Ifrim, "Examining the State-of-the-Art in News Timeline Summarization"
(ACL 2020): days are ranked by how much is said about them, and the sentences of a day by how central they are among
those said about it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from coranto.assist.days import find_days
from coranto.assist.material import Material, Said, Weights, sentences_of
from coranto.model import Span, TimelineRow

MOST_ROWS = 20
_LEAD = 5
"""First sentences of an article speak of its own day unless they name another."""
_SAME = 0.6
"""Share of a sentence that an earlier row has said, from which on it is no development."""
_OWN_DAY = 0.5
"""How much an undated opening sentence counts towards its day, beside a sentence that names the day."""
_PASSING = 0.6
"""What a sentence that names another day first counts when the day's sentence is chosen."""
_WEAK = 0.12
"""A day that much less spoken of than the first is left out."""


@dataclass
class Day:
    """What is said about one day; ``named`` and ``reported`` hold each sentence once.

    ``passing`` are the sentences that name another day first: they tell of that one.
    """

    day: date
    named: list[Said] = field(default_factory=list)
    reported: list[Said] = field(default_factory=list)
    passing: set[Span] = field(default_factory=set)

    @property
    def weight(self) -> float:
        """How much is said about the day; reports of its own time count less than later mentions of it."""
        return len(self.named) + _OWN_DAY * len(self.reported)


def timeline(materials: Sequence[Material], *, rows: int = MOST_ROWS) -> tuple[TimelineRow, ...]:
    """Return at most ``rows`` developments, oldest first, one a day."""
    days = days_of(materials)
    weights = Weights(said for day in days for said in (*day.named, *day.reported))
    ranked = rank(days)
    floor = _WEAK * ranked[0].weight if ranked else 0.0
    chosen = sorted((day for day in ranked[:rows] if day.weight >= floor), key=lambda day: day.day)
    told: list[Said] = []
    found = []
    for day in chosen:
        said = next(iter(central(day, weights, told, 1)), None)
        if said is not None:
            told.append(said)
            found.append(TimelineRow(day.day, said.stated(_reports(said, day, weights))))
    return tuple(found)


def rank(days: Sequence[Day]) -> list[Day]:
    """Return days by how much is said about them, most first."""
    return sorted(days, key=lambda day: (-day.weight, day.day))


def days_of(materials: Sequence[Material]) -> list[Day]:
    """Return the days that articles speak of, with what they say of each."""
    days: dict[date, Day] = defaultdict(lambda: Day(date.min))
    for said in sentences_of(materials):
        published = said.material.when.date()
        named = dict.fromkeys(found.day for found in find_days(said.sentence.text, published, said.material.language))
        for place, day in enumerate(named):
            days[day].named.append(said)
            if place:
                days[day].passing.add(said.span)
        if not named and said.place < _LEAD:
            days[published].reported.append(said)
    for day, held in days.items():
        held.day = day
    return list(days.values())


def central(day: Day, weights: Weights, told: Sequence[Said], most: int) -> list[Said]:
    """Return the sentences that say most of what is said about a day, without what ``told`` says already."""
    pool = [*day.named, *day.reported]
    spoken: dict[str, float] = defaultdict(float)
    for said in pool:
        for term in said.terms:
            spoken[term] += weights[term] / len(pool)
    ranked = sorted(pool, key=lambda said: (-_centrality(said, spoken, day), said.material.when, said.place))
    kept: list[Said] = []
    for said in ranked:
        if len(kept) == most:
            break
        if said.whole and all(weights.shared(said, other) < _SAME for other in (*told, *kept)):
            kept.append(said)
    return kept


def _centrality(said: Said, spoken: dict[str, float], day: Day) -> float:
    share = sum(spoken[term] for term in said.terms) / math.sqrt(len(said.terms) + 8)
    prompt = 1.3 if said.material.when.date() >= day.day else 1.0
    own = _PASSING if said.span in day.passing else 1.0
    return share * prompt * own * (1 + 1 / (1 + said.place))


def _reports(said: Said, day: Day, weights: Weights) -> int:
    return len(
        {said.material.report}
        | {other.material.report for other in (*day.named, *day.reported) if weights.shared(said, other) >= 0.4}
    )
