"""Positions side by side on our own labelled stories: parties named right and once, stances right and complete."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from coranto.assist.positions import Stance, positions
from coranto.bench._disputes import Story, share, totals
from coranto.text.names import entity_key


def run(data: Path) -> None:  # noqa: ARG001 - the stories are our own
    """Print precision and recall of parties and of positions, and the share of plain statements with their speaker."""
    for part, counts in totals(count):
        print(
            f"{part:<5} parties P {share(counts['party right'], counts['party'])}"
            f" R {share(counts['party found'], counts['party wanted'])}"
            f"  positions P {share(counts['right'], counts['shown'])} R {share(counts['found'], counts['wanted'])}"
            f"  sayings of the right party {share(counts['said right'], counts['said'])}"
        )


def count(story: Story) -> Counter[str]:
    """Count what is shown, right, wanted and found of one story; mere saying is judged by its speaker only."""
    counts: Counter[str] = Counter()
    named: set[str] = set()
    found: set[tuple[str, str, str]] = set()
    for party in positions(story.materials):
        name = story.names.get(entity_key(party.name), "")
        counts["party"] += 1
        counts["party right"] += bool(name) and name not in named
        named.add(name)
        for position in party.positions:
            marked = story.marked_at(position.statement.spans[0])
            taken = marked.taken if marked else frozenset()
            if position.stance is Stance.SAYS:
                counts["said"] += 1
                counts["said right"] += name in {party for party, _ in taken}
                continue
            right = (name, position.stance.value) in taken
            counts["shown"] += 1
            counts["right"] += right
            if right and marked:
                found.add((name, position.stance.value, marked.point))
    wanted = {(*taken, one.point) for one in story.marked for taken in one.taken if taken[1] != "says"}
    counts["wanted"] = len(wanted)
    counts["found"] = len(wanted & found)
    parties = {party for party, _, _ in wanted}
    counts["party wanted"] = len(parties)
    counts["party found"] = len(parties & named)
    return counts
