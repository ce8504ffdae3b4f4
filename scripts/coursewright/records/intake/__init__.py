"""The intake: a small web service that takes attempt records and xAPI statements into the ledger.

Whatever it acknowledges is in the ledger, durably; whatever it does not, the learner's browser
still has and sends again.
"""

from coursewright.records.intake.app import create_app
from coursewright.records.intake.settings import CourseState, IntakeSettings, Limits

__all__ = ["CourseState", "IntakeSettings", "Limits", "create_app"]
