"""Bodies decoded piece by piece."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from coranto.errors import FetchFailed, InputTooLarge
from coranto.fetch.decode import Body

ENCODE: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "gzip, zstd": lambda data: zstd.compress(gzip.compress(data)),
    "br, gzip": lambda data: gzip.compress(brotli.compress(data)),
}
LIMIT = 100_000


def decoded(coding: str, data: bytes, step: int, limit: int = LIMIT) -> bytes:
    body = Body(coding, limit)
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
    return body.finish()


@pytest.mark.parametrize("coding", ENCODE)
@given(data=st.binary(max_size=5000), repeat=st.integers(1, 200), step=st.integers(500, 6000))
def test_a_body_comes_out_as_it_went_in(coding: str, data: bytes, repeat: int, step: int) -> None:
    """However it is cut into pieces on the way."""
    assert decoded(coding, ENCODE[coding](data * repeat), step, 1_000_000) == data * repeat


@pytest.mark.parametrize("coding", ENCODE)
@given(data=st.binary(max_size=300), step=st.integers(1, 300))
def test_any_bytes_are_a_body_or_an_error_of_ours(coding: str, data: bytes, step: int) -> None:
    """What a server sends under a coding's name is never more than a failed fetch."""
    with suppress(FetchFailed, InputTooLarge):
        decoded(coding, data, step)


@pytest.mark.parametrize("coding", ENCODE)
@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1])
def test_the_bound_is_exact(coding: str, size: int) -> None:
    """So many bytes are taken, and not one more."""
    data = ENCODE[coding](b"x" * size)
    if size == LIMIT:
        assert len(decoded(coding, data, 1000)) == size
    else:
        with pytest.raises(InputTooLarge):
            decoded(coding, data, 1000)


def test_a_window_larger_than_servers_may_use_is_refused() -> None:
    """A zstd frame cannot make us set 128 MB aside (RFC 9659)."""
    wide = zstd.compress(bytes(1000), options={zstd.CompressionParameter.window_log: 27})
    header_says_unknown_size = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    frame = header_says_unknown_size.compress(bytes(200_000)) + header_says_unknown_size.flush()
    with pytest.raises((FetchFailed, InputTooLarge)):
        decoded("zstd", frame, 1000)
    assert decoded("zstd", wide, 1000) == bytes(1000)
