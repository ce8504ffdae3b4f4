"""Handouts: the course on paper, from the same values as the site. Pure: values in, HTML out."""

from coursewright.rendering.handouts.make import (
    KINDS,
    Handout,
    HandoutKind,
    Order,
    Paper,
    make_handouts,
)

__all__ = ["KINDS", "Handout", "HandoutKind", "Order", "Paper", "make_handouts"]
