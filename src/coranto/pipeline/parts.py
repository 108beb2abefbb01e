"""What moving articles on needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from coranto.ports.derived import Blobs
from coranto.ports.index import TextIndex, VectorIndex
from coranto.ports.library import Library
from coranto.ports.outside import Clock, Embedder
from coranto.stories.independent import Groups


@dataclass(frozen=True)
class Parts:
    """The library, what is derived from it, and the clock. Vectors and encoder are there together or not at all.

    ``groups`` are the owner's publisher groups.
    """

    library: Library
    texts: TextIndex
    blobs: Blobs
    clock: Clock
    vectors: VectorIndex | None = None
    embedder: Embedder | None = None
    groups: Groups = field(default_factory=dict)
