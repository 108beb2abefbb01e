"""All that an edge needs to serve a library: the record, its indexes and the outside, behind their ports."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from coranto.app.settings import Settings
from coranto.ports.derived import Blobs
from coranto.ports.index import TextIndex, VectorIndex
from coranto.ports.library import Library
from coranto.ports.outside import Clock, Embedder, Fetcher, LanguageModel, Speaker
from coranto.stories.independent import Groups


@dataclass(frozen=True)
class Coranto:
    """One running Coranto. What is None is not installed or not configured, and its features are not offered.

    ``derived`` is the folder of what can be rebuilt. ``groups`` are the owner's publisher groups.
    """

    settings: Settings
    library: Library
    texts: TextIndex
    blobs: Blobs
    clock: Clock
    derived: Path
    vectors: VectorIndex | None = None
    embedder: Embedder | None = None
    model: LanguageModel | None = None
    speaker: Speaker | None = None
    fetcher: Fetcher | None = None
    groups: Groups = field(default_factory=dict)

    def close(self) -> None:
        """Release files and connections (the fetcher closes with the event loop that used it)."""
        self.texts.close()
        if self.vectors is not None:
            self.vectors.close()
        self.library.close()
