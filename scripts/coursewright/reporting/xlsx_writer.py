"""The workbook for people: filterable, formula-safe, reproducible for one ledger and date."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from coursewright.records.grading import score_text
from coursewright.records.reasons import remarkable
from coursewright.reporting.columns import (
    ATTEMPT_COLUMNS,
    COMPLETION_COLUMNS,
    NO_NAME,
    OVERVIEW_COLUMNS,
    WAITING_COLUMNS,
    machine_text,
)
from coursewright.reporting.notes import notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from coursewright.reporting.columns import Column
    from coursewright.reporting.tables import Report

# Names come from learners: nothing they typed may become a formula, a link or a number.
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MAX_HEADER: Final = 200
WRAPPED_FROM: Final = 60
COLORS: Final = (
    (("passed", "completed"), "#E2F0D9", "#1E4620"),
    (("expiring",), "#FFF2CC", "#5C4300"),
    (("failed", "expired"), "#FCE4E4", "#7A1F1F"),
)
MATRIX_LEAD: Final = (("Name", 26), ("Employee id", 13), ("Department", 18), ("Learner id", 24))
NOT_IN_PATH: Final = "-"


def render_xlsx(report: Report) -> bytes:
    """Return `completions.xlsx`: Overview, Completions, Matrix, Attempts, Not counted, Notes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - heavy, and only reports need it

    target = io.BytesIO()
    with Workbook(target, OPTIONS) as workbook:
        # A fixed time of creation makes the bytes reproducible.
        created = datetime.combine(report.as_of, time())
        workbook.set_properties({"title": report.title, "created": created})
        book = _Book(workbook, report)
        book.add_table("Overview", OVERVIEW_COLUMNS, report.overview)
        book.add_table("Completions", COMPLETION_COLUMNS, report.completions)
        book.add_matrix()
        book.add_table("Attempts", ATTEMPT_COLUMNS, report.attempts)
        book.add_table("Not counted", WAITING_COLUMNS, report.waiting)
        book.add_notes()
    return target.getvalue()


class _Book:
    """A workbook with its formats."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._workbook = workbook
        self._report = report
        self._header = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F2F2F2"}
        )
        self._percent = workbook.add_format({"num_format": "0.0%"})
        self._date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._time = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._missing = workbook.add_format({"italic": True, "font_color": "#595959"})
        self._colors = [
            (words, workbook.add_format({"bg_color": paper, "font_color": ink}))
            for words, paper, ink in COLORS
        ]

    def add_table(self, name: str, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
        """Add a sheet with one row per value."""
        heads = [(column.title, column.width) for column in columns]
        sheet = self._sheet(name, heads, len(rows), frozen=1)
        for number, row in enumerate(rows, start=1):
            for at, column in enumerate(columns):
                self._write(sheet, number, at, column.value(row), column.blank)
        for at, column in enumerate(columns):
            if column.name == "status":
                self._color(sheet, len(rows), at, at)

    def add_matrix(self) -> None:
        """Add learner x quiz: the status of each."""
        quizzes = self._report.quizzes
        heads = list(MATRIX_LEAD)
        for quiz in quizzes:
            title = f"{quiz.module} {quiz.module_title}" if quiz.module_title else quiz.title
            heads.append((f"{title} ({quiz.kind})", 18))
        statuses = {
            (done.learner.learner, done.quiz): done.status for done in self._report.completions
        }
        learners = self._report.learners
        sheet = self._sheet("Matrix", heads, len(learners), frozen=1)
        for number, learner in enumerate(learners, start=1):
            person = learner.person
            lead = (
                learner.name,
                person.employee_id if person else "",
                person.department if person else "",
                learner.learner,
            )
            found = [statuses.get((learner.learner, quiz.id), NOT_IN_PATH) for quiz in quizzes]
            for at, value in enumerate((*lead, *found)):
                self._write(sheet, number, at, value or None, "" if at else NO_NAME)
        if quizzes:
            self._color(sheet, len(learners), len(MATRIX_LEAD), len(heads) - 1)

    def add_notes(self) -> None:
        """Add the sheet that explains the others."""
        rows = notes(self._report)
        sheet = self._sheet("Notes", (("Subject", 24), ("Meaning", 100)), 0, frozen=0)
        for number, row in enumerate(rows, start=1):
            for at, text in enumerate(row):
                sheet.write_string(number, at, text, self._wrapped)

    def _sheet(
        self, name: str, heads: Sequence[tuple[str, int]], rows: int, *, frozen: int
    ) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        for at, (title, width) in enumerate(heads):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title, self._header)
        sheet.freeze_panes(1, frozen)
        if rows:
            sheet.autofilter(0, 0, rows, len(heads) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        # "&" starts a code in a page header.
        title = self._report.title[:MAX_HEADER].replace("&", "&&")
        sheet.set_header(f"&L{title}&R{self._report.as_of.isoformat()}"[:255])
        sheet.set_footer("&R&P / &N")
        return sheet

    def _write(self, sheet: Worksheet, row: int, column: int, value: Any, blank: str) -> None:
        match value:
            case None if blank:
                sheet.write_string(row, column, blank, self._missing)
            case None:
                sheet.write_blank(row, column, None)
            case tuple():
                sheet.write_string(row, column, ", ".join(remarkable(value)))
            case bool():
                sheet.write_string(row, column, "yes" if value else "no")
            case Fraction():
                sheet.write_number(row, column, float(score_text(value)), self._percent)
            case int():
                sheet.write_number(row, column, value)
            case datetime():
                naive = value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
                self._write_date(sheet, row, column, naive, self._time)
            case date():
                self._write_date(sheet, row, column, datetime.combine(value, time()), self._date)
            case _:
                text = machine_text(value)
                style = self._wrapped if len(text) > WRAPPED_FROM else None
                sheet.write_string(row, column, text, style)

    def _write_date(
        self, sheet: Worksheet, row: int, column: int, moment: datetime, style: Format
    ) -> None:
        # Workbooks count days from 1900; an absurd device clock is shown as text.
        if moment.year < 1900:
            sheet.write_string(row, column, moment.isoformat())
        else:
            sheet.write_datetime(row, column, moment, style)

    def _color(self, sheet: Worksheet, rows: int, first: int, last: int) -> None:
        if not rows:
            return
        for words, style in self._colors:
            for word in words:
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style}
                sheet.conditional_format(1, first, rows, last, rule)
