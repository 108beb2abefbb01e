"""What a story's page and its rank need: headline, picture, independent reports, pace, score and the reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from coranto.model import Heading, StoredArticle, Story, StoryId
from coranto.stories.headlines import choose_headline, choose_image
from coranto.stories.independent import Groups, independent_reports

_PACE_HOURS = 24
_HALF_LIFE_HOURS = 18.0
"""After so many hours without news a story's score is halved."""
_PACE_WEIGHT = 0.5


def describe_story(
    id: StoryId,  # noqa: A002
    members: Sequence[StoredArticle],
    *,
    now: datetime,
    groups: Groups | None = None,
) -> Story:
    """Return the derived facts of a story with at least one member; ``groups`` are the owner's publisher groups.

    The score is (1 + log2 of independent reports + half of log2(1 + those of the last day)), halved for every 18
    hours since the last *independent* report: copies keep no story on the front page.
    """
    ordered = sorted(members, key=lambda member: (member.when, member.id))
    reports = independent_reports(ordered, groups)
    lead = choose_headline(ordered)
    fresh = [report for report in reports if (now - report.first).total_seconds() <= _PACE_HOURS * 3600]
    quiet = max(0.0, (now - max(report.first for report in reports)).total_seconds() / 3600)
    weight = 1 + math.log2(len(reports)) + _PACE_WEIGHT * math.log2(1 + len(fresh))
    return Story(
        id=id,
        headline=lead.article.title,
        lead=lead.id,
        articles=len(ordered),
        independent=len(reports),
        publishers=_publishers(ordered),
        first=ordered[0].when,
        last=ordered[-1].when,
        image=choose_image(ordered, lead),
        language=lead.article.language,
        score=weight * 0.5 ** (quiet / _HALF_LIFE_HOURS),
        reasons=_reasons(len(reports), len(fresh), quiet),
        headings=_headings(ordered, lead),
    )


def _publishers(ordered: Sequence[StoredArticle]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(member.article.publisher for member in ordered if member.article.publisher))


def _headings(ordered: Sequence[StoredArticle], lead: StoredArticle) -> tuple[Heading, ...]:
    """Return the best headline of each language, the lead's own first."""
    by_language: dict[str, list[StoredArticle]] = {lead.article.language: []}
    for member in ordered:
        by_language.setdefault(member.article.language, []).append(member)
    chosen = [lead, *(choose_headline(members) for members in list(by_language.values())[1:])]
    return tuple(Heading(one.id, one.article.title, one.article.language) for one in chosen)


def _reasons(reports: int, fresh: int, quiet: float) -> tuple[str, ...]:
    independent = "one report" if reports == 1 else f"{reports} independent reports"
    pace = "none in the last 24 hours" if not fresh else f"{fresh} of them in the last 24 hours"
    return (independent, pace, f"last news {_ago(quiet)}")


def _ago(hours: float) -> str:
    if hours < 1:
        return "within the hour"
    if hours < 48:
        return f"{round(hours)} hours ago" if round(hours) > 1 else "an hour ago"
    return f"{round(hours / 24)} days ago"
