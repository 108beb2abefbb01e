"""``/article/ID``: one article with all that belongs to it."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.assisting import offers_translation
from coranto.app.reading.article import read_article
from coranto.model import ArticleId
from coranto.web.asking import site_of, viewer_of
from coranto.web.render import page


def show(request: Request) -> Response:
    """Show the article. ``?from=&to=`` marks that range of its text; ``?show=1`` lifts safe reading for once."""
    viewer = viewer_of(request)
    if request.query_params.get("show") == "1" and not viewer.bound:
        viewer = replace(viewer, safe=False)
    asked = ArticleId(request.path_params["article"])
    coranto = site_of(request).coranto
    found = read_article(coranto.library, viewer, asked, _evidence(request))
    translates = viewer.reader is not None and offers_translation(coranto)
    return page(request, "article.html", article=found, labels=found.line.labels, translates=translates)


def _evidence(request: Request) -> tuple[int, int] | None:
    given = (request.query_params.get("from", ""), request.query_params.get("to", ""))
    if not all(one.isdecimal() and len(one) < 9 for one in given):
        return None
    return int(given[0]), int(given[1])
