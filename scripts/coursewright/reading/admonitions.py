"""Names of the boxes that Material draws (`!!! tip`)."""

from __future__ import annotations

ADMONITIONS = (
    "note",
    "abstract",
    "summary",
    "info",
    "tip",
    "success",
    "question",
    "warning",
    "caution",
    "failure",
    "danger",
    "error",
    "bug",
    "example",
    "quote",
)
