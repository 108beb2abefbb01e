"""Training of the trees in ``stories/data``: ``python -m coranto.bench._same_event DATA [held-out [set ...]]``.

Needs scikit-learn (dependency group ``train``). The trees learn from the pairs that the index itself would look at, on
the five labelled sets and on the headlines of four of them alone, so that bare headlines are judged by more than one
set. Only numbers come out: no text of the sets is in the weights. The general term frequencies beside them are counted
by ``general`` from other English news and web texts.

``held-out`` prints four-fold cross-validated scores of the whole sets: a pair of articles is judged by trees that were
trained without the story (for ECB+ the topic) of the one, and by trees trained without that of the other, in the mean.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.bench.copies import read_gzip
from coranto.bench.stories import GOALS, Labelled, Score, measure, read_sets
from coranto.model import Arrival, ArticleId
from coranto.models.encoder import SentenceEncoder
from coranto.stories import index
from coranto.stories.corpus import Corpus, General, count_terms
from coranto.stories.decide import Trees
from coranto.stories.features import NAMES, Numbers
from coranto.stories.index import StoryIndex
from coranto.stories.judge import Embed, Judge
from coranto.stories.terms import read_documents
from coranto.text.postings import Rows

_FILES = Path(__file__).parent.parent / "stories" / "data"
_BATCH = 64
_HEADLINES = 1500
_HEADLINE_WEIGHT = 0.3
_WEIGHT = {"uci_headlines": 0.5}
FOLDS = 4
_CLEAR, _ONE_IN = 0.12, 8
"""Of pairs of two stories with less in common, one in eight is kept."""
_COMMON, _RARE = 0.1, 0.01
"""Shares of documents from which on a word is common in its language, and under which it is rare in English."""
_EITHER_WAY = {"shorter", "longer", "same_publisher"}
"""Features that may count for or against."""
_AGAINST = {"days", "slots_differ"}
"""Features that only count against; all others only for."""
_COLUMNS = ("column", "threshold", "left", "right", "value")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of one set: features (the encoder's last), whether of one story, and in which folds, shape (pairs, 2)."""

    features: Numbers
    same: NDArray[np.bool_]
    folds: NDArray[np.int64]
    weights: NDArray[np.float64]

    def without(self, fold: int | None) -> Pairs:
        """Return the pairs that have nothing to do with a fold."""
        kept = (self.folds != fold).all(axis=1) if fold is not None else np.ones(len(self.same), np.bool_)
        return Pairs(self.features[kept], self.same[kept], self.folds[kept], self.weights[kept])


def fold_of(name: str, label: str) -> int:
    """Return to which fold a story belongs; of ECB+ a whole topic does."""
    return zlib.crc32((name + (label.split("_")[0] if name == "ecbplus" else label)).encode()) % FOLDS


def collect(name: str, labelled: Sequence[Labelled], embed: Embed, weight: float) -> Pairs:
    """Return the pairs that the index would judge, in order of arrival."""
    built = StoryIndex(embed)
    features, same, folds = [], [], []
    labels = [label for _, label in labelled]
    fold = np.array([fold_of(name, label) for label in labels])
    for first in range(0, len(labelled), _BATCH):
        rows = built._append([arrival for arrival, _ in labelled[first : first + _BATCH]], {})
        for row in rows:
            near = built._corpus.near(row, newest=64, most=40)
            if len(near):
                features.append(built._judge.features(row, near))
                same.append(np.array([labels[row] == labels[other] for other in near]))
                folds.append(np.column_stack((np.full(len(near), fold[row]), fold[near])))
    return _thinned(np.concatenate(features), np.concatenate(same), np.concatenate(folds), weight)


def _thinned(features: Numbers, same: NDArray[np.bool_], folds: NDArray[np.int64], weight: float) -> Pairs:
    """Leave out most pairs that no one would take for one event; those that stay stand for them."""
    clear = ~same & (features[:, NAMES.index("text")] < _CLEAR)
    kept = ~clear | (np.arange(len(same)) % _ONE_IN == 0)
    counts = np.where(clear, _ONE_IN, 1)[kept]
    return Pairs(features[kept], same[kept], folds[kept], counts * weight / np.sqrt(counts.sum()))


def collect_all(sets: dict[str, list[Labelled]], embed: Embed) -> list[Pairs]:
    """Return the pairs of the five sets and of the headlines of four of them."""
    found = [collect(name, labelled, embed, _WEIGHT.get(name, 1.0)) for name, labelled in sets.items()]
    for name, labelled in sets.items():
        if name not in _WEIGHT:
            bare = [(_bare(arrival), label) for arrival, label in labelled[:_HEADLINES]]
            found.append(collect(name, bare, embed, _HEADLINE_WEIGHT))
    return found


def train(pairs: Sequence[Pairs], *, with_encoder: bool, without: int | None = None) -> Trees:
    """Return trees made of the pairs, or of those that have nothing to do with one fold."""
    chosen = [part.without(without) for part in pairs]
    width = len(NAMES) + with_encoder
    features = np.concatenate([part.features[:, :width] for part in chosen])
    same = np.concatenate([part.same for part in chosen])
    weights = np.concatenate([part.weights for part in chosen])
    signs = [0 if name in _EITHER_WAY else -1 if name in _AGAINST else 1 for name in (*NAMES, "vector")[:width]]
    model = import_module("sklearn.ensemble").HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.15,
        max_leaf_nodes=12,
        min_samples_leaf=60,
        l2_regularization=10,
        early_stopping=False,
        monotonic_cst=signs,
        random_state=5,
    )
    return _trees(model.fit(features, same, sample_weight=weights / weights.mean()))


def general(data: Path) -> General:
    """Return how frequent terms are in PolNeAR, KPCrowd, BBC, RealTimeQA, WCXB and the sentences of 75 languages."""
    return general_of(data, lambda texts: count_terms(read_documents([_plain(text) for text in texts])))


def general_of(data: Path, count: Callable[[Sequence[str]], General]) -> General:
    """Return what ``count`` finds in general texts.

    What is common in another language and rare in English counts as common.
    """
    english = count(list(_general_texts(data)))
    frequency = english.frequency.copy()
    for texts in _languages(data):
        found = count(texts)
        share = found.frequency / found.documents
        common = (share >= _COMMON) & (english.frequency < _RARE * english.documents)
        frequency[common] = np.maximum(frequency, share * english.documents)[common]
    return General(english.documents, frequency)


def _languages(data: Path) -> Iterator[list[str]]:
    """Yield for each language its sentences, ten to a text."""
    for file in sorted((data / "languages").glob("*.txt.gz")):
        lines = gzip.decompress(file.read_bytes()).decode().splitlines()
        yield [" ".join(lines[first : first + 10]) for first in range(0, len(lines), 10)]


def _plain(text: str) -> Arrival:
    """Return an article of a text whose first line is the headline."""
    title, _, body = text.partition("\n")
    return Arrival(id=ArticleId(""), title=title, text=body, when=datetime(2020, 1, 1, tzinfo=UTC))


def _general_texts(data: Path) -> Iterator[str]:
    names = ("quotes/polnear_train", "quotes/polnear_dev", "hashtags/kpcrowd", "topics/bbc", "qa/gold2022.docs")
    for name in (*names, "qa/fresh2026.docs", "extraction/wcxb/ground_truth"):
        for record in read_gzip(data / f"{name}.jsonl.gz"):
            yield (record.get("title") or "") + "\n" + (record.get("text") or record.get("main_content") or "")


def _bare(arrival: Arrival) -> Arrival:
    title = arrival.title or arrival.text.strip().partition("\n")[0]
    return replace(arrival, title=title, text="")


def _trees(model: Any) -> Trees:  # noqa: ANN401 - scikit-learn has no annotations
    nodes = [predictor[0].nodes for predictor in model._predictors]
    shape = (len(nodes), max(map(len, nodes)))
    kinds = (np.uint8, np.float32, np.uint8, np.uint8, np.float32)
    arrays = {name: np.zeros(shape, kind) for name, kind in zip(_COLUMNS, kinds, strict=True)}
    for tree, found in enumerate(nodes):
        inner = ~found["is_leaf"].astype(bool)
        for name, field in zip(_COLUMNS, ("feature_idx", "num_threshold", "left", "right", "value"), strict=True):
            keep = ~inner if name == "value" else inner
            arrays[name][tree, : len(found)] = np.where(keep, found[field], 0)
    return Trees(**arrays, base=float(np.ravel(model._baseline_prediction)[0]))


class _HeldOut(Judge):
    """Judges a pair by the trees that have seen nothing of the story of either; rows must be in the order of a set."""

    def __init__(self, corpus: Corpus, *, with_encoder: bool, trees: Sequence[Trees], folds: NDArray[np.int64]) -> None:
        super().__init__(corpus, with_encoder=with_encoder)
        self._trees, self._folds = trees, folds

    def odds(self, row: int, others: Rows) -> Numbers:
        features = self.features(row, others)
        by_fold = np.stack([trees.odds(features) for trees in self._trees])
        mine, theirs = by_fold[self._folds[row]], by_fold[self._folds[others], np.arange(len(others))]
        odds: Numbers = (mine + theirs) / 2 - self._anniversary(row, others)
        return odds


def print_held_out(sets: dict[str, list[Labelled]], pairs: Sequence[Pairs], embed: Embed, names: Sequence[str]) -> None:
    """Print the cross-validated scores."""
    for with_encoder in (True, False):
        trees = [train(pairs, with_encoder=with_encoder, without=fold) for fold in range(FOLDS)]
        for name in names or sets:
            folds = np.array([fold_of(name, label) for _, label in sets[name]])
            setattr(index, "Judge", partial(_HeldOut, trees=trees, folds=folds))  # noqa: B010 - for this run only
            first, final, _ = measure(sets[name], embed if with_encoder else None)
            title = f"{name:14} {'with' if with_encoder else 'without'} encoder"
            print(f"  {title:32} goal {Score(*GOALS[name])}  first {first}  final {final}", flush=True)


def main(data: Path, *, held_out: bool, names: Sequence[str] = ()) -> None:
    """Train and write the files, or print the held-out scores."""
    sets = read_sets(data)
    embed = SentenceEncoder().embed
    if not held_out:
        (_FILES / "frequencies.npz").write_bytes(general(data).pack())
    pairs = collect_all(sets, embed)
    if held_out:
        print_held_out(sets, pairs, embed, names)
        return
    for name, with_encoder in (("same_event.npz", False), ("same_event_encoder.npz", True)):
        packed = train(pairs, with_encoder=with_encoder).pack()
        (_FILES / name).write_bytes(packed)
        print(name, hashlib.sha256(packed).hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[1]), held_out="held-out" in sys.argv[2:], names=sys.argv[3:])
