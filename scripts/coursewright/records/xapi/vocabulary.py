"""Names of xAPI that we write and read: verbs, activity types, and our one extension."""

from __future__ import annotations

from typing import Final

ANSWERED: Final = "http://adlnet.gov/expapi/verbs/answered"
COMPLETED: Final = "http://adlnet.gov/expapi/verbs/completed"
FAILED: Final = "http://adlnet.gov/expapi/verbs/failed"
PASSED: Final = "http://adlnet.gov/expapi/verbs/passed"
VOIDED: Final = "http://adlnet.gov/expapi/verbs/voided"
"""Reserved by the specification (Data 2.3.2)."""

ENDING_VERBS: Final = (PASSED, FAILED, COMPLETED)
"""Verbs of the statements that may carry an attempt record."""

INTERACTION: Final = "http://adlnet.gov/expapi/activities/cmi.interaction"
ASSESSMENT: Final = "http://adlnet.gov/expapi/activities/assessment"
COURSE: Final = "http://adlnet.gov/expapi/activities/course"

ATTEMPT_EXTENSION: Final = "https://coursewright.example/xapi/attempt/1"
"""Key of `result.extensions` under which a statement carries a whole attempt record. An IRI is a
name; nothing needs to be at the address."""

VERSION: Final = "1.0.3"
"""What we answer in `X-Experience-API-Version` (Communication 3.3)."""
STATEMENT_VERSION: Final = "1.0.0"
"""What a stored statement says when it said nothing (Data 2.4.10)."""
