"""The content of ``meta`` elements, asked for by what it says instead of by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from coranto.extract.dom import Page
from coranto.extract.notices.words import read_data


def declared(page: Page, what: str, *, most: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Yield each ``meta`` name that says ``what`` (``extract/data/metadata.toml``) and is there, with its contents."""
    metas = page.metas
    ranks = _ranks(what)
    for name in sorted(ranks.keys() & metas.keys(), key=ranks.__getitem__):
        yield name, metas[name][:most]


@cache
def _ranks(what: str) -> dict[str, int]:
    return {name: number for number, name in reversed([*enumerate(read_data("metadata")[what])])}


@cache
def no_publishers() -> frozenset[str]:
    """Return what stands for a publisher and names none: software, words for any site."""
    return frozenset(read_data("metadata")["no_publisher"])


@cache
def no_captions() -> frozenset[str]:
    """Return what stands for a caption and says nothing of a picture."""
    return frozenset(read_data("metadata")["no_caption"])
