"""Signed addresses of images."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coranto.text.images import image_url, signed_image

URL = "https://site.example/a.jpg?w=1&h=ü"


def parts(path: str) -> tuple[str, str]:
    empty, image, signature, address = path.split("/")
    assert (empty, image) == ("", "image")
    return signature, address


def test_an_address_that_we_signed_comes_back() -> None:
    """The path carries the whole address, and is the same each time."""
    assert signed_image("key", *parts(image_url("key", URL))) == URL
    assert image_url("key", URL) == image_url("key", URL)


def test_nobody_else_can_make_one() -> None:
    """Another key, another address under our signature, and no signature are refused."""
    signature, address = parts(image_url("key", URL))
    assert signed_image("other", signature, address) is None
    assert signed_image("key", signature, parts(image_url("key", URL + "x"))[1]) is None
    assert signed_image("key", "", address) is None


@given(st.text(), st.text())
def test_whatever_is_asked_for_is_refused_without_an_error(signature: str, address: str) -> None:
    """The two parts come from outside."""
    assert signed_image("key", signature, address) is None
