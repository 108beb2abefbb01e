"""What of Coranto is compiled: the rest of the build is declared in ``pyproject.toml``."""

from pathlib import Path

from setuptools import Extension, setup

ROOM = Path("src/coranto/extract")

setup(
    ext_modules=[
        Extension(f"coranto.extract.{source.stem}", [source.as_posix()]) for source in sorted(ROOM.glob("*.pyx"))
    ]
)
