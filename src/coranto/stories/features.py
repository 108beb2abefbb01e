"""What two articles have in common, as the numbers that the same-event decision weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.stories.conflict import slot_features
from coranto.stories.corpus import Corpus
from coranto.stories.terms import LEAD, NAME, NUMBER, PAIR, TITLE, Document
from coranto.text.postings import Rows

Numbers = NDArray[np.float64]

NAMES = (
    "text", "title", "lead", "names", "numbers", "pairs", "title_told", "title_told_least", "rarest", "rare",
    "shared", "shorter", "longer", "contained", "number_weight", "pair_weight", "days", "same_publisher",
    "names_told", "names_told_least", "pairs_told", "pairs_told_least", "numbers_told", "numbers_told_least",
    "sums_told", "sums_told_least", "title_names_told", "title_names_told_least", "lead_told", "lead_told_least",
    "near_closest", "near_closest_least", "slots_same", "slots_differ", "weekday", "event_day",
)  # fmt: skip
"""The columns, in order."""

_MAIN = (
    (NAME, TITLE | LEAD),
    (NAME | PAIR, TITLE | LEAD),
    (NUMBER, TITLE | LEAD),
    (NUMBER | PAIR, TITLE | LEAD),
    (NAME, TITLE),
    (0, LEAD),
)
"""Terms of which an article on the same event should have each other's: bits, and where they stand."""
_EVEN = 0.5
"""What stands where an article has no such terms."""
_RARE = 4
"""How many of the rarest shared terms are looked at."""


@dataclass(frozen=True, slots=True)
class _Side:
    """Terms of one article (``owner`` all 0) or of many: field bits, idf, and which article each belongs to."""

    fields: NDArray[np.uint8]
    counts: NDArray[np.uint8]
    idf: Numbers
    squares: Numbers
    weight: Numbers
    owner: NDArray[np.int64]
    count: int

    def total(self, values: Numbers, bit: int = 0) -> Numbers:
        """Return the sum of values by article, of terms that have one of the bits (0: of all)."""
        if bit:
            values = values * ((self.fields & bit) > 0)
        return _add_up(self.owner, values, self.count)

    def main(self, bits: int, within: int) -> Numbers:
        """Return the weight of terms that have all ``bits`` and stand ``within`` the headline or opening, else 0.

        Within both, what is said at least twice counts as well.
        """
        stands = (self.fields & within) > 0
        if within == TITLE | LEAD:
            stands |= self.counts > 1
        if bits:
            stands &= (self.fields & bits) == bits
        weight: Numbers = self.idf * self.weight * stands
        return weight


@dataclass(frozen=True, slots=True)
class _Shared:
    """Shared terms: positions in both sides."""

    mine: NDArray[np.intp]
    theirs: NDArray[np.intp]


def pair_features(corpus: Corpus, row: int, others: Rows) -> Numbers:
    """Return one row of numbers for each of ``others``, shape (len(others), len(NAMES))."""
    document = corpus.document(row)
    one = _one_side(corpus, document)
    terms, owner = corpus.gather(others)
    many = _many_sides(corpus, terms, owner, len(others))
    shared = _meet(document, terms)
    told = _told(one, many, shared)
    text = _text_cosine(one, many, shared)
    corpus.approach(row, others, text)
    mine, theirs = corpus.table[row], corpus.table[others]
    lengths = np.minimum(len(document.terms), theirs["terms"]), np.maximum(len(document.terms), theirs["terms"])
    return np.column_stack(
        (
            text,
            *(_cosine(one, many, shared, bit) for bit in (TITLE, TITLE | LEAD, NAME, NUMBER, PAIR)),
            np.maximum(*told),
            np.minimum(*told),
            *_rare(one, many, shared, corpus),
            np.log1p(_sum(many, shared, (one.idf[shared.mine] > 2).astype(np.float64))),
            *(np.log1p(length) for length in lengths),
            _contained(one, many, shared),
            *(
                np.log1p(_sum(many, shared, one.idf[shared.mine] * ((many.fields[shared.theirs] & bit) > 0)))
                for bit in (NUMBER, PAIR)
            ),
            np.log1p(np.floor(corpus.days_between(row, others))),
            (theirs["publisher"] == mine["publisher"]) & (mine["publisher"] != 0),
            *(column for bits, within in _MAIN for column in _main_told(one, many, shared, bits, within)),
            *_near_closest(corpus, row, others, text),
            *slot_features(corpus, row, others),
        )
    )


def _one_side(corpus: Corpus, document: Document) -> _Side:
    idf = corpus.idf(document.terms)
    weight = (1 + np.log(document.counts)) * idf
    return _Side(document.fields, document.counts, idf, idf**2, weight, np.zeros(len(idf), np.int64), 1)


def _many_sides(corpus: Corpus, terms: NDArray[Any], owner: NDArray[np.int64], count: int) -> _Side:
    idf = corpus.idf(terms["term"])
    return _Side(terms["fields"], terms["count"], idf, idf**2, (1 + np.log(terms["count"])) * idf, owner, count)


def _meet(document: Document, terms: NDArray[Any]) -> _Shared:
    if not len(document.terms):
        return _Shared(np.zeros(0, np.intp), np.zeros(0, np.intp))
    position = np.minimum(np.searchsorted(document.terms, terms["term"]), len(document.terms) - 1)
    theirs = np.flatnonzero(document.terms[position] == terms["term"])
    return _Shared(position[theirs], theirs)


def _sum(many: _Side, shared: _Shared, values: Numbers) -> Numbers:
    return _add_up(many.owner[shared.theirs], values, many.count)


def _text_cosine(one: _Side, many: _Side, shared: _Shared) -> Numbers:
    product = _sum(many, shared, one.weight[shared.mine] * many.weight[shared.theirs])
    return _ratio(product, np.sqrt(one.total(one.weight**2) * many.total(many.weight**2)))


def _cosine(one: _Side, many: _Side, shared: _Shared, bit: int) -> Numbers:
    """Return the cosine over terms that have one of the bits on both sides, each counted once."""
    both = ((one.fields[shared.mine] & bit) > 0) & ((many.fields[shared.theirs] & bit) > 0)
    product = _sum(many, shared, one.squares[shared.mine] * both)
    return _ratio(product, np.sqrt(one.total(one.squares, bit) * many.total(many.squares, bit)))


def _told(one: _Side, many: _Side, shared: _Shared) -> tuple[Numbers, Numbers]:
    """Return how much of each one's headline the other article has."""
    squares = one.squares[shared.mine]
    mine = _sum(many, shared, squares * ((one.fields[shared.mine] & TITLE) > 0))
    theirs = _sum(many, shared, squares * ((many.fields[shared.theirs] & TITLE) > 0))
    return _ratio(mine, one.total(one.squares, TITLE)), _ratio(theirs, many.total(many.squares, TITLE))


def _main_told(one: _Side, many: _Side, shared: _Shared, bits: int, within: int) -> tuple[Numbers, Numbers]:
    """Return how much of the weight of such terms of one the other has, the higher and the lower of both."""
    mine, theirs = one.main(bits, within), many.main(bits, within)
    shares = []
    for found, of in (
        (_sum(many, shared, mine[shared.mine]), np.full(many.count, mine.sum())),
        (_sum(many, shared, theirs[shared.theirs]), many.total(theirs)),
    ):
        shares.append(np.where(of > 0, _ratio(found, of), _EVEN))
    return np.maximum(*shares), np.minimum(*shares)


def _near_closest(corpus: Corpus, row: int, others: Rows, text: Numbers) -> tuple[Numbers, Numbers]:
    """Return how close two are as a share of the closest that either has come to any article.

    An article that has closer ones is not of this event, however much it has in common (the idea of mutual nearest
    neighbours, Gowda & Krishna 1978).
    """
    closest = corpus.table["closest"]
    mine, theirs = np.float64(closest[row]), closest[others].astype(np.float64)
    return _ratio(text, np.minimum(mine, theirs)), _ratio(text, np.maximum(mine, theirs))


def _contained(one: _Side, many: _Side, shared: _Shared) -> Numbers:
    product = _sum(many, shared, one.squares[shared.mine])
    return _ratio(product, np.minimum(one.total(one.squares), many.total(many.squares)))


def _rare(one: _Side, many: _Side, shared: _Shared, corpus: Corpus) -> tuple[Numbers, Numbers]:
    """Return the idf of the rarest shared term and the mean of the four rarest, as shares of the highest idf."""
    owner, idf = many.owner[shared.theirs], one.idf[shared.mine]
    order = np.lexsort((-idf, owner))
    rank = np.arange(len(order)) - np.searchsorted(owner[order], np.arange(many.count))[owner[order]]
    top = corpus.highest_idf
    sums = [_add_up(owner[order], idf[order] * (rank < n), many.count) for n in (1, _RARE)]
    return sums[0] / top, sums[1] / _RARE / top


def _add_up(owner: NDArray[np.int64], values: Numbers, count: int) -> Numbers:
    return np.bincount(owner, weights=values, minlength=count).astype(np.float64, copy=False)


def _ratio(value: Numbers, of: Numbers) -> Numbers:
    return value / np.maximum(of, 1e-9)
