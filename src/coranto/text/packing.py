"""Arrays and a few plain values as one piece of bytes: how derived indexes are kept beside the library."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from coranto.errors import UnreadableInput

Arrays = dict[str, NDArray[Any]]
_Plain = TypeVar("_Plain", bound=msgspec.Struct)

_PLAIN = "plain"


def pack_arrays(plain: msgspec.Struct, arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return both as bytes (numpy's zip format, without pickles)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in {**arrays, _PLAIN: np.frombuffer(msgspec.msgpack.encode(plain), np.uint8)}.items():
            with archive.open(name + ".npy", "w", force_zip64=True) as entry:
                np.lib.format.write_array(entry, array, allow_pickle=False)
    return file.getvalue()


def unpack_arrays(data: bytes, kind: type[_Plain]) -> tuple[_Plain, Arrays]:
    """Return what ``pack_arrays`` packed.

    Raises:
        UnreadableInput: it is damaged, or what it holds is not of this ``kind``.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            arrays = dict(held)
        return msgspec.msgpack.decode(arrays.pop(_PLAIN).tobytes(), type=kind), arrays
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise UnreadableInput(f"damaged index: {error}") from error
