"""``python -m coranto.bench.extract.make_model DATA``: write the package's body model, print its SHA-256."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from coranto.bench.extract.sets import read_sets
from coranto.bench.extract.train import read_examples, train

_FILE = Path(__file__).parents[2] / "extract" / "data" / "body.npz"


def write(data: Path) -> str:
    """Train on all labelled pages and write the weights."""
    packed = train(read_examples(list(read_sets(data)))).pack()
    _FILE.parent.mkdir(exist_ok=True)
    _FILE.write_bytes(packed)
    return hashlib.sha256(packed).hexdigest()


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
