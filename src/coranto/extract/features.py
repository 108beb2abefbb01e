"""What the body model sees of a passage: its text, its element, its neighbours, its template.

Everything is computed for all passages at once, in columns; ``docs/explanation/extraction.md`` lists them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from coranto.extract import characters
from coranto.extract.dom import Page

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_TAGS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "figcaption", "blockquote", "button", "pre", "dd", "span")
_AROUND = ("article", "main", "nav", "aside", "footer", "header", "form", "figure", "table", "ul", "ol", "blockquote",
           "section", "button", "li", "p")  # fmt: skip
_BIT = {tag: 1 << place for place, tag in enumerate(_AROUND)}
_HIDDEN = 1 << len(_AROUND)
_TOKEN = re.compile(r"[a-z]+")
_WORD_OR_END = re.compile(r"\w+|\n")
_PROSE = 80
"""Characters from which a passage with few links counts as prose."""
_SHORT = 240
"""Characters up to which the words of a passage are looked up."""
_LEVELS = 4
"""How many containers above a passage are described."""
_REACH = (-3, -2, -1, 1, 2, 3)
"""The neighbours whose figures a passage sees."""
_REMEMBERED = 50_000
"""Names whose log-odds are kept; sites repeat theirs."""
_NEIGHBOURLY = 8
"""How many of a passage's own columns its neighbours see."""


@dataclass(frozen=True)
class Lexicon:
    """Log-odds of being body, by token of an element's names and by word."""

    names: Mapping[str, float]
    words: Mapping[str, float]
    _told: dict[str, tuple[float, float, float]] = field(default_factory=dict, repr=False, compare=False)

    def name_odds(self, names: str) -> tuple[float, float, float]:
        """Return the lowest, highest and summed log-odds of what an element is called."""
        told = self._told.get(names)
        if told is None:
            found = [self.names.get(token, 0.0) for token in name_tokens(names)]
            told = (min(found), max(found), sum(found)) if found else (0.0, 0.0, 0.0)
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            self._told[names] = told
        return told


class Columns:
    """A page's passages and containers as arrays."""

    def __init__(self, page: Page) -> None:
        self.page = page
        passages, containers = page.passages, page.containers
        count = len(passages)
        self.texts = [passage.text for passage in passages]
        self.container = np.array([passage.container for passage in passages], np.int64)
        self.size = np.fromiter(map(len, self.texts), np.float32, count)
        self.links = np.minimum(np.array([passage.link_chars for passage in passages], np.float32), self.size)
        self.prose = np.where((self.size >= _PROSE) & (self.links < 0.3 * self.size), self.size, 0).astype(np.float32)
        self.whole = max(float(self.prose.sum()), 1.0)
        """Characters of prose on the page."""
        self.parents = np.array([container.parent for container in containers], np.int64)
        self.above = np.maximum(self.parents, 0)
        """As ``parents``, with the root above itself."""
        self.ends = np.array([container.end for container in containers], np.int64)

    @cached_property
    def groups(self) -> tuple[Numbers, Numbers, Numbers]:
        """For each passage the number of its group, by three likenesses: same element, same parent, same template."""
        shapes: dict[tuple[str, str], int] = {}
        shape = np.array(
            [shapes.setdefault((found.tag, found.names), len(shapes)) for found in self.page.containers], np.int64
        )
        template = shape * len(shapes) + shape[self.above]
        _, numbers = np.unique(template[self.container], return_inverse=True)
        return self.container, self.above[self.container], numbers.astype(np.int64)


def name_tokens(names: str) -> tuple[str, ...]:
    """Return the distinct tokens of what an element is called: ``post-body js-x`` is post, body, js."""
    return tuple(dict.fromkeys(token for token in _TOKEN.findall(names) if len(token) > 1))


def text_tokens(text: str) -> list[str]:
    """Return the words of a short passage, the first one marked; none of a long one."""
    if len(text) > _SHORT:
        return []
    found = _WORD_OR_END.findall(text.lower().replace("\n", " "))
    return [f"^{found[0]}", *found] if found else []


def describe(columns: Columns, lexicon: Lexicon) -> Matrix:
    """Return one row a passage."""
    if not len(columns.size):
        return np.zeros((0, 0), np.float32)
    own = _own(columns, lexicon)
    parts = [
        own,
        _tags(columns),
        _surroundings(columns, lexicon)[columns.container],
        _subtrees(columns),
        _groups(columns),
        _places(columns),
        *(shifted(own[:, :_NEIGHBOURLY], step) for step in _REACH),
    ]
    return np.concatenate(parts, axis=1)


def context(chances: Vector, columns: Columns) -> Matrix:
    """Return what the second look adds: the first look's chances of the neighbours and of each group."""
    column = chances[:, None]
    near = [shifted(column, step)[:, 0] for step in (*_REACH, -5, 5)]
    weight = chances * columns.size
    whole = max(float(weight.sum()), 1.0)
    before = (np.cumsum(weight) - weight) / whole
    found = [chances, *near, before, 1 - before - weight / whole]
    for numbers in columns.groups:
        chars = np.maximum(np.bincount(numbers, columns.size), 1)
        counts = np.maximum(np.bincount(numbers), 1)
        mass = np.bincount(numbers, weight)
        found += [(mass / chars)[numbers], (np.bincount(numbers, chances) / counts)[numbers], (mass / whole)[numbers]]
    return _stacked(found)


def shifted(rows: Matrix, step: int) -> Matrix:
    """Return the rows of the passages ``step`` further on, zeros beyond the ends."""
    moved = np.zeros_like(rows)
    if abs(step) < len(rows):
        if step > 0:
            moved[:-step] = rows[step:]
        else:
            moved[-step:] = rows[:step]
    return moved


def _own(columns: Columns, lexicon: Lexicon) -> Matrix:
    size = columns.size
    counts = characters.count(columns.texts)
    words = counts.spaces + 1
    low, high, total = _word_odds(columns, lexicon)
    strong = np.array([passage.strong_chars for passage in columns.page.passages], np.float32)
    return _stacked([
        np.log1p(size),
        columns.links / size,
        np.minimum(1, strong / size),
        np.minimum(counts.stops, 8) / 4,
        np.minimum(1, 12 * counts.stops / words),
        counts.commas / words,
        total,
        low,
        high,
        counts.closed,
        counts.colon,
        counts.opens_low,
        6 * counts.capitals / size,
        counts.digits / size,
        size / words / 10,
        np.minimum(counts.odd, 2),
        np.array(["@" in text or "http" in text for text in columns.texts], np.float32),
        *_told(columns),
    ])  # fmt: skip


def _told(columns: Columns) -> list[Vector]:
    """Return whether the page's own title, description and structured data hold a passage."""
    page, count = columns.page, len(columns.size)
    texts, title = columns.texts, page.title
    titled = np.fromiter((len(text) > 9 and text in title for text in texts), np.float32, count)
    description = " ".join((page.metas.get("og:description") or page.metas.get("description") or [""])[0].split())
    described = np.fromiter((len(text) > 30 and text[:100] in description for text in texts), np.float32, count)
    body = page.told_body
    if not body:
        return [titled, described, np.zeros(count, np.float32)]
    told = np.fromiter((_holds(body, text) for text in texts), np.float32, count)
    return [titled, described, told]


def _holds(body: str, text: str) -> float:
    return 0.0 if len(text) < 30 else 1.0 if text[5:45] in body else -1.0


def _word_odds(columns: Columns, lexicon: Lexicon) -> tuple[Vector, Vector, Vector]:
    """Return the lowest, highest and summed log-odds of the words of each short passage."""
    count = len(columns.size)
    low, high, total = (np.zeros(count, np.float32) for _ in range(3))
    short = np.flatnonzero(columns.size <= _SHORT)
    if not len(short):
        return low, high, total
    texts = columns.texts
    joined = "\n" + "\n".join([texts[number].replace("\n", " ") for number in short.tolist()])
    tokens = _WORD_OR_END.findall(joined.lower())
    odds = lexicon.words.get
    found = np.array([odds(token, 0.0) for token in tokens], np.float32)
    places = np.array([place for place, word in enumerate(tokens) if word == "\n"])
    # the mark before a passage takes the log-odds of its first word as a first word
    firsts = [tokens[place + 1] if place + 1 < len(tokens) else "" for place in places.tolist()]
    found[places] = [odds(f"^{token}", 0.0) for token in firsts]
    low[short] = np.minimum.reduceat(found, places)
    high[short] = np.maximum.reduceat(found, places)
    total[short] = np.add.reduceat(found, places)
    return low, high, total


def _tags(columns: Columns) -> Matrix:
    known = {tag: number for number, tag in enumerate(_TAGS)}
    passages = columns.page.passages
    number = np.fromiter((known.get(passage.tag, -1) for passage in passages), np.int64, len(passages))
    return np.asarray(number[:, None] == np.arange(len(_TAGS)), np.float32)


def _surroundings(columns: Columns, lexicon: Lexicon) -> Matrix:
    """Return one row a container: tags around it, and the log-odds of the names on the way to the root.

    What holds for all ancestors is gathered by pointer jumping (Wyllie 1979): in round n each container
    takes over what the one 2**n above it has gathered.
    """
    containers = columns.page.containers
    told = lexicon.name_odds
    odds = np.array([told(container.names) for container in containers], np.float32)
    bit = _BIT.get
    flags = np.array([bit(found.tag, 0) | (_HIDDEN if found.hidden else 0) for found in containers], np.int64)
    low, high, total = odds.T.copy()
    jump = columns.above
    levels = [odds[:, :2]]
    here = jump
    for _ in range(_LEVELS - 1):
        levels.append(np.where((here != columns.above[here])[:, None], odds[here, :2], 0))
        here = columns.above[here]
    root = columns.parents < 0
    total[root] = 0
    while jump.any():
        flags |= flags[jump]
        low, high = np.minimum(low, low[jump]), np.maximum(high, high[jump])
        total = total + total[jump]
        jump = jump[jump]
    bits = (flags[:, None] >> np.arange(len(_AROUND) + 1)) & 1
    depth = np.array([container.depth for container in containers], np.float32) / 10
    return np.concatenate([bits, *levels, np.stack([low, high, total, depth], axis=1)], axis=1).astype(np.float32)


def _subtrees(columns: Columns) -> Matrix:
    """Return, for the containers above each passage, what share of the page's prose they hold and how much is links."""
    count = len(columns.parents)
    sums = []
    for values in (columns.size, columns.links, columns.prose):
        running = np.concatenate(([0.0], np.cumsum(np.bincount(columns.container, values, count))))
        sums.append(running[columns.ends] - running[:-1])
    chars, linked, prose = sums
    per_container = np.stack([prose / columns.whole, linked / np.maximum(chars, 1), np.log1p(chars) / 5], axis=1)
    found = []
    here = columns.container
    for _ in range(_LEVELS + 1):
        found.append(per_container[here])
        here = columns.above[here]
    inside = [_inside(columns, prose, share) for share in (0.95, 0.8, 0.6)]
    return np.concatenate([*found, np.stack(inside, axis=1)], axis=1).astype(np.float32)


def _inside(columns: Columns, prose: npt.NDArray[np.float64], share: float) -> Vector:
    """Return whether a passage is in the innermost container that holds such a share of the prose."""
    holders = np.flatnonzero(prose >= share * columns.whole)
    best = int(holders[-1]) if len(holders) else 0
    return np.asarray((columns.container >= best) & (columns.container < columns.ends[best]), np.float32)


def _groups(columns: Columns) -> Matrix:
    found = []
    for numbers in columns.groups:
        counts = np.maximum(np.bincount(numbers), 1)
        chars = np.bincount(numbers, columns.size)
        per_group = [
            np.log1p(counts),
            np.log1p(chars / counts) / 5,
            np.bincount(numbers, columns.links) / np.maximum(chars, 1),
            np.bincount(numbers, columns.prose) / columns.whole,
        ]
        found += [values[numbers] for values in per_group]
    return _stacked(found)


def _places(columns: Columns) -> Matrix:
    """Return where each passage stands: in the page, to the headline, to the first and last prose."""
    passages, count = columns.page.passages, len(columns.size)
    index = np.arange(count)
    running = np.cumsum(columns.prose) / columns.whole
    headline = next((i for i, passage in enumerate(passages) if passage.tag == "h1"), -1)
    distance = np.clip((index - headline) / 20, -2, 2) if headline >= 0 else np.zeros(count)
    seen: dict[str, int] = {}
    repeats = [seen.setdefault(passage.text, number) != number for number, passage in enumerate(passages)]
    return _stacked([
        index / count,
        np.full(count, np.log1p(count) / 5),
        np.full(count, np.log1p(columns.whole) / 8),
        running,
        running - columns.prose / columns.whole,
        distance,
        index < headline,
        np.full(count, headline >= 0),
        np.array(repeats),
    ])  # fmt: skip


def _stacked(found: list[npt.NDArray[np.generic]] | list[Vector]) -> Matrix:
    return np.stack(found, axis=1).astype(np.float32)
