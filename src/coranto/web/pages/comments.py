"""Comments: post, reply, edit, delete, report, and what moderators do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coranto.app.problems import sentence_of
from coranto.app.reading.talk import comment_line
from coranto.app.talk import LONGEST
from coranto.errors import InputError
from coranto.model import ArticleId, Comment, CommentId, CommentState, Role
from coranto.web.asking import reader_of, site_of, viewer_of
from coranto.web.forms import Form
from coranto.web.render import key, page

ACTIONS = ("reply", "edit", "delete", "report")
_QUEUE = 100


def post(request: Request, form: Form) -> Response:
    """Write a comment under an article, or a reply."""
    reader = reader_of(request)
    article = ArticleId(request.path_params["article"])
    parent = CommentId(form["parent"]) if form["parent"] else None
    return _back(site_of(request).talk.post(reader, article, form["text"], parent))


def ask(request: Request, problem: str = "", typed: str = "") -> Response:
    """Show the form for one thing to do with a comment."""
    reader_of(request)
    action = request.path_params["action"]
    comment = _comment(request)
    text = typed or (comment.text if action == "edit" else "")
    return page(
        request,
        "comment.html",
        400 if problem else 200,
        action=action,
        article=site_of(request).coranto.library.articles.get(comment.article),
        line=comment_line(comment, viewer_of(request)),
        text=text,
        longest=LONGEST,
        problem=problem,
    )


def act(request: Request, form: Form) -> Response:
    """Do it; a text that cannot be taken comes back with what is wrong."""
    reader, talk, comment = reader_of(request), site_of(request).talk, _comment(request)
    action = request.path_params["action"]
    try:
        if action == "reply":
            return _back(talk.post(reader, comment.article, form["text"], comment.id))
        if action == "edit":
            talk.edit(reader, comment.id, form["text"])
        elif action == "delete":
            talk.delete(reader, comment.id)
        else:
            talk.report(reader, comment.id, form["text"])
    except InputError as error:
        return ask(request, sentence_of(error), form["text"])
    return _back(comment)


def moderation(request: Request) -> Response:
    """Show what readers reported."""
    reader_of(request, Role.MODERATOR)
    viewer = viewer_of(request)
    library = site_of(request).coranto.library
    reported = library.comments.reported(_QUEUE)
    articles = {one.id: one for one in library.articles.get_many([comment.article for comment in reported])}
    lines = [(comment_line(comment, viewer), articles.get(comment.article)) for comment in reported]
    return page(request, "moderation.html", lines=lines)


def moderate(request: Request, form: Form) -> Response:
    """Hide a comment, or show it and settle its reports."""
    reader = reader_of(request, Role.MODERATOR)
    comment = _comment(request)
    site_of(request).talk.moderate(reader, comment.id, form["state"] == CommentState.SHOWN)
    return RedirectResponse("/moderation", 303) if form["back"] == "/moderation" else _back(comment)


def _comment(request: Request) -> Comment:
    return site_of(request).coranto.library.comments.get(CommentId(request.path_params["comment"]))


def _back(comment: Comment) -> Response:
    return RedirectResponse(f"/article/{key(comment.article)}#c-{key(comment.id)}", 303)
