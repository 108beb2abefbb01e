"""The evidence check beside people (QAGS) and over own corrupted summaries.

QAGS (Wang, Cho and Lewis 2020) asked people of each summary sentence whether its article bears it out. The own set
takes well-rated machine summaries (BLANC) and corrupts one sentence of each: a name swapped for another of the
article, a number changed, a negation put in or taken out, a quotation invented. The rules of the check were written
while looking at those of DailyNews; those of CNN and Daily Mail, two sentences an article at most, in an order drawn
with a seed, were never looked at, nor were the claims of ``_claims.txt``, which were written and corrupted by hand
before any was checked.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from statistics import correlation, mean
from typing import Any

from coranto.assist.check import Evidence, check, read_evidence
from coranto.bench import _rouge

WANTED = 200
_GOOD = 2.3
"""Mean rating (0..4) from which on a summary is taken as sound."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_VERB = re.compile(r"\b(?:is|are|was|were|will|would|can|could|has|have|had|should)\b(?! not|n't)")
_NEGATION = re.compile(r" not\b|n't\b|\bnever ")
_SPACED = re.compile(r" (['’\-]) ?(?=\w)|(?<=[$€£]) | (?=[.,;:!?])")
"""The spaces that the summaries' makers put around marks."""
_SPLIT = re.compile(r"(?<=\d)(,(?= \d{3}\b)|\.(?= \d)) ")
_DAMAGED = re.compile(r'"|\\u|\b[A-Z]\. [A-Z]\b|#')
_INVENTED = (
    "We never wanted any of this to happen",
    "There was simply nobody left to ask",
    "It has been the hardest year of my life",
    "The numbers speak a very plain language",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its evidence, and what was done to it (nothing, if empty)."""

    sentence: str
    evidence: Evidence
    fault: str


def run(data: Path) -> None:
    """Print correlations with people, then what of the corrupted summaries is caught."""
    for name in ("cnndm", "xsum"):
        print(_with_people(name, data / "summaries" / f"qags_mturk_{name}.jsonl"))
    _print_caught("looked at: DailyNews", list(make_cases(data / "summaries" / "blanc_DailyNews_300.json.gz")))
    held = make_cases(data / "summaries" / "blanc_CNN_DailyMail_555.json.gz", seed=29, each=2)
    _print_caught("held out: CNN and Daily Mail", list(held))
    _print_caught("held out: by hand", list(read_claims()))


def _print_caught(name: str, cases: Sequence[Case]) -> None:
    judged = [(case, not check(case.sentence, case.evidence).passes) for case in cases]
    caught = mean(caught for case, caught in judged if case.fault)
    alarms = mean(caught for case, caught in judged if not case.fault)
    print(f"{name}: caught {caught:.3f}, false alarms {alarms:.3f} (goals .95, .05)")
    for fault in sorted({case.fault for case in cases}):
        flagged = [caught for case, caught in judged if case.fault == fault]
        print(f"   {fault or 'untouched':<14} {len(flagged):>4}  flagged {mean(flagged):.3f}")


def _with_people(name: str, file: Path) -> str:
    """Return Pearson's r between people and checkers, a summary at a time."""
    people: list[float] = []
    columns: dict[str, list[float]] = {"ours": [], "ROUGE-1": [], "ROUGE-2": [], "ROUGE-L": []}
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        sentences = [one["sentence"] for one in record["summary_sentences"]]
        evidence = read_evidence([record["article"]])
        people.append(mean(_believed(one["responses"]) for one in record["summary_sentences"]))
        columns["ours"].append(mean(check(one, evidence).support for one in sentences))
        summary = " ".join(sentences)
        columns["ROUGE-1"].append(_rouge.rouge_n(summary, record["article"], 1))
        columns["ROUGE-2"].append(_rouge.rouge_n(summary, record["article"], 2))
        columns["ROUGE-L"].append(_rouge.rouge_l(summary, record["article"]))
    found = "  ".join(f"{label} {correlation(values, people):.3f}" for label, values in columns.items())
    return f"QAGS {name:<6} {len(people)} summaries  r with people: {found}"


def _believed(responses: Sequence[dict[str, str]]) -> bool:
    return sum(one["response"] == "yes" for one in responses) * 2 > len(responses)


def make_cases(file: Path, *, seed: int = 11, each: int = 0) -> Iterator[Case]:
    """Yield ``WANTED`` corrupted sentences, and as many that nobody touched; the same ones each time.

    With ``each``, sentences are drawn in another order, at most so many of one article.
    """
    chance = random.Random(seed)
    made = dict.fromkeys((change_number, swap_name, turn, invent_quote), 0)
    with gzip.open(file) as held:
        sound = list(_sound_sentences(json.load(held)))
    if each:
        chance.shuffle(sound)
    told: Counter[str] = Counter()
    for text, sentence in sound:
        if each and told[text] == each:
            continue
        for change in sorted(made, key=made.__getitem__):
            wrong = change(sentence, text, chance)
            if wrong and made[change] < WANTED // len(made):
                evidence = read_evidence([text])
                yield Case(sentence, evidence, "")
                yield Case(wrong, evidence, change.__name__)
                made[change] += 1
                told[text] += 1
                break


def read_claims() -> Iterator[Case]:
    """Yield our own claims: passages with sentences that they bear out, and with corrupted ones."""
    evidence = read_evidence([])
    for line in resources.files("coranto.bench").joinpath("_claims.txt").read_text(encoding="utf-8").splitlines():
        kind, text = line[0], line[2:]
        if kind == "=":
            evidence = read_evidence([text])
        elif kind == "+":
            yield Case(text, evidence, "")
        else:
            fault, _, wrong = text.partition(" | ")
            yield Case(wrong, evidence, fault)


def _sound_sentences(records: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the sentences of well-rated summaries with their articles, spacing of marks repaired."""
    for record in records:
        if mean(record["scores"]) >= _GOOD:
            for line in record["summary"].splitlines():
                sentence = _SPLIT.sub(r"\1", _SPACED.sub(lambda found: found[1] or "", line)).strip()
                if sentence.count(" ") > 5 and not _DAMAGED.search(sentence):
                    yield record["text"], sentence


def swap_name(sentence: str, text: str, chance: random.Random) -> str:
    """Put another name of the article in the place of one."""
    own = _NAME.findall(sentence)
    others = sorted({name for name in _NAME.findall(text) if not set(name.split()) & set(" ".join(own).split())})
    return sentence.replace(own[0], chance.choice(others), 1) if own and others else ""


def change_number(sentence: str, text: str, chance: random.Random) -> str:
    """Put another number of the article, or one of like size, in the place of one."""
    own = _NUMBER.findall(sentence)
    if not own:
        return ""
    others = sorted(set(_NUMBER.findall(text)) - set(own))
    other = chance.choice(others) if others and chance.random() < 0.5 else _like(own[0], chance)
    return re.sub(rf"(?<![\w.,]){re.escape(own[0])}(?!\w)", other, sentence, count=1)


def _like(number: str, chance: random.Random) -> str:
    first = next(at for at, mark in enumerate(number) if mark.isdigit())
    digit = chance.choice([other for other in "123456789" if other != number[first]])
    return number[:first] + digit + number[first + 1 :]


def turn(sentence: str, text: str, chance: random.Random) -> str:  # noqa: ARG001 - as the other corruptions
    """Take a negation out, or put one in."""
    if _NEGATION.search(sentence):
        return _NEGATION.sub("", sentence, count=1)
    return _VERB.sub(lambda verb: verb[0] + " not", sentence, count=1) if _VERB.search(sentence) else ""


def invent_quote(sentence: str, text: str, chance: random.Random) -> str:  # noqa: ARG001 - as the other corruptions
    """Add words in quotation marks that nobody said."""
    return f'{sentence.rstrip(".")}, adding: "{chance.choice(_INVENTED)}."'
