"""Templates: autoescaped, strict about what is missing, compiled once."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from coranto import __version__
from coranto.app.reading.panel import Evidence
from coranto.app.reading.viewer import ADULT
from coranto.model import ArticleId
from coranto.text.urls import is_web_url
from coranto.web import pictures, words
from coranto.web.asking import SESSION, VARY, VISIT, look_of, site_of, viewer_of
from coranto.web.forms import form_token

RTA = "RTA-5042-1996-1400-1577-RTA"
"""The label by which parental controls know adult pages (rtalabel.org)."""

TYPES = {".css": "text/css", ".js": "text/javascript", ".png": "image/png", ".svg": "image/svg+xml"}
_VISIT_LASTS = 12 * 3600


def make_templates() -> Environment:
    """Return the templates with what they may call."""
    templates = Environment(
        loader=PackageLoader("coranto.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters |= {
        "counted": words.counted,
        "capitalize_first": words.capitalize_first,
        "said": words.said,
        "possessive": words.possessive,
        "web_url": web_url,
        "key": key,
    }
    templates.globals |= {
        "static": static_address,
        "evidence_address": evidence_address,
        "pictures": pictures,
        "words": words,
        "version": __version__,
        "RTA": RTA,
    }
    return templates


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Render a page for the one who asks. ``labels`` among the values rates it."""
    site = site_of(request)
    viewer = viewer_of(request)
    labels = values.get("labels", ())
    text = site.templates.get_template(template).render(
        {
            "viewer": viewer,
            "reader": viewer.reader,
            "look": look_of(request),
            "path": request.url.path,
            "address": _address(request),
            "site_address": str(request.base_url).rstrip("/"),
            "age": lambda at: words.age_tag(at, viewer),
            "moment": lambda at: words.moment_tag(at, viewer),
            "form_token": lambda: form_token(request),
            "speaks": site.coranto.speaker is not None,
            "image": lambda url: site.image_address(url),
            **values,
        }
    )
    response = HTMLResponse(text, status)
    response.headers["Vary"] = VARY
    response.headers["Cache-Control"] = "private, no-cache"
    if isinstance(labels, tuple) and ADULT in labels:
        response.headers["Rating"] = RTA
    if viewer.bound:
        response.headers["Preference-Applied"] = "safe"
    visit = getattr(request.state, "visit", "")
    if visit and SESSION not in request.cookies:
        set_cookie(response, request, VISIT, visit, _VISIT_LASTS)
    return response


def set_cookie(response: Response, request: Request, name: str, value: str, lasts: int) -> None:
    """Set a cookie that scripts cannot read and other sites do not send."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=lasts, httponly=True, samesite="lax", secure=secure)


def _address(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query


def key(value: str) -> str:
    """Return a name's key as one segment of an address."""
    return quote(value, safe="")


def web_url(url: str) -> str:
    """Return an address of the outside if it is http(s), else nothing: no ``javascript:`` gets into a link."""
    return url if is_web_url(url) else ""


def evidence_address(evidence: Evidence, here: ArticleId | None = None) -> str:
    """Return where a span can be read: on this page by its sentence, else on its article's page, marked."""
    span = evidence.span
    if span.article == here and evidence.sentence:
        return f"#s{evidence.sentence}"
    return f"/article/{key(span.article)}?from={span.start}&to={span.end}#evidence"


@cache
def static_files() -> dict[str, tuple[bytes, str]]:
    """Return every file of ``static/``: name -> (bytes, media type)."""
    found = {}
    for file in files("coranto.web").joinpath("static").iterdir():
        suffix = file.name[file.name.rfind(".") :]
        if suffix in TYPES:
            found[file.name] = (file.read_bytes(), TYPES[suffix])
    return found


@cache
def static_address(name: str) -> str:
    """Return a static file's address, which changes with its content."""
    return f"/static/{name}?v={hashlib.sha256(static_files()[name][0]).hexdigest()[:12]}"
