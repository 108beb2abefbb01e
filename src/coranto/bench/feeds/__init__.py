"""Feed parsing measured: facts kept over labelled cases, entries kept under damage, speed, each against the peers."""

from __future__ import annotations

import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from coranto.bench.feeds.cases import Case, all_files, feedparser_cases, gofeed_cases, w3c_cases
from coranto.bench.feeds.damage import damaged_feeds, usual_feeds
from coranto.bench.feeds.facts import said_by_peer, survives
from coranto.bench.feeds.peers import Parser, peers
from coranto.errors import CorantoError
from coranto.feeds.parse import parse_feed

_SEEDS = range(3)
_ROUNDS = 5
_EVERY = 7
REFERENCE = "feedparser"
"""The peer that no damaged feed may give more entries with."""


def run(data: Path) -> None:
    """Print the three tables."""
    warnings.simplefilter("ignore")
    parsers = peers()
    print("cases whose every kept fact survives")
    for name, cases in (("feedparser", list(feedparser_cases(data))), ("gofeed", list(gofeed_cases(data)))):
        shares = {peer: share_kept(cases, parse) for peer, parse in parsers.items()}
        print(f"  {name:12}{len(cases):5}  " + "  ".join(f"{peer} {share:.4f}" for peer, share in shares.items()))
    if REFERENCE in parsers:
        kept, said = count_agreed(w3c_cases(data), parsers[REFERENCE])
        print(f"  w3c          {said:5}  titles, ids, links and dates that {REFERENCE} finds: {kept / said:.4f} kept")
    files = list(all_files(data))
    print(f"  no crash     {len(files):5}  coranto {count_crashes(files)} crashes")
    print_damage(parsers)
    print_speed(parsers, files)


def share_kept(cases: Iterable[Case], parse: Parser) -> float:
    """Return the share of cases in which every fact survives."""
    kept = [_keeps(case, parse) for case in cases]
    return sum(kept) / len(kept)


def _keeps(case: Case, parse: Parser) -> bool:
    try:
        feed = parse(case.data, case.url)
    except Exception:  # a peer may raise anything; for Coranto count_crashes tells more
        return False
    return all(survives(fact, feed) for fact in case.facts)


def count_agreed(cases: Iterable[Case], reference: Parser) -> tuple[int, int]:
    """Return how many facts Coranto keeps of those that a reference finds, and how many that finds."""
    kept = said = 0
    for case in cases:
        facts = said_by_peer(reference(case.data, case.url))
        said += len(facts)
        try:
            feed = parse_feed(case.data)
        except CorantoError:
            continue
        kept += sum(survives(fact, feed) for fact in facts)
    return kept, said


def count_crashes(cases: Iterable[Case]) -> int:
    """Return how many files raise anything but Coranto's own errors."""
    crashes = 0
    for case in cases:
        try:
            parse_feed(case.data)
        except CorantoError:
            continue
        except Exception:
            crashes += 1
    return crashes


def print_damage(parsers: dict[str, Parser]) -> None:
    """Print the entries found under each kind of damage, and where the reference finds more than Coranto."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    fewer = []
    for damage, kind, data in damaged_feeds(_SEEDS):
        counts = {peer: count_entries(parse, data) for peer, parse in parsers.items()}
        found[damage].update(counts)
        if counts["coranto"] < counts.get(REFERENCE, 0):
            fewer.append(f"{damage} ({kind}): {counts['coranto']} of {counts[REFERENCE]}")
    print("entries found in damaged feeds" + "".join(f"{peer:>16}" for peer in parsers))
    for damage, counts_of in found.items():
        print(f"  {damage:28}" + "".join(f"{counts_of[peer]:16}" for peer in parsers))
    print(f"  fewer than {REFERENCE}: {len(fewer)} " + "; ".join(fewer[:10]))


def count_entries(parse: Parser, data: bytes) -> int:
    """Return how many entries a parser finds, 0 where it refuses or fails."""
    try:
        return len(parse(data, "").entries)
    except Exception:  # a peer may raise anything
        return 0


def print_speed(parsers: dict[str, Parser], files: list[Case]) -> None:
    """Print well-formed feeds a second of CPU time in one run: usual ones, and a part of the labelled ones (tiny)."""
    tiny = [case.data for case in files if not _damage_in(case.data)][::_EVERY]
    sets = {"40 entries": [*usual_feeds().values()], "one entry": tiny}
    for name, feeds in sets.items():
        speeds = {peer: _feeds_a_second(parse, feeds) for peer, parse in parsers.items()}
        shown = "  ".join(f"{peer} {speed:.0f}" for peer, speed in speeds.items())
        ratio = speeds["coranto"] / speeds[REFERENCE] if REFERENCE in speeds else 0
        print(f"feeds/s, {name:11} {shown}  coranto/{REFERENCE} {ratio:.1f}")


def _damage_in(data: bytes) -> bool:
    try:
        return bool(parse_feed(data).damaged)
    except CorantoError:
        return True


def _feeds_a_second(parse: Parser, feeds: list[bytes]) -> float:
    started, count = time.process_time(), 0
    while count < _ROUNDS * len(feeds) and time.process_time() - started < 8:
        for data in feeds:
            count_entries(parse, data)
            count += 1
    return count / (time.process_time() - started)
