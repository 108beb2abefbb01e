"""``python -m coranto.bench.extract.kinds DATA [--wrong]``."""

import sys
from pathlib import Path

from coranto.bench.extract.kinds import run

run(Path(sys.argv[1]), wrong="--wrong" in sys.argv)
