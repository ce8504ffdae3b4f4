from __future__ import annotations

from dataclasses import replace

import pytest
from tests.generating.builders import SPAN, course, module

from coursewright.model import Course, Path, Published
from coursewright.rendering.context import Context
from coursewright.rendering.module_order import order_modules
from coursewright.rendering.paths import module_places, paths_of, render_paths

NAMES = ("m01", "m02", "m03", "m04", "m05", "m06")


def path(name: str, modules: str, optional: str = "") -> Path:
    """Return a path from module numbers: `124`."""
    ids = [tuple(f"m0{number}" for number in numbers) for numbers in (modules, optional)]
    return Path(name, name.capitalize(), ids[0], SPAN, ids[1], f"For {name}.")


def with_paths(*paths: Path) -> Course:
    """Return a course of six modules with these paths."""
    modules = [replace(module(name), title=f"Title {name}") for name in NAMES]
    return replace(course(modules=modules), paths=paths)


@pytest.mark.parametrize(
    ("paths", "order"),
    [
        ((), "123456"),
        (("126",), "126345"),
        (("126", "1256", "1346"), "123456"),
        (("612",), "612345"),
        (("4321", "1234"), "432156"),
        (("26", "314"), "231465"),
    ],
)
def test_modules_stand_in_an_order_of_all_paths(paths: tuple[str, ...], order: str) -> None:
    """Paths that come first are right; then the files are; modules of no path stand last."""
    found = order_modules(with_paths(*(path(f"p{at}", each) for at, each in enumerate(paths))))

    assert "".join(module.id[-1] for module in found) == order


def test_the_home_page_lists_paths_where_there_is_a_choice() -> None:
    """Each path has its sentence, its amount and its modules; one path alone needs no list."""
    one, two = path("front", "126"), path("lead", "136", "4")
    text = render_paths(Context(with_paths(one, two), (), Published()))

    assert render_paths(Context(with_paths(one), (), Published())) == ""
    assert "For lead." in text
    assert text.count("3 modules") == 2
    assert "Recommended, too:" in text
    assert text.count("Title m04") == 1


def test_a_module_says_where_it_belongs() -> None:
    """What it comes after, whose path asks for it and whose recommends it."""
    value = with_paths(path("front", "126"), path("lead", "136", "2"))
    second = replace(value.modules[1], after=("m01",))
    value = replace(value, modules=(value.modules[0], second, *value.modules[2:]))

    assert module_places(Context(value, (), Published()), second) == [
        "Best after: Title m01",
        "On the paths: Front",
        "Recommended on: Lead",
    ]


def test_the_menu_is_told_whose_a_module_is() -> None:
    """A module names the paths that ask for it or recommend it; where all take one path, none."""
    one, two = path("front", "126"), path("lead", "136", "2")
    both, single = (Context(with_paths(*paths), (), Published()) for paths in ((one, two), (one,)))

    assert [paths_of(both, module) for module in both.course.modules[:4]] == [
        ("front", "lead"),
        ("front", "lead"),
        ("lead",),
        (),
    ]
    assert {paths_of(single, module) for module in single.course.modules} == {()}
