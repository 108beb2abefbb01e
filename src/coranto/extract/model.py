"""The body model: how likely each passage of a page is body.

Two looks: the first judges each passage by itself, its neighbours' figures and its template; the second
also sees what the first thought of the neighbours and of the groups. The weights are made by
``python -m coranto.bench.extract.make_model DATA`` from the labelled pages.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from coranto.errors import ModelFileRefused
from coranto.extract.columns import Columns, context, describe
from coranto.extract.dom import Page
from coranto.extract.lexicon import Lexicon
from coranto.extract.network import Network, Vector

_WEIGHTS = "body.npz"
_SHA256 = "40110669f90ad5422be0c144c01098044f4c122b753632d5462ff4921970c32a"
_STEP = 0.1
"""Log-odds are kept in steps of so many nats."""


@dataclass(frozen=True, slots=True)
class BodyModel:
    """What the labelled pages taught."""

    lexicon: Lexicon
    first: Network
    second: Network

    def chances(self, page: Page) -> Vector:
        """Return for each passage the chance, 0 to 1, that it is body."""
        columns = Columns(page)
        if not len(columns.size):
            return np.zeros(0, np.float32)
        seen = describe(columns, self.lexicon)
        return self.second(seen, context(self.first(seen), columns))

    def pack(self) -> bytes:
        """Return the model as the bytes of one ``npz`` file."""
        kept = _pack_odds("names", self.lexicon.names) | _pack_odds("words", self.lexicon.words)
        kept |= self.first.arrays("first") | self.second.arrays("second")
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, **kept)
        return file.getvalue()

    @classmethod
    def unpack(cls, data: bytes) -> BodyModel:
        """Return the model that ``pack`` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as kept:
            arrays = dict(kept)
        lexicon = Lexicon(_unpack_odds("names", arrays), _unpack_odds("words", arrays))
        return cls(lexicon, Network.from_arrays("first", arrays), Network.from_arrays("second", arrays))


@cache
def shipped_model() -> BodyModel:
    """Return the model of the package, read once in a process.

    Raises:
        ModelFileRefused: the weights are not those that this version was made with.
    """
    packed = (resources.files("coranto.extract") / "data" / _WEIGHTS).read_bytes()
    if hashlib.sha256(packed).hexdigest() != _SHA256:
        raise ModelFileRefused("not the weights this version was made with", where=_WEIGHTS, hint="reinstall Coranto")
    return BodyModel.unpack(packed)


def _pack_odds(name: str, odds: Mapping[str, float]) -> dict[str, npt.NDArray[np.generic]]:
    known = {token: round(value / _STEP) for token, value in sorted(odds.items()) if round(value / _STEP)}
    tokens = np.frombuffer("\n".join(known).encode(), np.uint8)
    return {f"{name}.tokens": tokens, f"{name}.odds": np.clip(list(known.values()), -127, 127).astype(np.int8)}


def _unpack_odds(name: str, arrays: Mapping[str, npt.NDArray[np.generic]]) -> dict[str, float]:
    tokens = arrays[f"{name}.tokens"].tobytes().decode().split("\n")
    return dict(zip(tokens, (np.asarray(arrays[f"{name}.odds"], np.float32) * _STEP).tolist(), strict=True))
