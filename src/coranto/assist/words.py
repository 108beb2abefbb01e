"""The files of words that the stages go by: ``data/NAME.json``, a language each."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def read_data(name: str) -> dict[str, Any]:
    """Return one file, by language code."""
    found: dict[str, Any] = json.loads(
        resources.files("coranto.assist").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    )
    return found


def of_language(name: str, language: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return one language's part of a file; a language without one goes by English."""
    known = read_data(name)
    return known.get(language, known["en"])
