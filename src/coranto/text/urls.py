"""Addresses: one normal form for each, without what only tracks the reader."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|twclid|yclid|igshid|mc_[ce]id|_ga|_gl|mkt_tok|ref_src|ref_url"
    r"|cmpid|cmp|ito|ocid|ncid|sr_share|xtor|at_\w+|ns_\w+|smid|smtyp|wt_mc|wt\.mc_id|guccounter|guce_\w+|__twitter_impression"
    r"|amp|outputtype|share|spm|s_cid|trk|trkcampaign|rss|ftag|taid|vero_\w+|pk_\w+|mtm_\w+|hsa_\w+|_hs\w+)$",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._"


def is_web_url(url: str) -> bool:
    """Whether this is an absolute http(s) address with a host."""
    parts = _split(url)
    return parts is not None and parts.scheme in _DEFAULT_PORTS and bool(parts.hostname)


def clean_url(url: str) -> str:
    """Return the address without tracking parameters, fragment and needless parts (RFC 3986, 6.2).

    What is no http(s) address is returned stripped, as it is.
    """
    parts = _split(url)
    if parts is None or not is_web_url(url):
        return url.strip()
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    return urlunsplit((parts.scheme, _authority(parts), _path(parts.path), query, ""))


@lru_cache(maxsize=2_000)
def url_key(url: str) -> str:
    """Return the form that two addresses of one page share: cleaned, ``https``, no ``www.``, no last slash."""
    parts = split_url(clean_url(url))
    if parts.scheme not in _DEFAULT_PORTS:
        return url.strip()
    host = parts.netloc.removeprefix("www.")
    return urlunsplit(("https", host, parts.path.rstrip("/") or "/", parts.query, ""))


def without_login(url: str) -> str:
    """Return an address as it may be shown: all of it but user name and password."""
    parts = _split(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if parts and "@" in parts.netloc else url


@lru_cache(maxsize=2_000)
def host_of(url: str) -> str:
    """Return the host, lower-case, without ``www.``; empty where there is none."""
    parts = _split(url)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def split_url(url: str) -> SplitResult:
    """Return an address's parts, all of them empty where it is none ("http://[")."""
    return _split(url) or SplitResult("", "", "", "", "")


def join_url(base: str, address: str) -> str:
    """Return an address as it is meant on a page at ``base``, or nothing where either is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


def _authority(parts: SplitResult) -> str:
    """Host and port only: a user name or password in an address is never kept."""
    host = (parts.hostname or "").rstrip(".")
    shown = f"[{host}]" if ":" in host else host
    return shown if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{shown}:{parts.port}"


def _path(path: str) -> str:
    if not path:
        return "/"
    normal = posixpath.normpath(path) if "/." in path or "//" in path else path
    kept = normal + "/" if path.endswith("/") and not normal.endswith("/") else normal
    return "/" + quote(kept.lstrip("/"), safe=_SAFE_IN_PATH)
