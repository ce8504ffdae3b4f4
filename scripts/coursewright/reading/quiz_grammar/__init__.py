"""The grammar of a bank: Markdown lines in, items out, everything odd reported."""

from __future__ import annotations

from coursewright.reading.quiz_grammar.bank import read_items

__all__ = ["read_items"]
