"""Coranto: news gathered from many papers, credited, and printed once."""

__version__ = "0.1.0"
