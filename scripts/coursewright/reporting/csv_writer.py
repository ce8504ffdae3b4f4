"""The machine profile: RFC 4180, UTF-8 without a byte-order mark, untouched values."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from coursewright.reporting.columns import COMPLETION_COLUMNS, machine_text

if TYPE_CHECKING:
    from coursewright.reporting.tables import Report


def render_csv(report: Report) -> bytes:
    """Return `completions.csv`: one row per learner and quiz.

    Programs read this file, people the workbook: a spreadsheet that opens a CSV would run a name
    such as `=1+1` as a formula.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in COMPLETION_COLUMNS])
    for row in report.completions:
        writer.writerow([machine_text(column.value(row)) for column in COMPLETION_COLUMNS])
    return text.getvalue().encode("utf-8")
