"""Builds one running Coranto from settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_data_path

from coranto.app.service import Coranto
from coranto.app.settings import Settings
from coranto.errors import SettingsError
from coranto.models.chat import ChatModel
from coranto.models.encoder import SentenceEncoder, available
from coranto.models.remembering import RememberingEmbedder
from coranto.models.speech import installed_speaker
from coranto.ports.index import VectorIndex
from coranto.ports.outside import Embedder, LanguageModel
from coranto.search.fulltext import FullText
from coranto.storage.blobs import FolderBlobs
from coranto.storage.open import is_server, open_library
from coranto.stories.independent import Groups, read_groups
from coranto.text.hashing import digest


class SystemClock:
    """``ports.Clock``: the machine's."""

    def now(self) -> datetime:
        """Return the current time, UTC."""
        return datetime.now(UTC)


@contextmanager
def open_coranto(settings: Settings) -> Iterator[Coranto]:
    """Open the library and what belongs to it; everything is closed at the end.

    Raises:
        StorageError: the library cannot be opened.
        SettingsError: the file of publisher groups cannot be used.
        ModelFileRefused: an installed encoder is not the pinned one.
    """
    derived = derived_folder(settings.library)
    embedder = open_embedder(settings)
    blobs = FolderBlobs(derived)
    coranto = Coranto(
        settings=settings,
        library=open_library(settings.library),
        texts=FullText(derived / "texts"),
        blobs=blobs,
        clock=SystemClock(),
        derived=derived,
        vectors=_vectors(derived, embedder) if embedder else None,
        embedder=embedder,
        model=_model(settings, blobs),
        groups=_groups(settings),
        speaker=installed_speaker(settings.speech_command, settings.speech_encoder),
    )
    try:
        yield coranto
    finally:
        coranto.close()


def derived_folder(library: str) -> Path:
    """Return where derived data lies: inside a library folder, or for a server in the platform's data folder."""
    return user_data_path("coranto") / "derived" / digest(library) if is_server(library) else Path(library) / "derived"


def open_embedder(settings: Settings) -> Embedder | None:
    """Return the encoder where it is wanted and its extra is installed; each text of a run is encoded once."""
    if not settings.encoder or not available() or find_spec("usearch") is None:
        return None
    return RememberingEmbedder(SentenceEncoder())


def _groups(settings: Settings) -> Groups:
    """Return the owner's publisher groups.

    Raises:
        SettingsError: the file cannot be read, or holds something else.
    """
    if not settings.publisher_groups:
        return {}
    try:
        return read_groups(Path(settings.publisher_groups).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"no publisher groups: {error}", where=settings.publisher_groups) from error


def _model(settings: Settings, blobs: FolderBlobs) -> LanguageModel | None:
    """Return the owner's language model, if one is configured; nothing is sent by having it."""
    if not settings.model_url:
        return None
    return ChatModel(
        url=settings.model_url,
        name=settings.model_name,
        key=settings.model_key,
        timeout=settings.model_timeout,
        budget=settings.model_budget,
        blobs=blobs,
        clock=SystemClock(),
    )


def _vectors(derived: Path, embedder: Embedder) -> VectorIndex:
    from coranto.search.vectors import FlatVectors  # belongs to the extra

    return FlatVectors(derived / "vectors.sqlite", encoder=embedder.name, size=embedder.size)
