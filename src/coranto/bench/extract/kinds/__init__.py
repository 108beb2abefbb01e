"""Kinds of pages: how many are told, and how many real articles are refused.

``python -m coranto.bench.extract.kinds DATA [--wrong]`` prints both tables. The pages: our own (``own.jsonl``), the
held ones that are no plain articles (``held``), and made ones (``derived``) of which half, ``test``, is for
measuring only, as is a third part (``unseen``).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from coranto.bench.extract.kinds.derived import HALVES, derive
from coranto.bench.extract.kinds.held import read_held
from coranto.bench.extract.kinds.unseen import UNSEEN, derive_unseen
from coranto.extract.page import extract_page
from coranto.model import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """What a page is, and what it was taken for."""

    group: str
    id: str
    truth: Kind
    guess: Kind

    @property
    def is_refused(self) -> bool:
        """Whether readers would not get a true article."""
        return self.truth.readable and not self.guess.readable


def judge(data: Path) -> Iterator[Told]:
    """Yield every page of the groups, and each held article under its set's name."""
    yield from judge_own()
    yield from judge_made(data)
    yield from judge_held(data)
    for page, _ in read_held(data, articles=True):
        yield Told(page.set, page.id, Kind.ARTICLE, extract_page(page.html, url=page.url).kind)


def judge_held(data: Path) -> Iterator[Told]:
    """Yield the labelled pages that are no plain articles."""
    for page, truth in read_held(data, articles=False):
        yield Told("held", page.id, truth, extract_page(page.html, url=page.url).kind)


def judge_made(data: Path) -> Iterator[Told]:
    """Yield the pages made from real markup, under the name of their part."""
    for page in (*derive(data), *derive_unseen(data)):
        yield Told(page.half, page.id, page.kind, extract_page(page.html, url=page.url).kind)


def judge_own() -> Iterator[Told]:
    """Yield the pages written for this."""
    file = resources.files("coranto.bench.extract.kinds") / "own.jsonl"
    for line in file.read_text("utf-8").splitlines():
        page = json.loads(line)
        yield Told("own", page["url"], Kind(page["kind"]), extract_page(page["html"], url=page["url"]).kind)


def run(data: Path, *, wrong: bool = False) -> None:
    """Print how many pages of each kind are told, by group, and how many real articles are refused, by set."""
    told = list(judge(data))
    groups = ("own", "held", *HALVES, *UNSEEN)
    print(_row("told", groups))
    for kind in Kind:
        print(
            _row(str(kind), [_share(row for row in told if row.group == name and row.truth is kind) for name in groups])
        )
    print(_row("all", [_share(row for row in told if row.group == name) for name in groups]))
    print(f"{'refused articles':18}")
    for name, count in Counter(row.group for row in told if row.group not in groups).items():
        refused = sum(row.is_refused for row in told if row.group == name)
        print(f"{name:18} {refused} of {count} ({100 * refused / count:.1f} %)")
    if wrong:
        mistakes = (row for row in told if row.truth is not row.guess and row.group not in (HALVES[1], *UNSEEN))
        print(*(f"{row.group:12} {row.truth:9} taken for {row.guess:9} {row.id}" for row in mistakes), sep="\n")


def _row(name: str, cells: Iterable[str]) -> str:
    return f"{name:18}" + "".join(f"{cell:>14}" for cell in cells)


def _share(rows: Iterable[Told]) -> str:
    hits = [row.truth is row.guess for row in rows]
    return f"{sum(hits)} of {len(hits)}" if hits else "-"
