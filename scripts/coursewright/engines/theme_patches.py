"""Small corrections of the theme's templates, made while they are loaded.

Each patch names the text it replaces; when an upgrade of the theme has changed that text, the
build stops with the patch's name instead of silently shipping an inaccessible page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Patch:
    """One replacement in one template."""

    template: str
    why: str
    old: str
    new: str


_TOGGLE: Final = (
    '<button type="button" class="md-header__button md-icon course-toggle" '
    'data-course-toggle="{toggle}" aria-expanded="false" aria-label="{label}">'
)

# Without JavaScript only the theme's own label opens the menu; the style sheet shows one of them.
_LABEL: Final = (
    '<label class="md-header__button md-icon course-toggle-nojs" for="{toggle}" title="{label}">'
)

PATCHES: Final = (
    *(
        Patch(
            "base.html",
            "autocomplete is not allowed on check boxes, and the boxes are no controls for people",
            f'type="checkbox" id="__{toggle}" autocomplete="off">',
            f'type="checkbox" id="__{toggle}" tabindex="-1" aria-hidden="true">',
        )
        for toggle in ("drawer", "search")
    ),
    Patch(
        "base.html",
        "every page needs the skip link, also those without headings",
        """      {% if page.toc | first is defined %}
        {% set skip = page.toc | first %}
        <a href="{{ skip.url | url }}" class="md-skip">
          {{ lang.t("action.skip") }}
        </a>
      {% endif %}""",
        """      <a href="#course-main" class="md-skip">{{ lang.t("action.skip") }}</a>""",
    ),
    Patch(
        "base.html",
        "the skip link's target: behind the menu, which stands inside <main>",
        '<div class="md-content" data-md-component="content">',
        '<div class="md-content" data-md-component="content" id="course-main" tabindex="-1">',
    ),
    Patch(
        "base.html",
        "an article's script runs again after an instant page change",
        """                {% block content %}
                  {% include "partials/content.html" %}
                {% endblock %}""",
        """                {% block content %}
                  {% include "partials/content.html" %}
                {% endblock %}
                {% if page.meta and page.meta.course_bundle %}
                  <script src="{{ config.extra.course_scripts.delivery | url }}" defer></script>
                  <script src="{{ config.extra.course_scripts[page.meta.course_bundle] | url }}" \
defer></script>
                {% endif %}""",
    ),
    Patch(
        "base.html",
        "style sheets only on pages that need them",
        "    {% block extrahead %}{% endblock %}",
        """    {% block extrahead %}{% endblock %}
    {% if page.meta and page.meta.course_bundle %}
      <link rel="stylesheet" href="{{ config.extra.course_style | url }}">
      {% set more = config.extra.course_more_styles[page.meta.course_bundle] %}
      {% if more %}<link rel="stylesheet" href="{{ more | url }}">{% endif %}
    {% endif %}""",
    ),
    Patch(
        "partials/header.html",
        "the menu opens by keyboard",
        """    <label class="md-header__button md-icon" for="__drawer">
      {% set icon = config.theme.icon.menu or "material/menu" %}
      {% include ".icons/" ~ icon ~ ".svg" %}
    </label>""",
        f"""    {_TOGGLE.format(toggle="__drawer", label="{{ lang.t('nav') }}")}
      {{% set icon = config.theme.icon.menu or "material/menu" %}}
      {{% include ".icons/" ~ icon ~ ".svg" %}}
    </button>
    {_LABEL.format(toggle="__drawer", label="{{ lang.t('nav') }}")}
      {{% include ".icons/" ~ icon ~ ".svg" %}}
    </label>""",
    ),
    Patch(
        "partials/header.html",
        "the search opens by keyboard",
        """        <label class="md-header__button md-icon" for="__search">
          {% set icon = config.theme.icon.search or "material/magnify" %}
          {% include ".icons/" ~ icon ~ ".svg" %}
        </label>""",
        f"""        {_TOGGLE.format(toggle="__search", label="{{ lang.t('search') }}")}
          {{% set icon = config.theme.icon.search or "material/magnify" %}}
          {{% include ".icons/" ~ icon ~ ".svg" %}}
        </button>""",
    ),
    Patch(
        "partials/search.html",
        "a dialog needs a name",
        'data-md-component="search" role="dialog">',
        'data-md-component="search" role="dialog" aria-label="{{ lang.t(\'search\') }}">',
    ),
    Patch(
        "partials/search.html",
        "the results need a name when they take the focus",
        '<div class="md-search__scrollwrap" tabindex="0" data-md-scrollfix>',
        '<div class="md-search__scrollwrap" tabindex="0" role="group" '
        "aria-label=\"{{ lang.t('search.result.placeholder') }}\" data-md-scrollfix>",
    ),
    Patch(
        "partials/path.html",
        "two landmarks of one page must not share a name",
        """aria-label="{{ lang.t('nav') }}\"""",
        'aria-label="{{ config.extra.course_texts.breadcrumbs }}"',
    ),
    Patch(
        "partials/toc.html",
        "the check box of this label is part of the theme's navigation, which we do not use",
        """    <label class="md-nav__title" for="__toc">
      <span class="md-nav__icon md-icon"></span>
      {{ title }}
    </label>""",
        """    <div class="md-nav__title">{{ title }}</div>""",
    ),
    Patch(
        "404.html",
        "a way back",
        "  <h1>404 - Not found</h1>",
        "  <h1>{{ config.extra.course_texts.not_found }}</h1>\n"
        '  <p><a href="{{ nav.homepage.url | url }}">'
        "{{ config.extra.course_texts.to_home }}</a></p>",
    ),
)


def patched_templates(env: Environment, *more: Patch) -> dict[str, str]:
    """Return template name -> corrected source.

    Args:
        env: what loads the theme's templates.
        more: patches of this build, after those of `PATCHES`.

    Raises:
        CoursewrightError: the theme's text is not the one the patch was written for.
    """
    sources: dict[str, str] = {}
    for patch in (*PATCHES, *more):
        if patch.template not in sources:
            assert env.loader is not None  # noqa: S101 - MkDocs always sets one
            sources[patch.template] = env.loader.get_source(env, patch.template)[0]
        sources[patch.template] = apply_patch(patch, sources[patch.template])
    return sources


def apply_patch(patch: Patch, source: str) -> str:
    """Return a template's source with one patch applied."""
    if source.count(patch.old) != 1:
        raise misfit(patch.template, patch.why)
    return source.replace(patch.old, patch.new)


def misfit(name: str, why: str) -> CoursewrightError:
    """Return the fault of a theme whose file is not the one a correction was written for."""
    return CoursewrightError(
        f"this version of the theme does not fit: {name} has changed "
        f"(correction: {why}); install mkdocs-material>=9.8,<10 as locked"
    )
