"""Reads a course from disk: strict, with a place for every value, and never with a traceback."""

from __future__ import annotations

from coursewright.reading.course import read_course
from coursewright.reading.published import read_published
from coursewright.reading.reviews import read_reviews

__all__ = ["read_course", "read_published", "read_reviews"]
