"""The JSON a quiz carries in its page: its form, its keys where it may have them, and links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coursewright.generating.forms import key_form
from coursewright.rendering.context import CERTIFICATE, HOME, RECORD

if TYPE_CHECKING:
    from coursewright.model import Pool
    from coursewright.rendering.context import Context


def quiz_data(context: Context, pool: Pool, form: dict[str, Any], page: str) -> dict[str, Any]:
    """Return the page data of a quiz.

    Args:
        context: the course.
        pool: the quiz.
        form: its public form.
        page: `src_uri` of the page it stands on; links start there.
    """
    is_record = pool.quiz.kind == "record"
    return {
        "form": form,
        "keys": _keys(context, pool),
        "attestation": context.course.attestation if is_record else None,
        "links": {
            "record": context.url(RECORD, page),
            "certificate": context.url(CERTIFICATE, page),
            "home": context.url(HOME, page),
        },
        "lessons": _lessons(context, pool, page),
    }


def page_json(value: Any) -> str:
    """Return JSON on one line that is the same text in a `<template>` and in a `<script>`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _keys(context: Context, pool: Pool) -> dict[str, Any] | None:
    """Return the keys of the items whose bank is open; None when the quiz itself is sealed."""
    if pool.quiz.id in context.sealed_banks:
        return None
    sealed = {item.full_id for item in pool.items if item.bank in context.sealed_banks}
    keys = key_form(pool, context.course)
    return {full_id: key for full_id, key in keys.items() if full_id not in sealed}


def _lessons(context: Context, pool: Pool, page: str) -> dict[str, Any]:
    """Return objective id -> the lesson to read again."""
    found = {}
    for objective in sorted({item.objective for item in pool.items if item.objective}):
        lesson = context.objective_lesson.get(objective)
        if lesson:
            href = context.url(lesson.page.path, page)
            found[objective] = {"title": lesson.title, "href": href}
    return found
