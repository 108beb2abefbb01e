"""``/article/ID/labels``: the owner decides what an article is rated."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.model import ArticleId, Role
from coranto.web.asking import reader_of, site_of
from coranto.web.forms import Form
from coranto.web.render import key

_MOST = 10
_LONGEST = 40


def save(request: Request, form: Form) -> Response:
    """Keep the labels; annotation does not change them again."""
    reader_of(request, Role.OWNER)
    article = ArticleId(request.path_params["article"])
    given = (part.strip().lower()[:_LONGEST] for part in form["labels"].split(","))
    labels = list(dict.fromkeys(part for part in given if part.isprintable() and part))[:_MOST]
    library = site_of(request).coranto.library
    library.articles.get(article)
    library.articles.set_labels(article, labels)
    return RedirectResponse(f"/article/{key(article)}", 303)
