"""The sample edition: fictional sites, served on loopback and taken in like the live web."""

from coranto.demo.edition import TrueArticle, truth
from coranto.demo.server import DEFAULT_PORT, Sites, start_sites

__all__ = ["DEFAULT_PORT", "Sites", "TrueArticle", "start_sites", "truth"]
