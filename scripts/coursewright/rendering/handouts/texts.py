"""Every fixed sentence of the handouts, by language; see `rendering.texts` for the tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class HandoutTexts:
    """The sentences of one language; the defaults are the English ones."""

    workbook: str = "Workbook"
    guide: str = "Trainer guide"
    answer_form: str = "Answer form"
    answer_key: str = "Key"
    role_play: str = "Role play"
    title: str = "{kind}: {title}"
    whole_course: str = "The whole course"
    for_trainers: str = "For trainers only. It holds keys: do not hand it out."
    module: str = "Module {n}: {title}"
    contents: str = "Modules"
    name: str = "Name"
    date: str = "Date"

    objectives: str = "In this lesson you learn to"
    to_remember: str = "To look up"
    terms: str = "Words"
    questions: str = "Check yourself"
    notes: str = "My notes"
    your_words: str = "Write in your own words."
    my_plan: str = "What I will do differently from tomorrow"

    tick_one: str = "Tick one."
    tick_best: str = "Tick the best way to act."
    tick_several: str = "Tick {n}."
    write_order: str = "Write the letters in the right order."
    order_line: str = "Order:"
    write_letters: str = "Write the letter that fits beside each line."
    unused_letters: str = "You do not need every letter."
    letter: str = "Letter"
    line: str = "Line"
    rate: str = "Tick one box in each row."
    statement: str = "Statement"
    rating_private: str = "This page is yours. Nobody collects it."
    rating_next: str = "What I want to work on first"

    timing: str = "Time"
    lesson_objectives: str = "Objectives"
    talking_points: str = "Talking points"
    examples: str = "Examples"
    items: str = "Items with their keys"
    quiz_items: str = "Items of the module quiz"
    assessment_items: str = "Items of the assessment"
    quiz_letters: str = (
        "Every item of the bank, with letters of this guide. The key to the paper form has its own."
    )
    is_key: str = "Key"
    is_acceptable: str = "Acceptable (half)"
    misconception: str = "Behind it: “{belief}” Answer: {refutation}"
    rationale: str = "Why"
    evidence: str = "What it rests on"
    hint: str = "Hint"
    model_answer: str = "One good response"
    sources: str = "Sources"
    source_of: str = "{framework}, from “{document}”"
    caveat: str = "Note: {text}"
    sealed: str = (
        "This assessment counts for the training record, so its {n} items and their keys are not "
        "printed here. `course handouts --kind guide --with-record-keys` prints them."
    )
    sealed_printed: str = (
        "Confidential. These are the keys of the assessment that counts. Keep this guide locked "
        "away, and destroy it after use."
    )
    scenarios: str = "Role plays"

    form_head: str = "{n} items, {points} points. You pass with {percent} % or more."
    form_head_open: str = "{n} items, {points} points."
    form_number: str = "Form {seed}"
    form_sealed: str = (
        "This form counts only as practice: what counts is the assessment in the course."
    )
    key_table: str = "Key to form {seed}"
    number: str = "Item"
    points: str = "Points"
    how_to_score: str = "How to score"
    rule_single: str = "Right: all points. Otherwise 0."
    rule_situation: str = "Best: all points. Acceptable: half. Otherwise 0."
    rule_multiple: str = (
        "Count the right ticks, take away the wrong ticks, divide by {n}. Never below 0."
    )
    rule_sequencing: str = (
        "Count the neighbours that follow each other as in the key, divide by {n}."
    )
    rule_matching: str = "Count the right letters, divide by {n}."
    rule_gap: str = "Right: all points. Small slips of spelling are your call."
    rule_fill_in: str = (
        "Count the right gaps, divide by {n}. Small slips of spelling are your call."
    )
    total: str = "Total"
    enough: str = "Passed from {points} points"
    no_mark: str = "no mark"

    sheet_learner: str = "Sheet for the learner"
    sheet_trainer: str = "Sheet for the partner, {partner}"
    who: str = "You are"
    partner: str = "You talk to"
    you_play: str = "You play"
    opposite: str = "The learner is"
    skill: str = "You practise"
    time: str = "Time"
    safety: str = "Your own limits"
    decision: str = "Decision {n}"
    ending: str = "Ending {n}"
    learner_says: str = "What do you say or do?"
    trainer_how: str = (
        "Read the lines aloud and play the person. After each decision, find what comes closest "
        "to what the learner did, and go on where it leads."
    )
    learner_how: str = (
        "Say what you would say at work. Your partner answers in the role. The sheet holds no "
        "results."
    )
    partner_does: str = "Then"
    mood: str = "Mood: {mood}"
    go_to: str = "Go on with {node}"
    best: str = "Best"
    acceptable: str = "Acceptable"
    poor: str = "Poor"
    debrief: str = "Talk about it"
    called_for: str = "What the moments called for"


ENGLISH: Final = HandoutTexts()
LANGUAGES: Final = {"en": ENGLISH}


def handout_texts(language: str) -> HandoutTexts:
    """Return the sentences of a language; English where there is no translation yet."""
    return LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)
