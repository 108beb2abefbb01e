"""What the body model sees of a passage: its text, its element, its neighbours, its template.

Everything is computed for all passages at once; ``docs/explanation/extraction.md`` lists the columns. Within
this module a figure of all passages is one row, since rows are contiguous; what comes out has a row a passage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from coranto.extract import characters
from coranto.extract.dom import Page

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Sums = npt.NDArray[np.float64]

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
_BUCKET_BITS, _MOST_ALIKE = 17, 3
"""Known words are kept in so many buckets (a power of two), of which one holds hardly ever more than three words."""
_SPREAD = np.uint64(0x94D049BB133111EB)
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

    def word_odds(self, keys: characters.Keys) -> Vector:
        """Return the log-odds of words, by their keys; 0 where a word says nothing."""
        first, known, odds = self._by_key
        places = first.take(_bucket(keys))
        for _ in range(_MOST_ALIKE - 1):
            places += known.take(places) != keys
        return np.where(known.take(places) == keys, odds.take(places), np.float32(0))

    @cached_property
    def _by_key(self) -> tuple[Numbers, characters.Keys, Vector]:
        """Return where the known words of each bucket begin among all, their keys, and their log-odds."""
        keys = np.array([characters.hash_word(word) for word in self.words], np.uint64)
        order = np.argsort(_bucket(keys), kind="stable")
        first = np.searchsorted(_bucket(keys)[order], np.arange(1 << _BUCKET_BITS))
        odds = np.array([*self.words.values()], np.float32)[order]
        return (
            first,
            np.append(keys[order], np.zeros(_MOST_ALIKE, np.uint64)),
            np.append(odds, np.zeros(_MOST_ALIKE, np.float32)),
        )


def _bucket(keys: characters.Keys) -> Numbers:
    return ((keys * _SPREAD) >> np.uint64(64 - _BUCKET_BITS)).astype(np.int64)


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
    def groups(self) -> Numbers:
        """For each passage the number of its group, a row for each of three likenesses: same element, parent, template.

        No two groups share a number.
        """
        shapes: dict[tuple[str, str], int] = {}
        shape = np.array(
            [shapes.setdefault((found.tag, found.names), len(shapes)) for found in self.page.containers], np.int64
        )
        template = (shape * len(shapes) + shape[self.above])[self.container]
        _, numbers = np.unique(template, return_inverse=True)
        count = len(self.above)
        return np.stack([self.container, self.above[self.container] + count, numbers + 2 * count])


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
    own = _rows(_own(columns, lexicon))
    parts = [
        own,
        _tags(columns),
        _surroundings(columns, lexicon)[:, columns.container],
        _subtrees(columns),
        _groups(columns),
        _rows(_places(columns)),
        *_shifted(own[:_NEIGHBOURLY], _REACH),
    ]
    return np.concatenate(parts, dtype=np.float32).T


def context(chances: Vector, columns: Columns) -> Matrix:
    """Return what the second look adds: the first look's chances of the neighbours and of each group."""
    near = _shifted(chances[None], (*_REACH, -5, 5))
    weight = chances * columns.size
    whole = max(float(weight.sum()), 1.0)
    before = (np.cumsum(weight) - weight) / whole
    found = [chances, *(row[0] for row in near), before, 1 - before - weight / whole]
    counts, chars, mass, sure = _sums(columns, np.ones_like(weight), columns.size, weight, chances)
    by_group = np.stack([mass / np.maximum(chars, 1), sure / counts, mass / whole], axis=1)
    return np.concatenate([_rows(found), by_group.reshape(-1, len(weight))], dtype=np.float32).T


def _sums(columns: Columns, *rows: Vector) -> list[Sums]:
    """Return for each row of figures, and each likeness, the sum over the group that a passage is in."""
    groups = columns.groups
    flat, last = groups.ravel(), int(groups[2].max()) + 1
    found = (np.bincount(flat, np.broadcast_to(row, groups.shape).ravel(), last) for row in rows)
    return [np.asarray(sums, np.float64)[groups] for sums in found]


def _shifted(rows: Matrix, steps: Sequence[int]) -> list[Matrix]:
    """Return the figures of the passages so many steps further on, zeros beyond the ends."""
    count, reach = rows.shape[1], max(map(abs, steps))
    padded = np.zeros((len(rows), count + 2 * reach), np.float32)
    padded[:, reach : reach + count] = rows
    return [padded[:, reach + step : reach + step + count] for step in steps]


def _own(columns: Columns, lexicon: Lexicon) -> list[Vector]:
    size = columns.size
    counts = characters.count(columns.texts)
    words = counts.spaces + 1
    low, high, total = _word_odds(columns, lexicon)
    strong = np.array([passage.strong_chars for passage in columns.page.passages], np.float32)
    return [
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
    ]


def _told(columns: Columns) -> list[Vector]:
    """Return whether the page's own title, description and structured data hold a passage."""
    page, size, texts = columns.page, columns.size, columns.texts
    titled, described, told = (np.zeros(len(size), np.float32) for _ in range(3))
    title, body = page.title, page.told_body
    for number in np.flatnonzero((size > 9) & (size <= len(title))).tolist():
        titled[number] = texts[number] in title
    description = " ".join((page.metas.get("og:description") or page.metas.get("description") or [""])[0].split())
    for number in np.flatnonzero(size > 30).tolist() if description else ():
        described[number] = texts[number][:100] in description
    for number in np.flatnonzero(size >= 30).tolist() if body else ():
        told[number] = 1.0 if texts[number][5:45] in body else -1.0
    return [titled, described, told]


def _word_odds(columns: Columns, lexicon: Lexicon) -> tuple[Vector, Vector, Vector]:
    """Return the lowest, highest and summed log-odds of the words of each short passage."""
    count = len(columns.size)
    low, high, total = (np.zeros(count, np.float32) for _ in range(3))
    short = np.flatnonzero(columns.size <= _SHORT)
    keys, firsts = characters.hash_words([columns.texts[number] for number in short.tolist()])
    told = np.diff(firsts, append=len(keys)) > 0
    short, firsts = short[told], firsts[told]
    if not len(short):
        return low, high, total
    # the first word of a passage counts twice: as a word, and as a first word
    found = lexicon.word_odds(np.concatenate([keys, characters.as_first(keys[firsts])]))
    words, openings = found[: len(keys)], found[len(keys) :]
    low[short] = np.minimum(np.minimum.reduceat(words, firsts), openings)
    high[short] = np.maximum(np.maximum.reduceat(words, firsts), openings)
    total[short] = np.add.reduceat(words, firsts) + openings
    return low, high, total


def _tags(columns: Columns) -> Matrix:
    known = {tag: number for number, tag in enumerate(_TAGS)}
    passages = columns.page.passages
    number = np.fromiter((known.get(passage.tag, -1) for passage in passages), np.int64, len(passages))
    return np.asarray(np.arange(len(_TAGS))[:, None] == number, np.float32)


def _surroundings(columns: Columns, lexicon: Lexicon) -> Matrix:
    """Return one column a container: tags around it, and the log-odds of the names on the way to the root.

    What holds for all ancestors is gathered by pointer jumping (Wyllie 1979): in round n each container
    takes over what the one 2**n above it has gathered.
    """
    containers = columns.page.containers
    told, bit = lexicon.name_odds, _BIT.get
    odds = np.fromiter(chain.from_iterable([told(found.names) for found in containers]), np.float32).reshape(-1, 3).T
    flags = np.array([bit(found.tag, 0) | (_HIDDEN if found.hidden else 0) for found in containers], np.int64)
    low, high, total = odds.copy()
    here = jump = columns.above
    levels = [odds[:2]]
    for _ in range(_LEVELS - 1):
        levels.append(odds[:2, here] * (here != columns.above[here]))
        here = columns.above[here]
    total[columns.parents < 0] = 0
    while jump.any():
        flags |= flags[jump]
        low, high = np.minimum(low, low[jump]), np.maximum(high, high[jump])
        total += total[jump]
        jump = jump[jump]
    bits = (flags >> np.arange(len(_AROUND) + 1)[:, None]) & 1
    depth = np.array([container.depth for container in containers], np.float32) / 10
    return np.concatenate([bits, *levels, _rows([low, high, total, depth])], dtype=np.float32)


def _subtrees(columns: Columns) -> Matrix:
    """Return, for the containers above each passage, what share of the page's prose they hold and how much is links."""
    count = len(columns.parents)
    sums = []
    for values in (columns.size, columns.links, columns.prose):
        running = np.concatenate(([0.0], np.cumsum(np.bincount(columns.container, values, count))))
        sums.append(running[columns.ends] - running[:-1])
    chars, linked, prose = sums
    per_container = _rows([prose / columns.whole, linked / np.maximum(chars, 1), np.log1p(chars) / 5])
    found = []
    here = columns.container
    for _ in range(_LEVELS + 1):
        found.append(per_container[:, here])
        here = columns.above[here]
    inside = [_inside(columns, prose, share) for share in (0.95, 0.8, 0.6)]
    return np.concatenate([*found, _rows(inside)])


def _inside(columns: Columns, prose: Sums, share: float) -> Vector:
    """Return whether a passage is in the innermost container that holds such a share of the prose."""
    holders = np.flatnonzero(prose >= share * columns.whole)
    best = int(holders[-1]) if len(holders) else 0
    return np.asarray((columns.container >= best) & (columns.container < columns.ends[best]), np.float32)


def _groups(columns: Columns) -> Matrix:
    counts, chars, links, prose = _sums(columns, np.ones_like(columns.size), columns.size, columns.links, columns.prose)
    found = [np.log1p(counts), np.log1p(chars / counts) / 5, links / np.maximum(chars, 1), prose / columns.whole]
    return np.stack(found, axis=1).reshape(-1, len(columns.size))


def _places(columns: Columns) -> list[Vector | Sums]:
    """Return where each passage stands: in the page, to the headline, to the first and last prose."""
    passages, count = columns.page.passages, len(columns.size)
    index = np.arange(count, dtype=np.float32)
    whole = np.float32(columns.whole)
    running = np.cumsum(columns.prose) / whole
    headline = next((i for i, passage in enumerate(passages) if passage.tag == "h1"), -1)
    distance = np.minimum(np.maximum((index - headline) / 20, -2), 2) if headline >= 0 else np.zeros_like(index)
    seen: dict[str, int] = {}
    repeats = [seen.setdefault(text, number) != number for number, text in enumerate(columns.texts)]
    return [
        index / count,
        np.full_like(index, np.log1p(count) / 5),
        np.full_like(index, np.log1p(columns.whole) / 8),
        running,
        running - columns.prose / whole,
        distance,
        (index < headline).astype(np.float32),
        np.full_like(index, headline >= 0),
        np.array(repeats, np.float32),
    ]


def _rows(found: Sequence[Vector | Sums]) -> Matrix:
    """Return figures of all passages as the rows of one array."""
    return np.concatenate(found, dtype=np.float32).reshape(len(found), -1)
