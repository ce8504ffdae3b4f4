"""A trainer's work on a bank between two visits of a learner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .building import build, copy_course

if TYPE_CHECKING:
    from pathlib import Path

NEW_ITEM = """## Which item is new? { #brand-new objective=m04.o1 evidence="resolved.01.f1" }

- [x] This one
    > Yes. It came last and stands first.
- [ ] The one below
    > No, that one was there before.
- [ ] The one at the end
    > No, that one was there before.

!!! rationale
    It was not here yesterday.

"""


class Edited:
    """A copy of the course in which a trainer works on the RESOLVED bank."""

    def __init__(self, root: Path) -> None:
        self.root = copy_course(root)
        self.bank = self.root / "quizzes" / "resolved.md"
        head, *items = re.split(
            r"^(?=## )", self.bank.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        self.head = head
        self.items = items

    def own(self, ids: list[str]) -> list[str]:
        """Return those of the ids that stand in this bank."""
        return [one for one in ids if any(self._is(item, one) for item in self.items)]

    @staticmethod
    def _is(item: str, full_id: str) -> bool:
        return re.search(rf"\{{ #{re.escape(full_id.split('/')[1])} ", item) is not None

    def mend_typo(self, full_id: str) -> None:
        """Change the wording of a stem."""
        self._edit(full_id, re.compile(r"^## "), "## Mended: ")

    def revise(self, full_id: str) -> None:
        """Say that an item has a new meaning."""
        self._edit(full_id, re.compile(r" objective="), " revision=2 objective=")

    def _edit(self, full_id: str, old: re.Pattern[str], new: str) -> None:
        [place] = [at for at, item in enumerate(self.items) if self._is(item, full_id)]
        self.items[place] = old.sub(new, self.items[place], count=1)

    def publish(self, out: Path, url: str) -> Path:
        """Insert an item at the top, swap the first two of the others, and build."""
        first, second, *others = self.items
        text = "".join([self.head, NEW_ITEM, second, first, *others])
        self.bank.write_text(text, encoding="utf-8")
        return build(self.root, out, COURSE_SITE_URL=url)
