"""How well publisher, lead picture, caption and credit are read, by labels of held pages.

``python -m coranto.bench.extract.fields_beside DATA [--wrong]`` prints the share that is right for each half: ``dev``
was looked at while the rules were made, ``test`` (other hosts) when they were done. The labels
(``fields_beside.jsonl``) name pages by set and id only. They were written by one person who had the page's own
evidence and Coranto's answer before him, so they judge changes, not Coranto beside others. ``null`` is not judged.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coranto.bench.extract.sets import read_sets
from coranto.extract.dom import parse_page
from coranto.extract.metadata import PageMetadata, read_metadata
from coranto.extract.metadata.site import text_key

_FILE = Path(__file__).with_name("fields_beside.jsonl")
_PARTS = ("publisher", "image", "caption", "credit")


def run(data: Path, *, wrong: bool = False) -> None:
    """Print a row a half and part: pages judged, share right; with ``wrong`` each wrong answer as well."""
    outcomes: dict[tuple[str, str], list[bool]] = defaultdict(list)
    labels = {(row["set"], row["id"]): row for row in map(json.loads, _FILE.read_text(encoding="utf-8").splitlines())}
    for page in read_sets(data):
        label = labels.pop((page.set, page.id), None)
        if label is None:
            continue
        found = read_metadata(parse_page(page.html, url=page.url or ""))
        for part, right, answer in _judged(label, found):
            outcomes[label["half"], part].append(right)
            if wrong and not right:
                print(f"{label['half']:5}{part:10} {page.id[:44]:44} {answer[:60]!r}, not {label[part]!r}")
    for (half, part), right_ones in sorted(outcomes.items()):
        print(f"{half:5}{part:10} {len(right_ones):4} {sum(right_ones) / len(right_ones):6.3f}")


def _judged(label: Mapping[str, Any], found: PageMetadata) -> Iterator[tuple[str, bool, str]]:
    """Yield each part that the label knows: whether the answer is right, and the answer."""
    image = found.image
    answers = (found.publisher, *((image.url, image.caption, image.credit) if image else ("", "", "")))
    for part, answer in zip(_PARTS, answers, strict=True):
        if label[part] is not None:
            yield part, _is_right(part, answer, label[part]), answer


def _is_right(part: str, answer: str, truth: list[str] | str) -> bool:
    """Whether an answer is one of the names, leads to one of the pictures, or begins as the words do."""
    if part == "publisher":
        return text_key(answer) in map(text_key, truth)
    if part == "image":
        return any(name.lower() in answer.lower() for name in truth) if truth else not answer
    return answer.startswith(str(truth)) if truth else not answer


if __name__ == "__main__":
    run(Path(sys.argv[1]), wrong="--wrong" in sys.argv)
