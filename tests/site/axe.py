"""axe-core on a page: every rule of WCAG 2.2 A and AA and the best practices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .building import ROOT
from .steps import SETTLED

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const options = { runOnly: tags, resultTypes: ["violations"] };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, target, any, all, none }) =>
    [id, target.join(" "), html.slice(0, 160), ...[...any, ...all, ...none].map((a) => a.message)]
      .join(" | ")));
}"""


def violations(page: Page, state: str, *, is_at_top: bool = True) -> list[str]:
    """Return what axe finds, one line per rule and element, with the state of the page.

    At the top of the page the sticky header covers nothing that a learner could scroll into view;
    scrolling takes the mouse off what it is over, though.
    """
    if is_at_top:
        page.evaluate("scrollTo(0, 0)")
    page.evaluate(SETTLED)
    return [f"{state}: {line}" for line in page.evaluate(RUN)]
