"""`modules/course.yml`, and everything else put together."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from coursewright.diagnostics import Findings, Span
from coursewright.model import Certificate, Course, Knowledge, PageSource, Path
from coursewright.reading.escapes import read_escapes
from coursewright.reading.fields import SLUG, Fields
from coursewright.reading.files import DATA_BYTES, read_assets, walk
from coursewright.reading.front_matter import split_front_matter
from coursewright.reading.identities import resolve_names
from coursewright.reading.instruments import read_instruments
from coursewright.reading.knowledge import read_knowledge
from coursewright.reading.modules import read_modules
from coursewright.reading.pages import PageKind, read_page
from coursewright.reading.quizzes import read_quizzes
from coursewright.reading.rules import files as file_rules
from coursewright.reading.rules import yaml as yaml_rules
from coursewright.reading.scenarios import read_scenarios
from coursewright.reading.translations import read_translations, set_apart
from coursewright.reading.yaml_reader import read_yaml

if TYPE_CHECKING:
    import pathlib

    from coursewright.reading.files import Tree

_COURSE_FILE = "modules/course.yml"
_IRI = re.compile(r"https?://[^\s\"'<>\\^`{|}#?]+|urn:[a-z0-9][a-z0-9-]{0,31}:[^\s\"'<>\\^`{|}]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
# Without https a browser signs nothing and shows no lock; on this machine alone it does.
_ENDPOINT = re.compile(
    r"https://[^\s\"'<>\\^`{|}]+|http://(?:localhost|127\.0\.0\.1)(?::\d+)?(?:/\S*)?"
)
_MOST_MONTHS = 1200


def read_course(root: pathlib.Path) -> tuple[Course | None, Findings]:
    """Read the course in a folder.

    Returns:
        The course as far as it could be read (None when `modules/course.yml` could not), and
        every finding. A course with errors is good for further checks, not for a build.

    Raises:
        CoursewrightError: `root` is no folder that can be read.
    """
    findings = Findings()
    tree = walk(root, findings)
    fields = _course_fields(tree)
    head = None if fields is None else _read_head(fields)
    translated = set_apart(tree, "" if head is None else head.language, _languages(head))
    # Everything is read even without a readable head: its findings are worth having, too.
    modules = read_modules(tree)
    language = "en" if head is None else head.language
    quizzes = read_quizzes(tree, language)
    scenarios = read_scenarios(tree, language)
    instruments = read_instruments(tree, language)
    pages = _read_pages(tree)
    assets = read_assets(tree)
    knowledge, words = read_knowledge(tree, ("en",) if head is None else head.languages)
    if head is None:
        return None, findings
    course = replace(
        head,
        modules=modules,
        quizzes=quizzes,
        scenarios=scenarios,
        instruments=instruments,
        pages=pages,
        assets=assets,
        knowledge=knowledge,
        words=words,
    )
    course = _with_minutes(resolve_names(course))
    translations = read_translations(tree, course, translated)
    return replace(course, translations=translations), findings


def _languages(head: Course | None) -> tuple[str, ...] | None:
    """Return the languages of the course; None where nobody can know them."""
    return None if head is None else head.languages


def _with_minutes(course: Course) -> Course:
    """Return the course whose modules have the minutes that only the files of practice know."""
    scenarios = {one.id: one.minutes for one in course.scenarios}
    instruments = {one.id: one.minutes for one in course.instruments}
    modules = (
        replace(
            module,
            scenario_minutes=sum(
                scenarios.get(name, 0) for name in dict.fromkeys(module.scenarios)
            ),
            instrument_minutes=instruments.get(module.instrument or "", 0),
        )
        for module in course.modules
    )
    return replace(course, modules=tuple(modules))


def _course_fields(tree: Tree) -> Fields | None:
    if _COURSE_FILE not in tree.files:
        message = "A course needs `modules/course.yml`"
        tree.findings.add(file_rules.MISSING.at(Span(_COURSE_FILE), message))
    source = tree.read(_COURSE_FILE, DATA_BYTES)
    if source is None:
        return None
    mapping = read_yaml(source)
    return None if mapping is None else Fields(source, mapping, "the course")


def _read_head(fields: Fields) -> Course:
    """Read `course.yml`; modules, quizzes and the rest stay empty."""
    language = _matching(fields, "language", _LANGUAGE, "a language code such as `en`", "en")
    head = Course(
        id=_matching(fields, "id", _IRI, "an address such as `https://example.org/course`", ""),
        title=fields.text("title"),
        subtitle=fields.text("subtitle", required=False),
        language=language,
        languages=fields.ids("languages", _LANGUAGE) or (language,),
        mastery_score=_mastery_score(fields),
        paths=_read_paths(fields),
        assessment=_or_none(fields, "assessment") and fields.slug("assessment"),
        attestation=fields.text("attestation"),
        certificate=_read_certificate(fields),
        recertify_months=_months(fields, "recertify_months"),
        intake=_read_intake(fields),
        teaches=fields.ids("teaches"),
        modules=(),
        quizzes=(),
        pages=(),
        assets=(),
        knowledge=Knowledge(),
        span=fields.here,
        lint_ignore=read_escapes(fields),
    )
    if language not in head.languages:
        fields.report("languages", f"`languages` must name `{language}`, too")
    fields.finish()
    return head


def _matching(
    fields: Fields, key: str, pattern: re.Pattern[str], expected: str, default: str
) -> str:
    value = fields.text(key)
    if value and not pattern.fullmatch(value):
        fields.report(key, f"`{key}` is not {expected}")
        return default
    return value or default


def _or_none(fields: Fields, key: str) -> str | None:
    """Return a text, or None when it is missing or the word `none`."""
    value = fields.text(key, required=False)
    return None if value in {"", "none"} else value


def _mastery_score(fields: Fields) -> Fraction:
    if not fields.has("mastery_score"):
        hint = "Add for example `mastery_score: 0.8`."
        fields.report("mastery_score", "`mastery_score` is missing", yaml_rules.MISSING_KEY, hint)
    score = fields.share("mastery_score")
    return Fraction(4, 5) if score is None else score


def _months(fields: Fields, key: str) -> int | None:
    if _or_none(fields, key) is None:
        return None
    return fields.integer(key, 1, _MOST_MONTHS)


def _read_intake(fields: Fields) -> str | None:
    value = _or_none(fields, "intake")
    if value is not None and not _ENDPOINT.fullmatch(value):
        fields.report("intake", "`intake` must be an `https://` address, or `none`")
        return None
    return value


def _read_paths(fields: Fields) -> tuple[Path, ...]:
    paths: dict[str, Path] = {}
    for child in fields.children("paths", "path", required=True):
        path = Path(
            id=child.slug("id", required=True),
            title=child.text("title"),
            modules=child.ids("modules", SLUG),
            span=child.here,
            optional=child.ids("optional", SLUG),
            summary=child.text("summary", required=False),
        )
        child.finish()
        if path.id in paths:
            message = f"Path `{path.id}` is already on line {paths[path.id].span.line}"
            child.report("id", message, yaml_rules.TWICE)
        elif path.id:
            paths[path.id] = path
    return tuple(paths.values())


def _read_certificate(fields: Fields) -> Certificate:
    child = fields.child("certificate", "certificate")
    if child is None:
        return Certificate(None, "")
    certificate = Certificate(
        validity_months=_months(child, "validity_months"),
        signatory=child.text("signatory", required=False),
    )
    child.finish()
    return certificate


def _read_pages(tree: Tree) -> tuple[PageSource, ...]:
    pages = []
    for path in tree.under("docs"):
        if PurePosixPath(path).suffix != ".md":
            continue
        source = tree.read(path)
        if source is None or not source.text.strip():
            continue
        text, first_line = split_front_matter(source)
        if text is not None and first_line == 0:
            source.report(yaml_rules.UNCLOSED, 1, "The front matter that starts here has no end")
            continue
        if text is not None:
            mapping = read_yaml(source, text, first_line=2)
            if mapping is not None:
                Fields(source, mapping, "page").finish("title", "description", "hide")
        pages.append(read_page(source, first_line, PageKind("page")))
    return tuple(pages)
