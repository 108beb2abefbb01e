"""One page, fetched as its site allows."""

from __future__ import annotations

from coranto.fetch.robots import Robots
from coranto.model import Capture
from coranto.ports.outside import Fetcher


async def fetch_page(url: str, fetcher: Fetcher, robots: Robots | None = None) -> Capture:
    """Return a page. Robots rules are those of the address asked for and of the one that answers.

    Raises:
        FetchError: the guard, robots.txt or the server says no, or it did not answer.
        InputTooLarge: the page is over the bound.
    """
    robots = robots or Robots(fetcher)
    await robots.check(url)
    capture = await fetcher.fetch(url)
    if capture.final_url and capture.final_url != url:
        await robots.check(capture.final_url)
    return capture
