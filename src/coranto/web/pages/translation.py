"""``/article/ID/translation``: an article in another language, by the owner's model."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.assisting import LANGUAGES, translate
from coranto.app.reading.article import read_article
from coranto.model import ArticleId
from coranto.web.asking import reader_of, site_of, spend, viewer_of
from coranto.web.render import page


def show(request: Request) -> Response:
    """Offer the languages; with ``?to=`` show the translation. For people with an account: a model's time is spent."""
    reader_of(request)
    coranto, asked = site_of(request).coranto, ArticleId(request.path_params["article"])
    found = read_article(coranto.library, viewer_of(request), asked, None)
    language = request.query_params.get("to", "")
    if language:
        spend(request, "translation")
    return page(
        request,
        "translation.html",
        line=found.line,
        labels=found.line.labels,
        languages=LANGUAGES,
        language=language,
        paragraphs=translate(coranto, asked, language) if language else (),
        model=coranto.model.name if coranto.model else "",
    )
