"""Semantic checks: one rule = one file = one folder of golden cases = one heading in the docs.

To add a rule, see CONTRIBUTING ("Add a check"). Syntax is the reader's business; a check sees a
course that could be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from coursewright.checks import (
    absolute_links,
    active_without_review,
    ambiguous_matching,
    assessment_kind,
    broken_anchors,
    broken_links,
    caveated_evidence,
    changed_forms,
    changed_keys,
    changed_kinds,
    covers_without_objective,
    dangerous_urls,
    duplicate_anchors,
    duplicate_elements,
    duplicate_ids,
    duplicate_options,
    duplicate_stems,
    empty_links,
    event_handlers,
    evidence_outside_objective,
    forbidden_attributes,
    forbidden_elements,
    heading_levels,
    images_without_alt,
    late_prerequisites,
    lessons_without_checks,
    links_outside,
    lowered_revisions,
    missing_feedback,
    missing_images,
    missing_rationale,
    modules_in_no_path,
    modules_without_quiz,
    multiple_keys,
    objectives_without_items,
    pool_too_small,
    quiz_shares,
    record_banks_as_earlier,
    record_hints,
    record_items_in_lessons,
    reordered_parts,
    reserved_slugs,
    reused_ids,
    reviews_in_future,
    scenario_consequences,
    scenario_endless,
    scenario_grades,
    scenario_length,
    scenario_targets,
    scenario_unreachable,
    scripts,
    second_front_matter,
    sequencing_length,
    shared_quizzes,
    shared_scenarios,
    single_keys,
    situation_keys,
    stratum_too_small,
    style_attributes,
    thin_core_items,
    thin_objectives,
    third_party,
    too_few_options,
    true_false_keys,
    uncovered_items,
    unequal_paths,
    unknown_check_items,
    unknown_evidence,
    unknown_frameworks,
    unknown_instruments,
    unknown_knowledge_items,
    unknown_misconceptions,
    unknown_modules,
    unknown_objectives,
    unknown_paths,
    unknown_quizzes,
    unknown_roles,
    unknown_scenarios,
    unpublished_links,
    unreachable_mastery,
    unused_instruments,
    unused_quizzes,
    unused_scenarios,
    url_collisions,
    vague_links,
    vanished_items,
    vanished_quizzes,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Findings, Rule, Span


class Check(Protocol):
    """What the file of a rule offers."""

    @property
    def RULES(self) -> tuple[Rule, ...]:  # noqa: N802 - a constant of the module
        """The rules whose findings `check` yields, usually one."""

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield the findings of one course."""


ALL_CHECKS: Final[tuple[Check, ...]] = (
    images_without_alt,
    vague_links,
    heading_levels,
    empty_links,
    unknown_knowledge_items,
    unknown_evidence,
    unknown_misconceptions,
    unknown_frameworks,
    uncovered_items,
    thin_core_items,
    covers_without_objective,
    evidence_outside_objective,
    thin_objectives,
    caveated_evidence,
    broken_links,
    broken_anchors,
    missing_images,
    links_outside,
    absolute_links,
    unpublished_links,
    duplicate_anchors,
    url_collisions,
    reserved_slugs,
    duplicate_ids,
    unknown_objectives,
    unknown_paths,
    unknown_check_items,
    unknown_quizzes,
    unequal_paths,
    unknown_modules,
    assessment_kind,
    late_prerequisites,
    lessons_without_checks,
    modules_in_no_path,
    unused_quizzes,
    record_items_in_lessons,
    modules_without_quiz,
    shared_quizzes,
    second_front_matter,
    single_keys,
    multiple_keys,
    situation_keys,
    true_false_keys,
    missing_feedback,
    missing_rationale,
    ambiguous_matching,
    sequencing_length,
    duplicate_elements,
    duplicate_options,
    duplicate_stems,
    too_few_options,
    pool_too_small,
    stratum_too_small,
    unreachable_mastery,
    objectives_without_items,
    record_banks_as_earlier,
    quiz_shares,
    record_hints,
    scripts,
    event_handlers,
    dangerous_urls,
    forbidden_elements,
    style_attributes,
    third_party,
    forbidden_attributes,
    vanished_items,
    changed_keys,
    reordered_parts,
    changed_forms,
    lowered_revisions,
    reused_ids,
    changed_kinds,
    vanished_quizzes,
    scenario_targets,
    scenario_unreachable,
    scenario_endless,
    scenario_length,
    scenario_grades,
    scenario_consequences,
    unknown_scenarios,
    unused_scenarios,
    unknown_instruments,
    unused_instruments,
    shared_scenarios,
    unknown_roles,
    active_without_review,
    reviews_in_future,
)

# These conclude from something that is not there; they need the whole course.
FROM_ABSENCE: Final[frozenset[Check]] = frozenset(
    {
        broken_anchors,
        broken_links,
        covers_without_objective,
        evidence_outside_objective,
        lessons_without_checks,
        missing_images,
        modules_in_no_path,
        modules_without_quiz,
        objectives_without_items,
        pool_too_small,
        stratum_too_small,
        thin_core_items,
        thin_objectives,
        uncovered_items,
        unknown_check_items,
        unknown_evidence,
        unknown_frameworks,
        unknown_knowledge_items,
        unknown_misconceptions,
        unknown_modules,
        unknown_objectives,
        unknown_paths,
        unknown_quizzes,
        unknown_roles,
        unknown_scenarios,
        unpublished_links,
        unreachable_mastery,
        unused_quizzes,
        unused_scenarios,
        unknown_instruments,
        unused_instruments,
        vanished_items,
        vanished_quizzes,
    }
)

# These conclude from something that an item or bank lacks; they need its whole file.
FROM_ABSENCE_IN_FILE: Final[frozenset[Check]] = frozenset(
    {
        active_without_review,
        assessment_kind,
        changed_forms,
        changed_keys,
        duplicate_options,
        missing_feedback,
        missing_rationale,
        multiple_keys,
        reordered_parts,
        scenario_consequences,
        scenario_endless,
        scenario_grades,
        scenario_length,
        scenario_targets,
        scenario_unreachable,
        second_front_matter,
        sequencing_length,
        single_keys,
        situation_keys,
        too_few_options,
        true_false_keys,
    }
)


# A line that the reader did not understand is one mistake, whatever it looks like to these.
FROM_BROKEN_LINE: Final[frozenset[Check]] = frozenset({forbidden_attributes})


def check_course(context: CheckContext, refused: Collection[Span] = ()) -> list[Diagnostic]:
    """Return every semantic finding, in no particular order.

    Args:
        context: what the reader understood; it may lack parts that the reader has refused.
        refused: places of the errors that the reader found. Findings that would be mere
            consequences of what is missing from the course then stay out.
    """
    files = {span.path for span in refused}
    lines = {(span.path, span.line) for span in refused}
    return [
        finding
        for each in ALL_CHECKS
        if not (refused and each in FROM_ABSENCE)
        for finding in each.check(context)
        if not (each in FROM_ABSENCE_IN_FILE and finding.span.path in files)
        if not (each in FROM_BROKEN_LINE and (finding.span.path, finding.span.line) in lines)
    ]


def review_course(context: CheckContext, findings: Findings) -> None:
    """Add what there is to say about writing and reviews of a course without errors.

    Args:
        context: a course that `check_course` has no errors for.
        findings: where findings and ignored findings go.
    """
    from coursewright.checks.escapes import apply_escapes  # noqa: PLC0415 - the reviewer only
    from coursewright.checks.reviewing import check_reviews  # noqa: PLC0415
    from coursewright.checks.writing import WRITING_CHECKS, check_writing  # noqa: PLC0415

    findings.extend(check_reviews(context))
    rules = {rule.code: rule for each in WRITING_CHECKS for rule in each.RULES}
    kept, ignored = apply_escapes(context, check_writing(context), rules)
    findings.extend(kept)
    findings.ignored += ignored


def all_rules() -> tuple[Rule, ...]:
    """Return every rule there is, the reader's included, in the order of their codes."""
    from coursewright.checks.escapes import RULES as ESCAPE_RULES  # noqa: PLC0415 - a listing only
    from coursewright.checks.reviewing import REVIEW_CHECKS  # noqa: PLC0415
    from coursewright.checks.writing import WRITING_CHECKS  # noqa: PLC0415
    from coursewright.reading.rules import RULES as READING_RULES  # noqa: PLC0415

    ours = (rule for each in (*ALL_CHECKS, *REVIEW_CHECKS, *WRITING_CHECKS) for rule in each.RULES)
    return tuple(sorted((*READING_RULES, *ESCAPE_RULES, *ours), key=lambda rule: rule.code))
