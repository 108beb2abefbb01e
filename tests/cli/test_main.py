"""The entry point."""

import os
import subprocess
import sys

_LOOK = "import os, sys, coranto.cli.main; print(os.environ['OMP_NUM_THREADS'], 'numpy' in sys.modules)"


def _entered(**env: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    command = [sys.executable, "-c", _LOOK]
    return subprocess.run(command, env=kept | env, check=True, capture_output=True, text=True).stdout.strip()


def test_matrices_take_one_thread_unless_told_otherwise() -> None:
    """The bound is set before numpy is loaded, which reads it only then; the owner's own wins."""
    assert _entered() == "1 False"
    assert _entered(OMP_NUM_THREADS="3") == "3 False"
