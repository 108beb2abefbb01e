"""``/article/ID/removal``: the owner deletes an article, and it does not come back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.model import ArticleId, Role
from coranto.pipeline.removing import remove_article
from coranto.web.asking import reader_of, site_of
from coranto.web.forms import Form


def save(request: Request, form: Form) -> Response:  # noqa: ARG001 - every form handler's signature
    """Delete it for good."""
    reader_of(request, Role.OWNER)
    coranto = site_of(request).coranto
    remove_article(coranto.library, ArticleId(request.path_params["article"]), coranto.clock, coranto.groups)
    return RedirectResponse("/", 303)
