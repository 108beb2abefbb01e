"""Coverage compared on our own labelled stories: what reports share, what one alone says, what one leaves out."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from coranto.assist.coverage import compare_coverage
from coranto.bench._disputes import Story, share, totals
from coranto.model import Statement


def run(data: Path) -> None:  # noqa: ARG001 - the stories are our own
    """Print the share of each kind of statement that is right, and of the shared points that are found."""
    for part, counts in totals(count):
        kinds = ("shared", "only", "left out")
        print(
            f"{part:<5} "
            + "  ".join(f"{kind} {share(counts[kind + ' right'], counts[kind])}" for kind in kinds)
            + f"  shared found {share(counts['found'], counts['wanted'])}"
        )


def count(story: Story) -> Counter[str]:
    """Count statements of one story, and those that the labels bear out."""
    reports: dict[str, set[int]] = defaultdict(set)
    for marked in story.marked:
        reports[marked.point].add(marked.report)
    common = {point for point, who in reports.items() if len(who) >= max(2, 0.6 * len(story.materials))}
    found = compare_coverage(story.materials)
    number = {one.id: one.report for one in story.materials}
    counts: Counter[str] = Counter(wanted=len(common))
    shared = [_point(story, one) for one in found.shared]
    counts["shared"] = len(shared)
    counts["shared right"] = sum(point in common for point in shared)
    counts["found"] = len(common & set(shared))
    for one in found.by_report:
        report = number[one.article]
        only = [_point(story, said) for said in one.only]
        left = [_point(story, said) for said in one.left_out]
        counts["only"] += len(only)
        counts["only right"] += sum(reports[point] == {report} for point in only)
        counts["left out"] += len(left)
        counts["left out right"] += sum(report not in reports[point] for point in left)
    return counts


def _point(story: Story, said: Statement) -> str:
    marked = story.marked_at(said.spans[0])
    return marked.point if marked else ""
