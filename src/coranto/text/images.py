"""Addresses of images as readers' pages carry them: through our own proxy, signed.

The signature is what keeps the proxy from being anyone's: it fetches only what a page of this library shows.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

PATH = "/image"
_LONGEST = 4000
_BYTES = 16


def image_url(secret: str, url: str) -> str:
    """Return the path under which our proxy serves the image at ``url``: ``/image/SIGNATURE/ADDRESS``.

    ``secret`` is the library's own key. The path is the same each time, so that browsers can cache it.
    """
    return f"{PATH}/{_signature(secret, url)}/{_encode(_bytes(url))}"


def signed_image(secret: str, signature: str, address: str) -> str | None:
    """Return the image's address from the two parts of its path, None if we did not sign it."""
    try:
        url = urlsafe_b64decode(address + "=" * (-len(address) % 4)).decode()
    except ValueError:
        return None
    genuine = len(url) <= _LONGEST and hmac.compare_digest(_bytes(signature), _bytes(_signature(secret, url)))
    return url if genuine else None


def _signature(secret: str, url: str) -> str:
    return _encode(hmac.digest(b"image:" + _bytes(secret), _bytes(url), hashlib.sha256)[:_BYTES])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
