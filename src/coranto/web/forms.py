"""Posted forms: bounded, and checked to come from a page that we gave to the one who posts."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from coranto.errors import NotAllowed
from coranto.web.asking import SESSION, VISIT, site_of, spend

TOKEN = "token"  # noqa: S105 - the name of the field, not its value
LARGEST_FIELD = 256 * 1024
LARGEST_FORM = 6 * 1024 * 1024
_FIELDS = 40


@dataclass(frozen=True, slots=True)
class Form:
    """A form's fields as text, and one uploaded file."""

    fields: dict[str, str]
    file: bytes = b""

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "").strip()


def posted(
    handler: Callable[[Request, Form], Response], limit: str = "write"
) -> Callable[[Request], Awaitable[Response]]:
    """Wrap what a form does: rate limit, token, then the handler in a worker thread."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=1, max_fields=_FIELDS, max_part_size=LARGEST_FIELD) as sent:
            fields = {name: value for name, value in sent.items() if isinstance(value, str)}
            uploads = [value for value in sent.values() if isinstance(value, UploadFile)]
            form = Form(fields, await uploads[0].read() if uploads else b"")
        return await run_in_threadpool(_checked, request, form)

    def _checked(request: Request, form: Form) -> Response:
        spend(request, limit)
        _refuse_other_sites(request)
        site_of(request).accounts.check_form(form_subject(request), form[TOKEN])
        return handler(request, form)

    return endpoint


def form_subject(request: Request) -> str:
    """Return what a form's token is bound to: the session, or the visit of someone without one."""
    return request.cookies.get(SESSION) or request.cookies.get(VISIT, "")


def form_token(request: Request) -> str:
    """Return a token for a form on the page that answers this request; a visit is opened where there is none."""
    subject = form_subject(request) or getattr(request.state, "visit", "")
    if not subject:
        subject = request.state.visit = secrets.token_urlsafe(18)
    return site_of(request).accounts.form_token(subject)


def _refuse_other_sites(request: Request) -> None:
    """Browsers say where a request comes from (Fetch Metadata); the token decides where they do not."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise NotAllowed("forms are taken from this site's own pages only")
