"""Pictures drawn by code: a few flat bands of colour, the same for the same name."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 960, 540
_BANDS = 5
_SKY = 9
"""Steps of colour in the sky; the same again, lightened, are the sun or moon in front of it."""

_PALETTES = {
    "sea": ((232, 210, 178), (92, 143, 163), (13, 52, 74)),
    "mountain": ((238, 224, 208), (134, 152, 160), (35, 51, 58)),
    "city": ((244, 206, 160), (150, 104, 100), (44, 36, 56)),
    "night": ((52, 60, 96), (30, 38, 70), (8, 12, 30)),
    "field": ((246, 230, 184), (156, 168, 96), (52, 72, 40)),
    "stage": ((214, 120, 96), (122, 44, 66), (36, 14, 34)),
}
"""Scene -> colour of the sky, the middle ground and the foreground. An unknown scene is drawn as a city."""

Line = npt.NDArray[np.float64]


@lru_cache(maxsize=256)
def draw(name: str, scene: str) -> bytes:
    """Return a PNG of 960 x 540 pixels. ``name`` seeds the forms, ``scene`` names the palette."""
    random = np.random.default_rng(zlib.crc32(name.encode()))
    y = np.arange(HEIGHT, dtype=np.float64)[:, None]
    x = np.arange(WIDTH, dtype=np.float64)
    picture = np.broadcast_to((y * _SKY / HEIGHT).astype(np.uint8), (HEIGHT, WIDTH)).copy()
    centre, size = random.uniform((0.2, 0.16), (0.8, 0.34)) * (WIDTH, HEIGHT), random.uniform(40, 74)
    picture[(x - centre[0]) ** 2 + (y - centre[1]) ** 2 < size**2] += _SKY
    for band in range(_BANDS):
        ridge = HEIGHT * (0.42 + 0.5 * band / _BANDS) - _ridge(x, scene, random) * (70 - 9 * band)
        picture[y > ridge] = 2 * _SKY + band
    return _encode_png(picture, _palette(scene))


def _palette(scene: str) -> npt.NDArray[np.uint8]:
    """Return the colours of the sky's steps, of the disc before each of them, and of the bands; shape (23, 3)."""
    sky, middle, front = (np.array(colour, np.float64) for colour in _PALETTES.get(scene, _PALETTES["city"]))
    steps = sky * np.linspace(0.82, 0.98, _SKY)[:, None]
    disc = steps * 0.35 + np.array((255.0, 248.0, 232.0)) * 0.65
    bands = middle + (front - middle) * np.linspace(0.2, 1, _BANDS)[:, None]
    return np.concatenate([steps, disc, bands]).astype(np.uint8)


def _ridge(x: Line, scene: str, random: np.random.Generator) -> Line:
    """Return heights between about -1 and 1 along ``x``: roofs for a city, peaks for mountains, else waves."""
    if scene in ("city", "stage", "night"):
        roofs = random.uniform(-0.6, 1.0, size=16)
        return np.asarray(roofs[(x / WIDTH * 15.99).astype(int)])
    total = np.zeros_like(x)
    for octave in range(1, 4):
        wave = x / WIDTH * np.pi * octave * random.uniform(1.2, 2.6) + random.uniform(0, 6.3)
        form = 1 - 2 * np.abs(np.sin(wave)) if scene == "mountain" else np.sin(wave)
        total += form / octave
    return total / 1.8


def _encode_png(indices: npt.NDArray[np.uint8], palette: npt.NDArray[np.uint8]) -> bytes:
    """Return a picture in palette colours as PNG (ISO/IEC 15948), each row with filter 0."""
    rows = np.concatenate([np.zeros((HEIGHT, 1), np.uint8), indices], axis=1)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    image = zlib.compress(rows.tobytes(), 6)
    chunks = ((b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", image), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
