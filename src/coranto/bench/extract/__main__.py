"""``python -m coranto.bench.extract DATA [TOOL ...]``."""

import sys
from pathlib import Path

from coranto.bench.extract import run

run(Path(sys.argv[1]), sys.argv[2:])
