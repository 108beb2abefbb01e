"""The evidence check: whether a sentence says only what its evidence says.

What stands in quotation marks, and every name and number, must stand in the evidence, and half of the sentence with
it. Whether it stands there in the same place is weighed: the signs of ``signs`` add up to log-odds (logistic
regression), with weights learnt from summaries that people rated well and from corruptions of them
(``coranto.bench._evidence``). It is lexical: what is said in other words fails, which is the safe side, since what
fails is dropped.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from coranto.assist.claims import Evidence, Fault, bare, nearest, read_claim
from coranto.assist.signs import SIGNS, Claim, signs_of, support_of
from coranto.assist.words import read_data

SUPPORTED = 0.45
"""Share of a sentence that its evidence must hold."""
_LONGEST = 2000
"""Characters of a sentence that are checked; what is longer has no support."""
_QUOTED = re.compile(r"“([^“”]{2,400})”|«\s?([^«»]{2,400}?)\s?»|„([^„“”]{2,400})[“”]|\"([^\"]{2,400})\"")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one sentence: faults with the words at fault, and the share of it that the evidence holds."""

    faults: tuple[tuple[Fault, str], ...]
    support: float

    @property
    def passes(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.faults


def check(sentence: str, evidence: Evidence) -> Verdict:
    """Compare one sentence with its evidence."""
    claim = claim_of(sentence, evidence)
    support = support_of(claim) if len(sentence) <= _LONGEST else 0.0
    faults = refusals(sentence, claim)
    if support < SUPPORTED:
        faults.append((Fault.SUPPORT, f"{support:.2f}"))
    return Verdict(tuple(faults or _weighed(claim)), support)


def claim_of(sentence: str, evidence: Evidence) -> Claim:
    """Return a sentence read for its evidence."""
    words = read_claim(sentence[:_LONGEST], evidence)
    return Claim(words, nearest(words, evidence), evidence)


def refusals(sentence: str, claim: Claim) -> list[tuple[Fault, str]]:
    """Return what the evidence lacks altogether: quotations, names and numbers."""
    missing = [(word.kind, word.text) for place, word in enumerate(claim.words) if word.kind and claim.missing(place)]
    return [*((Fault.QUOTE, quoted) for quoted in _invented(sentence, claim.evidence)), *missing]


def _weighed(claim: Claim) -> list[tuple[Fault, str]]:
    """Return the faults that the signs speak for, the worst first, where together they say enough."""
    bias, weights, limit = _model()
    signs = signs_of(claim)
    total = bias + sum(weights[name] * value for name, value in signs.items())
    if total <= limit:
        return []
    spoken = {name: weights[name] * value for name, value in signs.items() if value}
    worst = sorted(spoken, key=lambda name: -spoken[name])[:3]
    chance = 1 / (1 + math.exp(-total))
    return [(fault, f"{chance:.2f}") for fault in dict.fromkeys(SIGNS[name] for name in worst)]


def _invented(sentence: str, evidence: Evidence) -> list[str]:
    """Return what stands in quotation marks and not in the evidence."""
    quoted = [next(filter(None, match.groups())) for match in _QUOTED.finditer(sentence)]
    return [words for words in quoted if bare(words) not in evidence.text]


@cache
def _model() -> tuple[float, dict[str, float], float]:
    held = read_data("signs")
    return held["bias"], held["weights"], held["limit"]
