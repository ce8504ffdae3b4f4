"""A learner without a mouse: everything is reached with Tab and worked with keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOST_TABS = 400
# null: the control was drawn anew, and has to be looked up again.
FOCUS = "one => (one.isConnected ? one === document.activeElement : null)"


class KeyboardLearner:
    """Works a page by keyboard alone and knows the keys of the bank it was given."""

    def __init__(self, page: Page, bank: dict[str, Any]) -> None:
        self.page = page
        self.bank = bank

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus."""
        target.wait_for(state="visible")
        # Looked up once: finding a control by its role costs more than all the keys on the way.
        element = target.element_handle()
        for _ in range(MOST_TABS):
            is_here = element.evaluate(FOCUS)
            if is_here is None:
                element = target.element_handle()
                is_here = element.evaluate(FOCUS)
            if is_here:
                return
            self.page.keyboard.press("Tab")
        message = f"Tab never reached {target}"
        raise AssertionError(message)

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Move to a control and press a key on it."""
        self.tab_to(target)
        self.page.keyboard.press(key)

    def follow(self, link: Locator) -> None:
        """Follow a link to a page with another title, and wait until that page stands there.

        After an instant change the address is new before the page is: a key pressed in between
        would still act on the old one.
        """
        title = self.page.locator("h1").first.inner_text()
        self.press(link)
        expect(self.page.locator("h1").first).not_to_have_text(title)

    def respond(self, section: Locator, *, rightly: bool = True) -> None:
        """Respond to the item in a section, with its key or with something else."""
        item = self.bank["items"][section.get_attribute("data-item")]
        work = {
            "choice": self._choose,
            "true-false": self._choose,
            "sequencing": self._order,
            "matching": self._match,
            "fill-in": self._fill,
            "numeric": self._fill,
            "long-fill-in": self._write,
        }[item["interaction"]]
        work(section, item, rightly)

    def _choose(self, section: Locator, item: dict[str, Any], rightly: bool) -> None:  # noqa: FBT001
        best = _chosen(item, rightly=rightly)
        if item["multiple"]:
            for option in best:
                self.press(section.locator(f'input[value="{option}"]'), "Space")
            return
        # A group of radio buttons is one stop for Tab; arrows move inside it.
        inputs = section.locator("input[type=radio]")
        self.tab_to(inputs.first)
        self.page.keyboard.press("Space")
        for _ in range(inputs.count()):
            focused = self.page.evaluate("document.activeElement.value")
            if focused == best[0]:
                return
            self.page.keyboard.press("ArrowDown")
        message = f"the arrows never reached option {best[0]}"
        raise AssertionError(message)

    def _order(self, section: Locator, item: dict[str, Any], rightly: bool) -> None:  # noqa: FBT001
        order = item["key"]["order"] if rightly else item["key"]["order"][::-1]
        for place, wanted in enumerate(order):
            element = section.locator(f'[data-element="{wanted}"]')
            up = element.get_by_role("button", name="Move up")
            while self._place(section, wanted) > place:
                self.press(up)
        keep = section.get_by_role("button", name="Keep this order")
        if keep.is_visible():
            self.press(keep)

    @staticmethod
    def _place(section: Locator, element: str) -> int:
        listed = section.locator("[data-element]").evaluate_all(
            "all => all.map(element => element.dataset.element)"
        )
        return int(listed.index(element))

    def _match(self, section: Locator, item: dict[str, Any], rightly: bool) -> None:  # noqa: FBT001
        for source, target in item["key"]["pairs"].items():
            select = section.locator(f'[data-source="{source}"] select')
            values = select.locator("option").evaluate_all("all => all.map(one => one.value)")
            wanted = target if rightly else next(v for v in values if v not in ("", target))
            self.tab_to(select)
            for _ in values:
                if select.input_value() == wanted:
                    break
                self.page.keyboard.press("ArrowDown")

    def _fill(self, section: Locator, item: dict[str, Any], rightly: bool) -> None:  # noqa: FBT001
        for index, blank in enumerate(item["key"]["blanks"]):
            word = blank["accepted"][0] if "accepted" in blank else blank["low"]
            self.tab_to(section.locator("input.course-blank").nth(index))
            self.page.keyboard.type(word if rightly else "999999")

    def _write(self, section: Locator, _item: dict[str, Any], _rightly: bool) -> None:  # noqa: FBT001
        self.tab_to(section.locator("textarea"))
        self.page.keyboard.type("A sentence of my own.")


def _chosen(item: dict[str, Any], *, rightly: bool) -> list[str]:
    """Return the options that earn the whole item, or one that earns nothing."""
    key = item["key"]
    if "key" in key:
        right = list(key["key"])
        wrong = [option for option in item["options"] if option not in right]
    else:
        worth = {option: _worth(credit) for option, credit in key["credits"].items()}
        right = [max(worth, key=worth.__getitem__)]
        wrong = [option for option, credit in worth.items() if credit == 0]
    return right if rightly else wrong[:1]


def _worth(credit: str) -> float:
    """Return a credit such as `1/2` as a number."""
    above, _, below = credit.partition("/")
    return int(above) / int(below or 1)
