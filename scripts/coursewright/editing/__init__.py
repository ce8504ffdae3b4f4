"""Safe edits of a course's source: planned as values, tried on a copy, then written whole.

Every byte that an edit does not name stays as it is.
"""

from coursewright.editing.approve import Approving, plan_approval
from coursewright.editing.plan import Plan
from coursewright.editing.rename import plan_rename
from coursewright.editing.retire import plan_retirement

__all__ = ["Approving", "Plan", "plan_approval", "plan_rename", "plan_retirement"]
