"""Pictures drawn by code: a few flat bands of colour, the same for the same name."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 960, 540
_BANDS = 5
_SKY_STEPS = 9

Plane = npt.NDArray[np.float64]

_PALETTES = {
    "sea": ((232, 210, 178), (92, 143, 163), (13, 52, 74)),
    "mountain": ((238, 224, 208), (134, 152, 160), (35, 51, 58)),
    "city": ((244, 206, 160), (150, 104, 100), (44, 36, 56)),
    "night": ((52, 60, 96), (30, 38, 70), (8, 12, 30)),
    "field": ((246, 230, 184), (156, 168, 96), (52, 72, 40)),
    "stage": ((214, 120, 96), (122, 44, 66), (36, 14, 34)),
}
"""Scene -> colour of the sky, the middle ground and the foreground. An unknown scene is drawn as a city."""


@lru_cache(maxsize=256)
def draw(name: str, scene: str) -> bytes:
    """Return a PNG of 960 x 540 pixels. ``name`` seeds the forms, ``scene`` names the palette."""
    random = np.random.default_rng(zlib.crc32(name.encode()))
    sky, middle, front = (np.array(colour, dtype=np.float64) for colour in _PALETTES.get(scene, _PALETTES["city"]))
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)
    height = np.floor(y / HEIGHT * _SKY_STEPS) / _SKY_STEPS
    picture = sky * (0.82 + 0.18 * height[..., None])
    _draw_disc(picture, x, y, random)
    for band in range(_BANDS):
        depth = (band + 1) / _BANDS
        colour = middle + (front - middle) * depth
        ridge = HEIGHT * (0.42 + 0.5 * band / _BANDS) - _ridge(x, scene, random) * (70 - 9 * band)
        picture[y > ridge] = colour
    return _encode_png(np.clip(picture, 0, 255).astype(np.uint8))


def _draw_disc(
    picture: Plane,
    x: Plane,
    y: Plane,
    random: np.random.Generator,
) -> None:
    centre, size = (random.uniform(0.2, 0.8) * WIDTH, random.uniform(0.16, 0.34) * HEIGHT), random.uniform(40, 74)
    inside = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 < size**2
    picture[inside] = picture[inside] * 0.35 + np.array((255.0, 248.0, 232.0)) * 0.65


def _ridge(x: Plane, scene: str, random: np.random.Generator) -> Plane:
    """Return heights between about -1 and 1 along x: roofs for a city, peaks for mountains, else waves."""
    if scene in ("city", "stage", "night"):
        roofs = random.uniform(-0.6, 1.0, size=16)
        return np.asarray(roofs[(x / WIDTH * 15.99).astype(int)])
    total = np.zeros_like(x)
    for octave in range(1, 4):
        wave = x / WIDTH * np.pi * octave * random.uniform(1.2, 2.6) + random.uniform(0, 6.3)
        form = np.abs(np.sin(wave)) * 2 - 1 if scene == "mountain" else np.sin(wave)
        total += form / octave
    return total / 1.8


def _encode_png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Return 8-bit RGB as PNG (ISO/IEC 15948), each row with filter 0."""
    rows = np.concatenate([np.zeros((HEIGHT, 1), np.uint8), pixels.reshape(HEIGHT, -1)], axis=1)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
