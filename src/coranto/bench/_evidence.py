"""Training of the evidence check's weights (``assist/data/signs.json``): ``python -m coranto.bench._evidence DATA``.

Needs scikit-learn (dependency group ``train``). Sound sentences are those of well-rated summaries (BLANC DailyNews),
unsound ones what ``_corruptions`` makes of them; what the check refuses without weighing is left out. Prints what is
caught and what falsely flagged, cross-validated by article, then writes the weights learnt from all.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coranto.assist.check import SUPPORTED, claim_of, refusals
from coranto.assist.claims import read_evidence
from coranto.assist.signs import SIGNS, signs_of, support_of
from coranto.bench._corruptions import LEARNT, sound_sentences

FOLDS = 5
FALSE_ALARMS = 0.05
"""Share of sound sentences that may be flagged; the limit is set to it. To a reader a third of them are unsound."""
_FILE = Path(__file__).parents[1] / "assist/data/signs.json"
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: its article, what was done to it (nothing, if empty), its signs, and whether it is refused."""

    article: str
    kind: str
    signs: tuple[float, ...]
    refused: bool


def main(data: Path) -> None:
    """Cross-validate, print, and write the weights."""
    examples = list(_examples(data / "summaries" / "blanc_DailyNews_300.json.gz"))
    sound = np.array([not one.kind for one in examples])
    refused = np.array([one.refused for one in examples])
    scores = np.where(refused, np.inf, _cross_validated(examples))
    limit = float(np.quantile(scores[sound], 1 - FALSE_ALARMS))
    for kind in sorted({one.kind for one in examples}):
        flagged = scores[[one.kind == kind for one in examples]] > limit
        print(f"{kind or 'untouched':<14} {len(flagged):>5}  flagged {flagged.mean():.3f}")
    weights, bias = _fit([one for one in examples if not one.refused])
    rounded = {name: round(float(weight), 2) for name, weight in zip(SIGNS, weights, strict=True)}
    held = {"bias": round(bias, 2), "limit": round(limit, 2), "weights": rounded}
    _FILE.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


def _examples(file: Path) -> Iterator[Example]:
    chance = random.Random(5)
    with gzip.open(file) as held:
        records = json.load(held)
    for text, sentence in sound_sentences(records):
        evidence = read_evidence([text])
        made = [("", sentence), *((change.__name__, change(sentence, text, chance)) for change in LEARNT)]
        for kind, claimed in made:
            if claimed and (not kind or claimed != sentence):
                claim = claim_of(claimed, evidence)
                signs = signs_of(claim)
                refused = bool(refusals(claimed, claim)) or support_of(claim) < SUPPORTED
                yield Example(text, kind, tuple(signs[name] for name in SIGNS), refused)


def _cross_validated(examples: Sequence[Example]) -> Numbers:
    """Return the log-odds of each example by weights that were learnt without its article's fold."""
    articles = list(dict.fromkeys(one.article for one in examples))
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    scores = np.zeros(len(examples))
    for held in range(FOLDS):
        weights, bias = _fit([one for one in examples if fold[one.article] != held and not one.refused])
        for number, one in enumerate(examples):
            if fold[one.article] == held:
                scores[number] = bias + float(np.dot(weights, one.signs))
    return scores


def _fit(examples: Sequence[Example]) -> tuple[Numbers, float]:
    """Return weights and bias; sound and unsound sentences count alike, kinds of unsound ones as ``LEARNT`` says."""
    from sklearn.linear_model import LogisticRegression

    shares = {change.__name__: share for change, share in LEARNT.items()}
    counts = Counter(one.kind for one in examples)
    total = {"": sum(shares.values()), **shares}
    model: Any = LogisticRegression(C=1.0, max_iter=3000)
    model.fit(
        np.array([one.signs for one in examples]),
        np.array([bool(one.kind) for one in examples]),
        sample_weight=np.array([1000 * total[one.kind] / counts[one.kind] for one in examples]),
    )
    return model.coef_[0], float(model.intercept_[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
