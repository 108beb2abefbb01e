"""What a killed run had recorded is taken up."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coranto.model import Capture, Feed
from coranto.pipeline.handling import CaptureHandler
from coranto.storage.open import open_library

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    def now(self) -> datetime:
        return NOW


class NoPages:
    async def take(self, wanted: Sequence[object], *_rest: object) -> None:
        assert not wanted


def test_a_capture_that_crashes_us_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One fault of ours does not keep the others from being taken, now or at the next start."""
    library = open_library(str(tmp_path))
    for name in ("bad", "good"):
        library.captures.add(Capture(url=f"https://site.example/{name}", body=b"x", fetched=NOW), None, "page")
    taken = []
    handler = CaptureHandler(library, NoPages(), Clock(), max_bytes=1000)  # type: ignore[arg-type]

    def take(capture: Capture, _feed: Feed | None, *_rest: object) -> None:
        if capture.url.endswith("bad"):
            raise RecursionError("too deep")
        taken.append(capture.url)

    monkeypatch.setattr("coranto.pipeline.handling._take", take)
    asyncio.run(handler.resume())
    assert taken == ["https://site.example/good"]
    assert library.captures.pending(10) == []
    assert library.sources.recent_errors(1)[0][:2] == ("https://site.example/bad", "fault")
    library.close()
