"""Role paths on the pages: what each asks for, and where a module belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.context import HOME
from coursewright.rendering.stage import Stage, attributes, escape
from coursewright.rendering.texts import amount, duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.model import Course, Module, Path
    from coursewright.rendering.context import Context


def has_paths(course: Course) -> bool:
    """Say whether learners choose between paths: with one, nobody has to be told about it."""
    return len(course.paths) > 1


def paths_of(context: Context, module: Module) -> tuple[str, ...]:
    """Return the ids of the paths that ask for a module or recommend it; () for one path."""
    paths = context.course.paths if has_paths(context.course) else ()
    return tuple(path.id for path in paths if path.offers(module.id))


def render_paths(context: Context) -> str:
    """Return the list of paths for the home page, readable without JavaScript; "" for one path."""
    course, texts = context.course, context.texts
    if not has_paths(course):
        return ""
    stage = Stage("course-paths", {"class": "course-paths", "data-course": course.id}, HOME)
    stage.raw(
        f'<h2 id="paths">{escape(texts.paths_title)}</h2><p>{escape(texts.paths_text)}</p>'
        f'<ul class="course-paths__list">'
    )
    for path in course.paths:
        stage.raw(_entry(context, path))
    stage.raw("</ul>")
    return stage.line()


def _entry(context: Context, path: Path) -> str:
    texts = context.texts
    modules = _named(context, path.modules)
    values = attributes(
        {
            "class": "course-path",
            "data-path": path.id,
            "data-modules": " ".join(path.modules),
            "data-optional": " ".join(path.optional),
        }
    )
    count = amount(texts.module, texts.modules, len(modules))
    minutes = duration(texts, sum(module.minutes for module in modules))
    rows = "".join(f"<li>{_link(context, module)}</li>" for module in modules)
    optional = ", ".join(_link(context, module) for module in _named(context, path.optional))
    more = f"<p>{escape(texts.path_optional)} {optional}</p>" if optional else ""
    return (
        f'<li{values}><h3 class="course-path__title">{escape(path.title)}</h3>'
        f'<p class="course-path__summary">{escape(path.summary)}</p>'
        f'<p class="course-path__facts">{escape(f"{count} · {minutes}")}</p>'
        f'<details class="course-path__modules">'
        f"<summary>{escape(texts.path_modules.format(path=path.title))}</summary>"
        f"<ol>{rows}</ol>{more}</details></li>"
    )


def _named(context: Context, names: Sequence[str]) -> list[Module]:
    found = {module.id: module for module in context.modules}
    return [found[name] for name in names if name in found]


def _link(context: Context, module: Module) -> str:
    href = attributes({"href": context.url(module.page.path, HOME)})
    return f"<a{href}>{escape(module.title)}</a>"


def module_places(context: Context, module: Module) -> list[str]:
    """Return plain sentences: what a module comes after, and the paths it belongs to."""
    texts, paths = context.texts, context.course.paths
    rows = []
    if module.after:
        titles = _joined(each.title for each in _named(context, module.after))
        rows.append(texts.comes_after.format(modules=titles))
    if has_paths(context.course):
        asked = [path.title for path in paths if module.id in path.modules]
        offered = [path.title for path in paths if module.id in path.optional]
        if asked:
            rows.append(texts.on_paths.format(paths=_joined(asked)))
        if offered:
            rows.append(texts.optional_on_paths.format(paths=_joined(offered)))
    return rows


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)
