"""HR's list of people: from a CSV file or an Excel workbook to `Person` values."""

from coursewright.records.roster.plan import EnrolmentPlan, plan_enrolment, select_people
from coursewright.records.roster.problems import Problem
from coursewright.records.roster.read import Roster, RosterOptions, read_roster

__all__ = [
    "EnrolmentPlan",
    "Problem",
    "Roster",
    "RosterOptions",
    "plan_enrolment",
    "read_roster",
    "select_people",
]
