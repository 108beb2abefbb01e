"""Articles that carry the same text, found on arrival: the copy index.

    texts -> words -> without boilerplate -> sketch -> candidates by keys -> exact containment -> family -> origin

An article joins the family of the article that it shares most with. Two families become one only through an article
that has most of its text in common with both, so that a round-up of ten reports does not make one family of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from coranto.copies.boilerplate import Boilerplate
from coranto.copies.origin import address_number, choose_origin, names, outlet_number, outlet_words, rank_arrival
from coranto.copies.rows import Rows
from coranto.copies.shingles import Sketch, count_values, key_density, shared, sketch_texts
from coranto.errors import UnreadableInput
from coranto.model import Arrival, ArticleId, FamilyId
from coranto.text.packing import Arrays, pack_arrays, unpack_arrays
from coranto.text.postings import Postings
from coranto.text.words import read_words, share_told

SHARE = 0.5
"""Share of the shorter text that the two must have in common."""
REWRITTEN = 0.33
"""Share of the *longer* text from which on the two are one text that was reworded throughout."""
_SHORT = 50
"""Words under which a text is short: agency phrases would make copies of different flashes, so the headline counts
as text."""
_SHORT_SHARE = 0.9
"""Share of the *longer* text that a short text must have in common with it."""
_FURNITURE = 200
"""Shingles up to which a text that speaks of neither headline is a page's furniture (sign-in forms, appeals): it is
the same text only within one site, nearly whole, or word for word."""
_OWN_FURNITURE = 0.88
_VERBATIM = 0.99
_TOLD = 0.3
"""Share of a headline's longer words that its text must have to speak of it."""
_BRIDGE = 0.4
"""Share of the longer text from which on an article may make one family of two."""
_SAME_HEADLINE = 3 * 86400
"""Seconds within which bare headlines without text count as copies."""
_CANDIDATES = 16
_NEWEST = 64
_LEAST_HINT = 0.1
"""Share estimated from keys alone under which no exact check is made."""
_LARGE = 200
"""Members of a family up to which all are asked anew which is the origin."""
_VERSION = 2
_ROW_MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class FamilyPlacement:
    """Which family an article belongs to, and whether the family's text comes from it."""

    article: ArticleId
    family: FamilyId
    origin: bool


@dataclass(frozen=True, slots=True)
class _Match:
    row: int
    share: float
    of_longer: float


class _Saved(msgspec.Struct):
    version: int
    ids: list[str]
    names: dict[int, str]


class CopyIndex:
    """The copy families of what arrived; holds ``most`` articles, then forgets the oldest quarter.

    It does no I/O and is derived data: it can be dumped, loaded and rebuilt by adding all articles again.
    """

    def __init__(self, *, most: int = 2_000_000) -> None:
        self._most = most
        self._rows = Rows()
        self._keys = Postings()
        self._ids: list[ArticleId] = []
        self._row_of: dict[ArticleId, int] = {}
        self._members: dict[int, list[int]] = {}
        self._names: dict[int, FamilyId] = {}
        self._origins: dict[int, int] = {}
        self._boilerplate = Boilerplate()

    def __len__(self) -> int:
        return len(self._row_of)

    def add(self, batch: Sequence[Arrival]) -> list[FamilyPlacement]:
        """Place articles in order of arrival; an id that is known already is placed anew.

        Returns the placement of every article of the batch, in order, and after them those of earlier articles
        whose family or origin changed.
        """
        known = [arrival.id for arrival in batch if arrival.id in self._row_of]
        changed = {placement.article for article in known for placement in self.forget(article)}
        rows, sketches = self._append(batch)
        for row, sketch, near in zip(rows, sketches, self._candidates(sketches, rows), strict=True):
            changed |= self._join(row, self._check(row, sketch, near))
        placed = [self._placement(self._row_of[arrival.id]) for arrival in batch]
        earlier = changed - {arrival.id for arrival in batch}
        placed += [self._placement(self._row_of[article]) for article in sorted(earlier) if article in self._row_of]
        self._make_room()
        return placed

    def forget(self, article: ArticleId) -> list[FamilyPlacement]:
        """Drop an article; returns the placements that changed by it (a new origin)."""
        row = self._row_of.pop(article, None)
        if row is None:
            return []
        self._rows.table["alive"][row] = False
        family = self._family(row)
        members = self._members.get(family)
        if members is None:
            return []
        members.remove(row)
        if not members or self._origins[family] != row:
            return []
        self._origins[family] = choose_origin(self._rows, members)
        return [self._placement(self._origins[family])]

    def placement(self, article: ArticleId) -> FamilyPlacement | None:
        """Return where an article is, or nothing if it is not held (any more)."""
        row = self._row_of.get(article)
        return None if row is None else self._placement(row)

    def dump(self) -> bytes:
        """Return the index as bytes."""
        saved = _Saved(_VERSION, list(self._ids), dict(self._names))
        held = {"keys": self._keys.pack(), "boilerplate": self._boilerplate.pack(), **self._rows.pack()}
        return pack_arrays(saved, held)

    @classmethod
    def load(cls, data: bytes, *, most: int = 2_000_000) -> CopyIndex:
        """Return the index that ``dump`` wrote.

        Raises:
            UnreadableInput: it is damaged or of another version; rebuild it from the library.
        """
        saved, arrays = unpack_arrays(data, _Saved)
        if saved.version != _VERSION:
            raise UnreadableInput(f"copy index of version {saved.version}, not {_VERSION}")
        index = cls(most=most)
        index._restore(saved, arrays)
        return index

    def _restore(self, saved: _Saved, held: Arrays) -> None:
        self._rows = Rows.unpack(held)
        self._keys = Postings(held["keys"])
        self._ids = [ArticleId(article) for article in saved.ids]
        self._boilerplate = Boilerplate(held["boilerplate"])
        self._names = {row: FamilyId(name) for row, name in saved.names.items()}
        self._gather()

    def _gather(self) -> None:
        """Set the look-ups that follow from the rows."""
        alive = np.flatnonzero(self._rows.table["alive"][: self._rows.count])
        self._row_of = {self._ids[row]: int(row) for row in alive}
        families = self._rows.table["family"][alive]
        self._members = {}
        for row, family in zip(alive.tolist(), families.tolist(), strict=True):
            self._members.setdefault(family, []).append(row)
        self._members = {
            family: members for family, members in self._members.items() if len(members) > 1 or members[0] != family
        }
        self._origins = {family: choose_origin(self._rows, members) for family, members in self._members.items()}

    def _append(self, batch: Sequence[Arrival]) -> tuple[list[int], list[Sketch]]:
        if not batch:
            return [], []
        titles = read_words([arrival.title for arrival in batch])
        texts = read_words([arrival.text for arrival in batch])
        outlets = [outlet_words(arrival.publisher) for arrival in batch]
        publishers = [outlet_number(arrival.publisher) for arrival in batch]
        headlines = [int(np.bitwise_xor.reduce(title.hashes)) if title.hashes.size else 0 for title in titles]
        bodies = self._boilerplate.strip(texts, [arrival.text for arrival in batch], publishers, headlines)
        counted = [
            body if len(text.hashes) >= _SHORT else np.concatenate((title.hashes, text.hashes))
            for title, text, body in zip(titles, texts, bodies, strict=True)
        ]
        sketches = sketch_texts(counted)
        named = [names(arrival, text.hashes) for arrival, text in zip(batch, texts, strict=True)]
        rows = self._rows.append(
            sketches,
            when=[int(arrival.when.timestamp()) for arrival in batch],
            publisher=publishers,
            headline=headlines,
            told=[share_told(*parts) >= _TOLD for parts in zip(titles, texts, outlets, strict=True)],
            rank=[rank_arrival(arrival, name) for arrival, name in zip(batch, named, strict=True)],
            address=[address_number(arrival.url) for arrival in batch],
            names=named,
        )
        self._ids += [arrival.id for arrival in batch]
        self._row_of |= {arrival.id: int(row) for arrival, row in zip(batch, rows, strict=True)}
        keys = [sketch.keys for sketch in sketches]
        self._keys.add(np.concatenate(keys), np.repeat(rows, [len(found) for found in keys]))
        return rows.tolist(), sketches

    def _candidates(self, sketches: Sequence[Sketch], rows: Sequence[int]) -> list[list[int]]:
        """Return, for each sketch, earlier rows that share enough keys, most first."""
        if not sketches:
            return []
        owner = np.repeat(np.arange(len(sketches)), [len(sketch.keys) for sketch in sketches])
        which, found = self._keys.find(np.concatenate([sketch.keys for sketch in sketches]), newest=_NEWEST)
        asking = owner[which]
        earlier = (found < np.array(rows)[asking]) & self._rows.table["alive"][found]
        pairs, met = count_values((asking[earlier] << 32) | found[earlier])
        asking, found = pairs >> 32, pairs & _ROW_MASK
        hints = self._hints(np.array([sketch.size for sketch in sketches])[asking], found, met)
        likely = np.flatnonzero(hints >= _LEAST_HINT)
        likely = likely[np.lexsort((-hints[likely], asking[likely]))]
        ends = np.searchsorted(asking[likely], np.arange(len(sketches) + 1)).tolist()
        nearest = found[likely].tolist()
        return [nearest[first : min(last, first + _CANDIDATES)] for first, last in pairwise(ends)]

    def _hints(self, sizes: NDArray[np.int64], rows: NDArray[np.int64], met: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return what share of the shorter text each pair shares, told from the keys that met."""
        others = self._rows.table["size"][rows]
        expected = np.minimum(key_density(sizes), key_density(others)) * np.minimum(sizes, others)
        share: NDArray[np.float64] = met / np.maximum(1, expected)
        return share

    def _check(self, row: int, sketch: Sketch, candidates: Iterable[int]) -> list[_Match]:
        """Return the candidates that carry the same text, closest first."""
        matches = []
        for candidate in candidates:
            other = self._rows.sketch(candidate)
            common = shared(sketch, other)
            smaller, larger = sorted((sketch.size, other.size))
            match = _Match(candidate, common / max(1, smaller), common / max(1, larger))
            if self._same_text(match, row, smaller):
                matches.append(match)
        return sorted(matches, key=lambda match: (-round(match.share, 1), -match.of_longer, match.row))

    def _same_text(self, match: _Match, row: int, smaller: int) -> bool:
        mine, theirs = self._rows.table[row], self._rows.table[match.row]
        furniture = mine["headline"] != theirs["headline"] and not mine["told"] and not theirs["told"]
        if smaller < _SHORT:
            near = abs(int(theirs["when"]) - int(mine["when"])) <= _SAME_HEADLINE
            return near and not furniture and match.of_longer >= _SHORT_SHARE
        if furniture and smaller < _FURNITURE:
            own = mine["publisher"] == theirs["publisher"] and match.share >= _OWN_FURNITURE
            return bool(own or match.of_longer >= _VERBATIM)
        return match.share >= SHARE or match.of_longer >= REWRITTEN

    def _join(self, row: int, matches: Sequence[_Match]) -> set[ArticleId]:
        """Put a row into the family of its closest match; returns articles whose placement may have changed."""
        matches = [match for match in matches if self._belongs(row, match, matches)]
        if not matches:
            return set()
        changed = self._unite(self._family(matches[0].row), row)
        for match in matches[1:]:
            if match.of_longer >= _BRIDGE and matches[0].of_longer >= _BRIDGE:
                changed |= self._unite(self._family(row), match.row)
        return changed

    def _belongs(self, row: int, match: _Match, matches: Sequence[_Match]) -> bool:
        """Whether a match leads into its family: a short piece that many texts quote does not make them one text."""
        size = self._rows.table["size"]
        members = self._members.get(self._family(match.row))
        if members is None or match.of_longer >= _BRIDGE or size[row] <= size[match.row]:
            return True
        largest = members[int(size[members].argmax())]
        return any(other.row == largest for other in matches)

    def _unite(self, family: int, row: int) -> set[ArticleId]:
        """Bring the family of ``row`` into ``family``; the older one keeps its name."""
        other = self._family(row)
        if other == family:
            return set()
        into, gone = min(family, other), max(family, other)
        name, before = self._name(into), self._origin(into)
        moved = self._members.pop(gone, [gone])
        members = self._members.setdefault(into, [into])
        members += moved
        self._rows.table["family"][moved] = into
        self._names.pop(gone, None)
        self._origins.pop(gone, None)
        self._names[into] = name
        # of a very large family only the new members are compared with its origin, or each would cost the whole
        after = choose_origin(self._rows, members if len(members) <= _LARGE else [before, *moved])
        self._origins[into] = after
        touched = moved if after == before else [*moved, before, after]
        return {self._ids[member] for member in touched}

    def _family(self, row: int) -> int:
        return int(self._rows.table["family"][row])

    def _name(self, family: int) -> FamilyId:
        return self._names.get(family) or FamilyId(self._ids[family])

    def _origin(self, family: int) -> int:
        return self._origins.get(family, family)

    def _placement(self, row: int) -> FamilyPlacement:
        family = self._family(row)
        return FamilyPlacement(self._ids[row], self._name(family), self._origin(family) == row)

    def _make_room(self) -> None:
        """Once ``most`` rows are held, keep the newest three quarters that are alive."""
        if self._rows.count <= self._most:
            return
        alive = np.flatnonzero(self._rows.table["alive"][: self._rows.count])
        kept = alive[-(3 * self._most // 4) :]
        number = np.full(self._rows.count, -1, np.int64)
        number[kept] = np.arange(len(kept))
        self._renumber(kept, number)

    def _renumber(self, kept: NDArray[np.intp], number: NDArray[np.int64]) -> None:
        """Rebuild on the rows ``kept``; a family is then numbered by its first member that is left."""
        families, first, family_of = np.unique(self._rows.table["family"][kept], return_index=True, return_inverse=True)
        self._names = {int(new): self._name(int(old)) for new, old in zip(first, families, strict=True)}
        self._rows = self._rows.keep(kept)
        self._rows.table["family"][: len(kept)] = first[family_of]
        self._ids = [self._ids[row] for row in kept]
        self._keys = self._keys.renumbered(number)
        self._gather()
