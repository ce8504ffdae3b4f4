"""The MkDocs plugin: a thin adapter that hands rendered pages to MkDocs and Material."""

from __future__ import annotations

import gzip
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

from coursewright.diagnostics import CoursewrightError
from coursewright.engines.bundles import read_bundles
from coursewright.engines.theme_files import list_few_templates
from coursewright.engines.theme_patches import patched_templates
from coursewright.engines.theme_search import corrected_script, find_script
from coursewright.rendering import NavSection, RenderedCourse, render_course
from coursewright.rendering.texts import texts_for

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

    from coursewright.engines.bundles import Bundle
    from coursewright.engines.theme_search import CorrectedScript
    from coursewright.rendering import RenderedPage

log = logging.getLogger("mkdocs.plugins.coursewright")

THEME: Final = Path(__file__).with_name("theme")
WATCHED: Final = ("modules", "quizzes", "docs")
_QUIZ: Final = re.compile(r"<course-(quiz|scenario|review) .*?</course-\1>", re.DOTALL)
_ALWAYS_UNUSED: Final = ("/lunr/wordcut.js", "/lunr/tinyseg.js")


class _Settings(Config):  # type: ignore[no-untyped-call]
    """The plugin has no settings: everything is in the course."""


class CoursewrightPlugin(BasePlugin[_Settings]):  # type: ignore[no-untyped-call]
    """Adds the course's pages, navigation, assets and theme corrections to a MkDocs build."""

    def __init__(self) -> None:
        self.handed: RenderedCourse | None = None
        """Set by `build_site`: the course is rendered already and is not read again."""
        self.root: Path | None = None
        self.bundle_folder: Path | None = None
        self._rendered: RenderedCourse | None = None
        self._full_content = ""
        self._bundles: dict[str, Bundle] = {}
        self._pages: dict[str, RenderedPage] = {}
        self._script: CorrectedScript | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the course (unless it was handed over) and set what follows from it."""
        self.root = self.root or Path(config.config_file_path).parent
        try:
            self._rendered = self.handed or _load(self.root)
            self._bundles = read_bundles(self.bundle_folder)
        except CoursewrightError as fault:
            raise Abort(str(fault)) from fault
        self._pages = {page.src_uri: page for page in self._rendered.pages}
        self._set_course(config, self._rendered)
        self._set_assets(config)
        self._set_menu(config, self._rendered)
        return config

    def _set_course(self, config: MkDocsConfig, rendered: RenderedCourse) -> None:
        # Themes print titles as they are; as Markup they are escaped once, also where a theme
        # escapes them itself.
        config.site_name = Markup.escape(rendered.title)
        config.site_description = config.site_description or rendered.description
        config.theme["language"] = rendered.language.split("-", maxsplit=1)[0]
        config.nav = [_nav_entry(entry) for entry in rendered.nav]
        if "coursewright" not in config.markdown_extensions:
            config.markdown_extensions.append("coursewright")
        toc = config.mdx_configs.setdefault("toc", {})
        toc.setdefault("title", texts_for(config.theme["language"]).on_this_page)

    def _set_assets(self, config: MkDocsConfig) -> None:
        uris = {name: bundle.uri for name, bundle in self._bundles.items()}
        config.extra_css.append(uris["site.css"])
        config.extra_javascript.append(uris["course-site.js"])
        config.extra["course_style"] = uris["course.css"]
        config.extra["course_more_styles"] = {
            "scenario": uris["course-scenario.css"],
            "instrument": uris["course-instrument.css"],
        }
        config.extra["course_scripts"] = {
            "quiz": uris["course-quiz.js"],
            "scenario": uris["course-scenario.js"],
            "instrument": uris["course-instrument.js"],
            "home": uris["course-home.js"],
            "delivery": uris["course-delivery.js"],
            "review": uris["course-review.js"],
        }
        texts = texts_for(config.theme["language"])
        config.extra["course_texts"] = {
            "not_found": texts.not_found,
            "to_home": texts.to_home,
            "breadcrumbs": texts.breadcrumbs,
        }
        config.extra["generator"] = False
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(THEME))
        list_few_templates(config.theme)

    def _set_menu(self, config: MkDocsConfig, rendered: RenderedCourse) -> None:
        """Where learners choose a path, the menu of every page follows it."""
        config.extra["course_menu"] = rendered.id if rendered.has_paths else ""
        if rendered.has_paths:
            config.extra_javascript.append(self._bundles["course-menu.js"].uri)

    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Replace the files of `docs/` by the rendered pages and the assets."""
        rendered, root = self._rendered, self.root
        assert rendered is not None  # noqa: S101 - MkDocs calls on_config first
        assert root is not None  # noqa: S101 - the same
        kept = [file for file in files if _is_theme_file(file, config, rendered.language)]
        result = Files(kept)
        for page in rendered.pages:
            _add(result, config, page.src_uri, page.dest_uri, content=page.markdown)
        for asset, dest in rendered.assets:
            _add(result, config, asset.path, dest, abs_src_path=str(root / asset.path))
        for bundle in self._bundles.values():
            _add(result, config, bundle.uri, bundle.uri, content=bundle.content)
        self._script = _correct_script(result, config)
        return result

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' signature
        files: Files,  # noqa: ARG002 - the same
    ) -> str:
        """Give a page its front matter; MkDocs read none from the generated Markdown."""
        rendered = self._pages.get(page.file.src_uri)
        if rendered:
            page.meta.update(_front_matter(rendered))
        return markdown

    # A quiz is excluded from the search anyway; the search plugin would still parse all of its
    # HTML, which costs a tenth of a build. So it sees pages without quizzes.
    @event_priority(100)
    def _before_search(self, /, context: Any, *, page: Page, **_: Any) -> Any:
        self._full_content = page.content or ""
        page.content = _QUIZ.sub("", self._full_content)
        return context

    @event_priority(-100)
    def _after_search(self, /, context: Any, *, page: Page, **_: Any) -> Any:
        page.content = self._full_content
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_env(
        self,
        env: jinja2.Environment,
        *,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' signature
        files: Files,  # noqa: ARG002 - the same
    ) -> jinja2.Environment:
        """Correct the theme's templates."""
        assert self._script is not None  # noqa: S101 - MkDocs calls on_files first
        try:
            sources = patched_templates(env, self._script.patch)
        except CoursewrightError as fault:
            raise Abort(str(fault)) from fault
        assert env.loader is not None  # noqa: S101 - patched_templates needed it
        env.loader = jinja2.ChoiceLoader([jinja2.DictLoader(sources), env.loader])
        if env.cache is not None:
            env.cache.clear()
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the compressed site map the same in every build."""
        site_map = Path(config.site_dir) / "sitemap.xml"
        if site_map.is_file():
            packed = gzip.compress(site_map.read_bytes(), mtime=0)
            (site_map.parent / "sitemap.xml.gz").write_bytes(packed)

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' signature
        builder: Any,  # noqa: ARG002 - the same
    ) -> LiveReloadServer:
        """Let `mkdocs serve` notice edits of lessons and banks."""
        for name in WATCHED:
            folder = (self.root or Path()) / name
            if folder.is_dir():
                server.watch(str(folder))
        return server


def _load(root: Path) -> RenderedCourse:
    """Read, check and render the course for a plain `mkdocs build`."""
    from coursewright.pipeline import load_course  # noqa: PLC0415 - `course build` needs it not

    loaded = load_course(root)
    for finding in loaded.findings:
        text = f"{finding.span}: {finding.code} {finding.severity}: {finding.message}"
        # MkDocs' own strict mode counts logged warnings, as it should.
        level = {"error": logging.ERROR, "warning": logging.WARNING}
        log.log(level.get(finding.severity, logging.INFO), "%s. %s", text, finding.hint)
    if loaded.course is None or loaded.findings.has_errors:
        raise CoursewrightError("the course has errors; `course check` shows them with their lines")
    return render_course(loaded.course, loaded.pools, loaded.published)


def _front_matter(page: RenderedPage) -> dict[str, Any]:
    texts = {
        key: Markup.escape(value) if isinstance(value, str) else value
        for key, value in page.meta.items()
    }
    return {**texts, "title": Markup.escape(page.title), "course_bundle": page.bundle}


def _nav_entry(entry: NavSection | str) -> Any:
    if isinstance(entry, str):
        return entry
    return {Markup.escape(entry.title): [_nav_entry(child) for child in entry.entries]}


def _add(files: Files, config: MkDocsConfig, src_uri: str, dest_uri: str, **source: Any) -> None:
    file = File.generated(config, src_uri, **source)
    file.dest_uri = dest_uri
    files.append(file)


def _correct_script(files: Files, config: MkDocsConfig) -> CorrectedScript:
    """Put the corrected script in the place of the theme's own, and return it."""
    try:
        own = files.src_uris[find_script(files.src_uris)]
        script = corrected_script(own.src_uri, own.content_bytes)
    except CoursewrightError as fault:
        raise Abort(str(fault)) from fault
    files.remove(own)
    _add(files, config, script.uri, script.uri, content=script.content)
    return script


def _is_theme_file(file: File, config: MkDocsConfig, language: str) -> bool:
    """Say whether a file belongs to the theme and is of use to a reader."""
    if file.src_dir == config.docs_dir:
        return False
    uri = f"/{file.src_uri}"
    if uri.endswith((".map", *_ALWAYS_UNUSED)):
        return False
    # English search needs none of the language packs.
    return not ("/lunr/" in uri and language.startswith("en"))
