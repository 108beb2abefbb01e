"""What of Coranto is compiled: the rest of the build is declared in ``pyproject.toml``."""

import sys
from pathlib import Path

from setuptools import Extension, setup

ROOM = Path("src/coranto/extract")
OPTIONS = [] if sys.platform == "win32" else ["-O3", "-g0"]

setup(
    ext_modules=[
        Extension(f"coranto.extract.{source.stem}", [source.as_posix()], extra_compile_args=OPTIONS)
        for source in sorted(ROOM.glob("*.pyx"))
    ]
)
