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
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from statistics import correlation, mean

from coranto.assist.check import check
from coranto.assist.claims import Evidence, read_evidence
from coranto.bench import _rouge
from coranto.bench._corruptions import MEASURED, sound_sentences

WANTED = 200


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
    made = dict.fromkeys(MEASURED, 0)
    with gzip.open(file) as held:
        sound = list(sound_sentences(json.load(held)))
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
