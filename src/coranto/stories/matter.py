"""What an article is about, as what the closeness of two is told from: stems with weights, and a vector.

A stem is a word's first four letters: inflected and compounded forms meet in any language that is written with
letters, without a stemmer for each (truncation, McNamee & Mayfield 2004).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coranto.model import ArticleId, StoredArticle
from coranto.stories.corpus import General, read_general
from coranto.stories.judge import Embed
from coranto.text.words import Words, read_words

LETTERS = 4
"""Letters of a stem."""
PARTS = ((0, 160), (160, 460), (460, 860))
"""Characters of the text that are embedded apart, the first with the headline: as ``terms.embed_texts``, so that what
was embedded for grouping serves again."""
_WORDS = 500
"""Words that are read: what comes later is background."""
_OPENING = 60
"""Words of headline and opening."""
_BUCKETS = 1 << 20
_PRIOR = 200.0
"""How many articles the general frequencies count for while few have been read."""
_LEAST_IDF = 0.05
_KEPT = 2000
_AT_ONCE = 32
"""Articles whose parts are embedded in one call: one by one takes several times as long."""

Numbers = NDArray[np.float64]


@dataclass(slots=True)
class Matter:
    """``stems`` are buckets of hashes, sorted; ``weights`` have unit length, and so has ``opening``, 0 for stems that
    the opening has not. ``vector`` is the sum of those of the parts, of unit length, once it was asked for.
    """

    stems: NDArray[np.int64]
    weights: Numbers
    opening: Numbers
    parts: tuple[str, ...]
    vector: NDArray[np.float32] | None = field(default=None, repr=False)


class Matters:
    """Reads what articles are about; remembers the latest, and in how many each stem stood."""

    def __init__(self, embed: Embed | None = None) -> None:
        self.embed = embed
        self._general = general_stems()
        self._seen = np.zeros(_BUCKETS, np.float32)
        self._read = 0
        self._known: OrderedDict[tuple[ArticleId, int], Matter] = OrderedDict()

    def of(self, articles: Sequence[StoredArticle]) -> list[Matter]:
        """Return the matter of each article."""
        keys = [(one.id, one.revision) for one in articles]
        new = {key: one for key, one in zip(keys, articles, strict=True) if key not in self._known}
        texts = [(one.article.title, one.article.text) for one in new.values()]
        self._known |= zip(new, self.read(texts), strict=True)
        found = [self._known[key] for key in keys]
        for key in keys:
            self._known.move_to_end(key)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return found

    def prepare(self, articles: Sequence[StoredArticle]) -> None:
        """Read articles that will be asked for, all at once."""
        matters = self.of(articles)
        if self.embed is not None and matters:
            self.vectors(matters)

    def read(self, texts: Sequence[tuple[str, str]]) -> list[Matter]:
        """Return the matter of each (headline, text)."""
        words = read_words([f"{title}\n{text}" for title, text in texts], letters=LETTERS)
        found = [np.unique(stems_of(one)[:_WORDS]) for one in words]
        for stems in found:
            self._seen[stems] += 1
        self._read += len(texts)
        return [self._weighed(*each) for each in zip(texts, words, found, strict=True)]

    def vectors(self, matters: Sequence[Matter]) -> NDArray[np.float32]:
        """Return the vectors, shape (matters, size); there must be an encoder."""
        assert self.embed is not None
        new = [matter for matter in matters if matter.vector is None]
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            rows = self.embed([text for matter in part for text in matter.parts])
            whole = rows.reshape(len(part), len(PARTS), -1).sum(axis=1)
            whole /= np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)
            for matter, vector in zip(part, whole, strict=True):
                matter.vector = vector
        return np.stack([matter.vector for matter in matters if matter.vector is not None])

    def _weighed(self, text: tuple[str, str], words: Words, stems: NDArray[np.int64]) -> Matter:
        stood = stems_of(words)[:_WORDS]
        idf = self._rarity(stems)
        counts = np.bincount(np.searchsorted(stems, stood), minlength=len(stems))
        opening = np.isin(stems, stood[:_OPENING], kind="sort")
        return Matter(stems, _unit((1 + np.log(counts)) * idf), _unit(idf * opening), _parts(*text))

    def _rarity(self, stems: NDArray[np.int64]) -> Numbers:
        """Return the inverse document frequency: of what was read or of general texts, the lower."""
        usual = self._general.frequency[stems].astype(np.float64)
        seen = self._seen[stems] + _PRIOR * usual / self._general.documents
        here = (self._read + _PRIOR) / (seen + 0.5)
        anywhere = (self._general.documents + 1.0) / (usual + 0.5)
        return np.maximum(np.log(np.minimum(here, anywhere)), _LEAST_IDF)


def general_stems() -> General:
    """Return in how many general texts each stem stands."""
    return read_general("stems.npz")


def count_stems(texts: Sequence[str]) -> General:
    """Return in how many of the texts each stem stands."""
    frequency = np.zeros(_BUCKETS, np.float32)
    for words in read_words(texts, letters=LETTERS):
        frequency[np.unique(stems_of(words)[:_WORDS])] += 1
    return General(len(texts), frequency)


def stems_of(words: Words) -> NDArray[np.int64]:
    """Return the stem of each word that was read by its first ``LETTERS``."""
    return (words.hashes >> np.uint64(44)).astype(np.int64)


def _parts(title: str, text: str) -> tuple[str, ...]:
    (_, first), *others = PARTS
    later = (text[start:end] or text[: end - start] or title for start, end in others)
    return (f"{title}. {text[:first]}".strip(), *later)


def _unit(values: Numbers) -> Numbers:
    length = float(np.linalg.norm(values))
    return values / length if length else values
