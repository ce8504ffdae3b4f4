"""The reviewer: what makes lessons and items hard to read, to learn from, or easy to guess.

One rule = one file = one folder of golden cases = one heading in the docs, as with the structural
checks; but these rules judge writing. Their codes are those of the writing guidelines (`Q07`), and
an author may let one pass with a reason (`lint-ignore`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.writing import (
    absolutes_in_distractors,
    all_of_the_above,
    article_cues,
    clang_cues,
    combined_options,
    contained_options,
    convergence,
    copied_sentences,
    dependent_items,
    distractor_origins,
    double_negatives,
    early_blanks,
    echoing_feedback,
    feedback_length,
    hedged_keys,
    jokes,
    key_length_in_bank,
    key_positions,
    leaked_keys,
    length_cues,
    near_duplicates,
    negative_stems,
    number_order,
    opinions,
    option_count,
    parallel_options,
    praised_persons,
    reading_load,
    repeated_beginnings,
    same_feedback,
    similar_options,
    thin_feedback,
    true_false_share,
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
)


def check_writing(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield every finding about the writing of a course that could be read without errors."""
    for each in WRITING_CHECKS:
        yield from each.check(context)
