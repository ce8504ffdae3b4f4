"""The reviewer: what makes lessons and items hard to read, to learn from, or easy to guess.

One rule = one file = one folder of golden cases = one heading in the docs, as with the structural
checks; but these rules judge writing. Their codes are those of the writing guidelines (`Q07`), and
an author may let one pass with a reason (`lint-ignore`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.writing import (
    abbreviations,
    absolutes_in_distractors,
    all_of_the_above,
    article_cues,
    clang_cues,
    combined_options,
    contained_options,
    convergence,
    copied_facts,
    copied_sentences,
    dependent_items,
    distractor_origins,
    double_negatives,
    early_blanks,
    echoing_feedback,
    feedback_length,
    forms_of_address,
    headings_in_words,
    hedged_keys,
    idioms,
    invented_words,
    jokes,
    key_length_in_bank,
    key_positions,
    leaked_keys,
    length_cues,
    lesson_length,
    lesson_segments,
    lesson_summaries,
    long_paragraphs,
    long_sentences,
    mastery_methods,
    mixed_terms,
    near_duplicates,
    negative_stems,
    nested_sentences,
    number_order,
    objective_verbs,
    opinions,
    option_count,
    parallel_options,
    praised_persons,
    reading_level,
    reading_load,
    repeated_beginnings,
    same_feedback,
    similar_options,
    stale_reviews,
    thin_feedback,
    translation_residue,
    true_false_share,
    two_negations,
    unfocused_stems,
    untold_number_of_keys,
    worn_misconceptions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks import Check
    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

WRITING_CHECKS: Final[tuple[Check, ...]] = (
    key_length_in_bank,
    key_positions,
    near_duplicates,
    leaked_keys,
    worn_misconceptions,
    feedback_length,
    echoing_feedback,
    praised_persons,
    objective_verbs,
    lesson_length,
    lesson_segments,
    headings_in_words,
    long_paragraphs,
    forms_of_address,
    lesson_summaries,
    copied_facts,
    reading_level,
    long_sentences,
    nested_sentences,
    two_negations,
    idioms,
    abbreviations,
    invented_words,
    translation_residue,
    mixed_terms,
    option_count,
    all_of_the_above,
    combined_options,
    negative_stems,
    double_negatives,
    length_cues,
    similar_options,
    absolutes_in_distractors,
    hedged_keys,
    clang_cues,
    convergence,
    repeated_beginnings,
    unfocused_stems,
    article_cues,
    untold_number_of_keys,
    parallel_options,
    reading_load,
    thin_feedback,
    same_feedback,
    number_order,
    contained_options,
    copied_sentences,
    opinions,
    true_false_share,
    early_blanks,
    jokes,
    dependent_items,
    distractor_origins,
    stale_reviews,
    mastery_methods,
)


def check_writing(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield every finding about the writing of a course that could be read without errors."""
    for each in WRITING_CHECKS:
        yield from each.check(context)
