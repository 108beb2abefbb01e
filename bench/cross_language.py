"""Stories across languages: B-cubed F1 on 241 articles in four languages (``python bench/cross_language.py``).

The set is our own (``tests/data/cross_language.jsonl``): 69 events, with look-alikes and lone near-misses.
"""

from __future__ import annotations

import json
from pathlib import Path

from coranto.app.open import open_embedder
from coranto.app.settings import Settings
from coranto.demo.score import b_cubed
from coranto.pipeline.lines import group_lines

DATA = Path(__file__).parent.parent / "tests" / "data" / "cross_language.jsonl"


def main() -> None:
    """Print a line with the encoder, where it is installed, and one without."""
    rows = sorted(map(json.loads, DATA.read_text(encoding="utf-8").splitlines()), key=lambda row: str(row["published"]))
    lines = [json.dumps(row).encode() for row in rows]
    embedder = open_embedder(Settings())
    for name, embed in (("with encoder", embedder.embed if embedder else None), ("without", None)):
        if name == "without" or embed:
            placed = [json.loads(line) for line in group_lines(lines, print, embed)]
            pairs = [(one["story"], row["story"]) for one, row in zip(placed, rows, strict=True)]
            print(f"{len(rows)} articles, {name:<12} B3 F1 {b_cubed(pairs):.3f} (goal .850)")


if __name__ == "__main__":
    main()
