"""What nobody may do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from coranto.app.limits import LIMITS, RateLimits
from coranto.app.service import Coranto
from coranto.model import Role
from coranto.web.asking import own_path
from coranto.web.routes import routes
from coranto.web.site import make_site
from newsroom import Browser

Person = Callable[..., Browser]
POSTS = [
    re.sub(r"\{(\w+)(?::\w+)?\}", lambda m: {"action": "edit"}.get(m[1], "x"), route.path)
    for route in routes()
    if "POST" in (route.methods or ()) and not route.path.startswith("/websub/")
]
"""Every form; a hub posts without a token, its signature is judged in test_websub."""


@pytest.mark.parametrize("path", POSTS)
def test_every_form_needs_its_token(person: Person, path: str) -> None:
    """Without the token, with another's, or from another site, nothing that posts is done."""
    alice, bob = person("Alice", Role.OWNER), person("Bob")
    theirs = re.search(r'name="token" value="([^"]+)"', bob.get("/settings"))
    mine = re.search(r'name="token" value="([^"]+)"', alice.get("/settings"))
    assert theirs is not None
    assert mine is not None
    for data, headers in (
        ({}, {}),
        ({"token": theirs[1]}, {}),
        ({"token": mine[1] + "x"}, {}),
        ({"token": mine[1]}, {"sec-fetch-site": "cross-site"}),
        ({"token": mine[1]}, {"sec-fetch-site": "same-site"}),
    ):
        answer = alice.client.post(path, data=data, headers=headers)
        assert answer.status_code == 403
        assert "form" in answer.text


def test_reading_changes_nothing(person: Person) -> None:
    """No address that does something answers to GET."""
    alice = person("Alice", Role.OWNER)
    posts_only = {route.path for route in routes() if "POST" in (route.methods or ())} - {
        route.path for route in routes() if "GET" in (route.methods or ())
    }
    for path in posts_only:
        assert alice.client.get(re.sub(r"\{[^}]+\}", "x", path)).status_code in (404, 405)


@pytest.mark.parametrize("path", ["/", "/nope", "/static/coranto.css", "/feed.atom", "/sign-in", "/health"])
def test_every_answer_carries_the_policy(visitor: Browser, path: str) -> None:
    """Only this site's own files, no inline script, no frames, no sniffing."""
    headers = visitor.client.get(path).headers
    assert "default-src 'none'; script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_cookies_are_kept_from_scripts_and_other_sites(app: Starlette) -> None:
    """HttpOnly, SameSite, and Secure with HSTS where the site is served by https."""
    client = TestClient(app, base_url="https://news.example")
    answer = client.get("/sign-in")
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=lax", "secure"))
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "evil", "\\/x"],
)
def test_no_redirect_leaves_the_site(target: str) -> None:
    """Only a path of this site is gone on to."""
    assert own_path(target) == "/"
    assert own_path("/article/x?y=1") == "/article/x?y=1"


def test_guessing_passwords_is_slow(coranto: Coranto) -> None:
    """After ten tries an address waits, and is told how long."""
    browser = Browser(make_site(coranto, RateLimits()))
    for _ in range(LIMITS["sign-in"].many):
        browser.post("/sign-in", "/sign-in", 403, name="Bob", password="x")
    browser.post("/sign-in", "/sign-in", 429, name="Bob", password="x")
    token = re.search(r'name="token" value="([^"]+)"', browser.get("/sign-in"))
    assert token is not None
    answer = browser.client.post("/sign-in", data={"token": token[1], "name": "Bob", "password": "x"})
    assert 0 < int(answer.headers["retry-after"]) <= 300


def test_big_forms_are_refused(person: Person) -> None:
    """A body over the bound is not read to its end."""
    bob = person("Bob")
    assert bob.client.post("/settings", content=b"x=" + b"y" * 7_000_000).status_code == 413
    many = "&".join(f"f{n}=1" for n in range(1000))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert bob.client.post("/settings", content=many, headers=kind).status_code == 400


def test_pictures_are_read_for_our_own_pages_only(app: Starlette) -> None:
    """An address without our signature is not fetched."""
    with TestClient(app) as client:
        site = app.state.site
        address = site.image_address("https://pictures.example/a.png")
        signature = address.partition("?")[0].rpartition("/")[2]
        assert address.startswith("/image/")
        assert client.get(f"/image/{signature}?url=https://other.example/a.png").status_code == 404
        assert client.get("/image/?url=https://pictures.example/a.png").status_code == 404
        assert site.image_address("javascript:alert(1)") == ""
        inside = site.image_address("http://127.0.0.1:1/a.png")
        assert client.get(inside).status_code == 404
    assert replace(site, images=None).image_address("https://pictures.example/a.png") == ""


def test_strange_addresses_are_answered(visitor: Browser) -> None:
    """Nothing that can be put into an address breaks a page."""
    for path in (
        "/article/%00",
        "/article/..%2f..%2fetc",
        "/story/" + "x" * 3000,
        "/hashtag/%F0%9F%98%80",
        "/entity/%22%3E%3Cscript%3E",
        "/search?q=%22",
        "/search?q=" + "(" * 400,
        "/search?q=title:",
        "/quotes?speaker=%25&text=%25_%27",
        "/?page=99999999999",
        "/?page=-1",
        "/latest?page=%D9%A3",
        "/article/post-1?from=1e9&to=-1",
        "/search?since=9999-99-99&until=x",
    ):
        assert visitor.client.get(path).status_code in (200, 301, 400, 404), path
