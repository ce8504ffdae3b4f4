"""The order in which the course shows its modules, whatever path a learner takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.model import Course, Module


def order_modules(course: Course) -> tuple[Module, ...]:
    """Return the modules in an order that fits every path, as far as the paths agree.

    The first path gives the frame; what further paths add stands right after the module that
    comes before it there. Modules of no path, or only recommended ones, keep their place among
    the files.
    """
    order: list[str] = []
    for path in course.paths:
        place = 0
        for name in path.modules:
            if name in order:
                place = max(place, order.index(name) + 1)
            else:
                order.insert(place, name)
                place += 1
    files = [module.id for module in course.modules]
    for at, name in enumerate(files):
        if name not in order:
            before = [order.index(other) for other in files[:at] if other in order]
            order.insert(max(before, default=-1) + 1, name)
    place_of = {name: at for at, name in enumerate(order)}
    return tuple(sorted(course.modules, key=lambda module: place_of[module.id]))
