"""The sheet that says what the figures mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.records.reasons import FLAGS, ORDINARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.reporting.tables import Report

PRACTICE: Final = (
    "A practice quiz shows the right answers while people work, so a pass says that somebody was "
    "active, not what they know. A record quiz shows none, and is graded here."
)
PROOF: Final = (
    "Which record answered what and when, by the clock of the learner's device. It does not "
    "prove who sat at the keyboard."
)
ENROLLED: Final = (
    "The record was made with a personal link, which your key has signed. It says whose link it "
    "was, not who used it."
)
ROSTER: Final = (
    "Everybody active on the roster appears, also without an attempt; so do leavers and "
    "self-declared learners who made one. Names, departments and paths are those of today."
)
NO_ROSTER: Final = (
    "Only people whose record arrived appear here: compare with your own list, or enrol your "
    "people with: course enrol"
)
COMPLETIONS: Final = (
    "One row for each learner and quiz, also for what nobody began. People of the roster have "
    "rows for the quizzes of their path, for the assessment, and for whatever else they did."
)
METHODS: Final = {
    "angoff": "Experts judged, item by item, what somebody who knows just enough can do (Angoff).",
    "policy": "The company decided it.",
    "provisional": "Provisional: it is to be set when there are figures.",
}
UNSTATED: Final = "Nobody has said where this score comes from."
SHEETS: Final = (
    ("Sheet Overview", "One row for each department: how many people are how far in the course."),
    ("Sheet Completions", COMPLETIONS),
    ("Sheet Matrix", "One row for each learner, one column for each quiz; - is not in their path."),
    ("Sheet Attempts", "One row for each attempt that counts, failed ones too."),
    ("Sheet Not counted", "Records that arrived and wait, each with its reason."),
)
WORDS: Final = (
    ("Scores", "Every score was graded again from the responses; scores in files are ignored."),
    ("Lessons", "Reading is not tracked. Only finished quizzes appear here."),
    ("Status: not started", "No attempt has arrived."),
    ("Status: passed", "At least one attempt reached the mastery score."),
    ("Status: failed", "There are attempts, and none reached the mastery score."),
    ("Status: completed", "Finished; the quiz has no mastery score."),
    ("Status: expiring", "Passed, and to be repeated within 60 days."),
    ("Status: expired", "Passed too long ago; to be repeated."),
    ("Best score", "Of all attempts; version, language and flags belong to that attempt."),
    ("Completed", "The first attempt that passed (without a mastery score: the first one)."),
    ("Valid until", "The last day the latest pass counts, where the course is to be repeated."),
    ("Times", "In UTC (universal time), so that all learners can be compared."),
    ("Enrolled", ENROLLED),
    ("Self-declared", FLAGS["self-declared"]),
    ("Not signed", FLAGS["unsigned"]),
    ("Flags", "Reasons to talk to somebody, never verdicts. A flagged attempt counts."),
)


def notes(report: Report) -> tuple[tuple[str, str], ...]:
    """Return (subject, sentence) rows for people who read the workbook without us."""
    return (
        ("Course", report.title),
        ("Course id", report.course),
        ("As of", f"{report.as_of.isoformat()} (UTC); later attempts are left out"),
        *_who_completed(report),
        ("Practice, record", PRACTICE),
        ("What this proves", PROOF),
        *_mastery(report),
        *_possibly_same(report),
        *SHEETS,
        ("People", ROSTER if any(each.person for each in report.learners) else NO_ROSTER),
        *WORDS,
        *((f"Flag: {flag}", text) for flag, text in FLAGS.items() if flag not in ORDINARY),
    )


def _mastery(report: Report) -> Iterator[tuple[str, str]]:
    """Yield who answers for the line between passed and failed, of each record quiz."""
    for quiz in report.quizzes:
        if quiz.kind != "record" or quiz.mastery_score is None:
            continue
        how = METHODS.get(quiz.mastery_method or "", UNSTATED)
        who = "; ".join(f"{one.name}, {one.date.isoformat()}" for one in quiz.mastery_set)
        score = f"{float(quiz.mastery_score):.0%}"
        yield "Mastery score", f"“{quiz.title}”: {score}. {how} {who and f'({who})'}".rstrip()


def _possibly_same(report: Report) -> Iterator[tuple[str, str]]:
    """Yield who may be shown twice: HR can tell, we cannot."""
    for each in report.resemblances:
        who = f"{each.name} ({each.employee_id})" if each.employee_id else each.name
        sentence = (
            f"{who} is enrolled, and somebody of that name is self-declared "
            f"({each.self_declared}). They are shown as two; only you can say if they are one."
        )
        yield "Possibly the same", sentence


def _who_completed(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the answer to the first question, and the warning that it may not be whole."""
    titles = ", ".join(f"“{quiz.title}”" for quiz in report.quizzes if quiz.kind == "record")
    if titles:
        yield "Who completed it?", f"Everybody whose status is passed or expiring in {titles}."
    if report.waiting:
        count = len(report.waiting)
        yield "Not counted", f"{count} in quarantine: see the sheet Not counted before you decide."
