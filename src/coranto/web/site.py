"""The site: pages over one Coranto, as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from coranto.app.accounts import Accounts
from coranto.app.images import open_images
from coranto.app.limits import RateLimits
from coranto.app.listening import Listening
from coranto.app.reading.insights import Insights
from coranto.app.service import Coranto
from coranto.app.talk import Talk
from coranto.errors import CorantoError
from coranto.web import failures
from coranto.web.asking import Site
from coranto.web.forms import LARGEST_FORM
from coranto.web.render import make_templates
from coranto.web.routes import routes
from coranto.web.security import SecurityHeaders


def make_site(coranto: Coranto, limits: RateLimits | None = None) -> Starlette:
    """Return the pages of one Coranto; the caller closes it. There are pictures while the lifespan lasts."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with open_images(coranto) as images:
            app.state.site = replace(app.state.site, images=images)
            yield

    app = Starlette(
        lifespan=lifespan,
        routes=routes(),
        middleware=[Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={
            CorantoError: failures.on_error,
            404: failures.on_status,
            405: failures.on_status,
            400: failures.on_status,
            413: failures.on_status,
            Exception: failures.on_crash,
        },
        max_body_size=LARGEST_FORM,
    )
    app.state.site = Site(
        coranto=coranto,
        accounts=Accounts(coranto.library, coranto.clock),
        talk=Talk(coranto.library, coranto.clock),
        limits=limits or RateLimits(),
        insights=Insights(coranto),
        listening=Listening(coranto),
        templates=make_templates(),
    )
    return app
