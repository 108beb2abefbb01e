"""Training of the trees in ``stories/data``: ``python -m coranto.bench._same_event DATA [held-out]``.

Needs scikit-learn (dependency group ``train``). The trees learn from the pairs that the index itself would look at, on
the five labelled sets and on the headlines of four of them alone, so that bare headlines are judged by more than one
set. Only numbers come out: no text of the sets is in the weights. The general term frequencies beside them are counted
by ``general`` from other English news and web texts.

``held-out`` trains on one half of the stories and prints the scores on the other, then the other way round.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
import zlib
from collections.abc import Iterator, Sequence
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
from coranto.stories import judge
from coranto.stories.corpus import General, count_terms
from coranto.stories.decide import Trees
from coranto.stories.features import NAMES, Numbers
from coranto.stories.index import StoryIndex
from coranto.stories.judge import Embed
from coranto.stories.terms import Document, read_documents

_FILES = Path(__file__).parent.parent / "stories" / "data"
_BATCH = 64
_HEADLINES = 1500
_HEADLINE_WEIGHT = 0.3
_WEIGHT = {"uci_headlines": 0.5}
_COMMON, _RARE = 0.1, 0.01
"""Shares of documents from which on a word is common in its language, and under which it is rare in English."""
_EITHER_WAY = {"shorter", "longer", "same_publisher"}
"""Features that may count for or against; ``days`` only against, all others only for."""
_COLUMNS = ("column", "threshold", "left", "right", "value")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of one set: features (the encoder's last), whether of one story, and the sum of their stories' halves."""

    features: Numbers
    same: NDArray[np.bool_]
    halves: NDArray[np.int64]
    weight: float


def half(name: str, label: str) -> int:
    """Return to which half a story belongs; of ECB+ a whole topic does."""
    return zlib.crc32((name + (label.split("_")[0] if name == "ecbplus" else label)).encode()) & 1


def collect(name: str, labelled: Sequence[Labelled], embed: Embed, weight: float) -> Pairs:
    """Return the pairs that the index would judge, in order of arrival."""
    index = StoryIndex(embed)
    features, same, halves = [], [], []
    labels = [label for _, label in labelled]
    for first in range(0, len(labelled), _BATCH):
        rows = index._append([arrival for arrival, _ in labelled[first : first + _BATCH]], {})
        for row in rows:
            near = index._corpus.near(row, newest=64, most=40)
            if len(near):
                features.append(index._judge.features(row, near))
                same.append(np.array([labels[row] == labels[other] for other in near]))
                halves.append(np.array([half(name, labels[row]) + half(name, labels[other]) for other in near]))
    return Pairs(np.concatenate(features), np.concatenate(same), np.concatenate(halves), weight)


def collect_all(sets: dict[str, list[Labelled]], embed: Embed) -> list[Pairs]:
    """Return the pairs of the five sets and of the headlines of four of them."""
    found = [collect(name, labelled, embed, _WEIGHT.get(name, 1.0)) for name, labelled in sets.items()]
    for name, labelled in sets.items():
        if name not in _WEIGHT:
            bare = [(_bare(arrival), label) for arrival, label in labelled[:_HEADLINES]]
            found.append(collect(name, bare, embed, _HEADLINE_WEIGHT))
    return found


def train(pairs: Sequence[Pairs], *, with_encoder: bool, without_half: int | None = None) -> Trees:
    """Return trees made of the pairs, or of those whose stories are both in the other half."""
    wanted = None if without_half is None else 2 * (1 - without_half)
    chosen = [slice(None) if wanted is None else part.halves == wanted for part in pairs]
    width = len(NAMES) + with_encoder
    features = np.concatenate([part.features[take, :width] for part, take in zip(pairs, chosen, strict=True)])
    same = np.concatenate([part.same[take] for part, take in zip(pairs, chosen, strict=True)])
    sizes = [len(part.same[take]) for part, take in zip(pairs, chosen, strict=True)]
    weights = np.repeat([part.weight / np.sqrt(max(1, n)) for part, n in zip(pairs, sizes, strict=True)], sizes)
    signs = [0 if name in _EITHER_WAY else -1 if name == "days" else 1 for name in (*NAMES, "vector")[:width]]
    model = import_module("sklearn.ensemble").HistGradientBoostingClassifier(
        max_iter=200,
        learning_rate=0.1,
        max_leaf_nodes=12,
        min_samples_leaf=60,
        l2_regularization=10,
        early_stopping=False,
        monotonic_cst=signs,
        random_state=5,
    )
    return _trees(model.fit(features, same, sample_weight=weights / weights.mean()))


def general(data: Path) -> General:
    """Return the term frequencies of PolNeAR, KPCrowd, BBC, RealTimeQA and WCXB texts, and of 75 languages' sentences.

    A term that is common in another language and rare in English counts as common.
    """
    english = count_terms(_general_documents(data))
    frequency = english.frequency.copy()
    for documents in _languages(data):
        found = count_terms(documents)
        share = found.frequency / found.documents
        common = (share >= _COMMON) & (english.frequency < _RARE * english.documents)
        frequency[common] = np.maximum(frequency, share * english.documents)[common]
    return General(english.documents, frequency)


def _languages(data: Path) -> Iterator[list[Document]]:
    """Yield for each language its sentences, ten to a document."""
    for file in sorted((data / "languages").glob("*.txt.gz")):
        lines = gzip.decompress(file.read_bytes()).decode().splitlines()
        texts = [" ".join(lines[first : first + 10]) for first in range(0, len(lines), 10)]
        yield read_documents([_plain(text) for text in texts])


def _plain(text: str, title: str = "") -> Arrival:
    return Arrival(id=ArticleId(""), title=title, text=text, when=datetime(2020, 1, 1, tzinfo=UTC))


def _general_documents(data: Path) -> Iterator[Document]:
    names = ("quotes/polnear_train", "quotes/polnear_dev", "hashtags/kpcrowd", "topics/bbc", "qa/gold2022.docs")
    files = [*names, "qa/fresh2026.docs", "extraction/wcxb/ground_truth"]
    for name in files:
        for record in read_gzip(data / f"{name}.jsonl.gz"):
            title, text = record.get("title") or "", record.get("text") or record.get("main_content") or ""
            yield from read_documents([_plain(text, title)])


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


def print_held_out(sets: dict[str, list[Labelled]], pairs: Sequence[Pairs], embed: Embed) -> None:
    """Print the scores on stories that the trees were trained without, one half after the other."""
    for with_encoder in (False, True):
        for held in (0, 1):
            trees = train(pairs, with_encoder=with_encoder, without_half=held)
            setattr(judge, "load_trees", partial(_given, trees))  # noqa: B010 - for this run only
            for name, labelled in sets.items():
                part = [pair for pair in labelled if half(name, pair[1]) == held]
                first, final, _ = measure(part, embed if with_encoder else None)
                title = f"{name:14} half {held} {'with' if with_encoder else 'without'} encoder"
                print(f"  {title:42} goal {Score(*GOALS[name])}  first {first}  final {final}", flush=True)


def _given(trees: Trees, _with_encoder: bool) -> Trees:
    return trees


def main(data: Path, *, held_out: bool) -> None:
    """Train and write the files, or print the held-out scores."""
    sets = read_sets(data)
    embed = SentenceEncoder().embed
    if not held_out:
        (_FILES / "frequencies.npz").write_bytes(general(data).pack())
    pairs = collect_all(sets, embed)
    if held_out:
        print_held_out(sets, pairs, embed)
        return
    for name, with_encoder in (("same_event.npz", False), ("same_event_encoder.npz", True)):
        packed = train(pairs, with_encoder=with_encoder).pack()
        (_FILES / name).write_bytes(packed)
        print(name, hashlib.sha256(packed).hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[1]), held_out="held-out" in sys.argv[2:])
