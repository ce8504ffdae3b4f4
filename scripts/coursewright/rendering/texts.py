"""Every fixed sentence of the pages, by language. Nothing else in this package holds prose.

Sentences are plain B1 English: short, present tense, no blame. `{names}` are filled in by the
caller with text that is already formatted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coursewright.model import Mood


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of one language; the defaults are the English ones."""

    # --- navigation and page titles
    home: str = "Home"
    module_quiz: str = "Quiz: {title}"
    glossary: str = "Glossary"
    my_record: str = "My training record"
    certificate: str = "Certificate"
    more: str = "More"
    help: str = "Help"
    handbook: str = "Handbook"
    on_this_page: str = "On this page"
    breadcrumbs: str = "You are here"
    not_found: str = "This page does not exist"
    to_home: str = "Go to the course home"

    # --- amounts
    minute: str = "1 minute"
    minutes: str = "{n} minutes"
    hours: str = "{hours} h"
    hours_minutes: str = "{hours} h {minutes} min"
    about: str = "About {time}"
    lesson: str = "1 lesson"
    lessons: str = "{n} lessons"
    module: str = "1 module"
    modules: str = "{n} modules"

    # --- home
    training_course: str = "Training course"
    start: str = "Start with module 1"
    see_modules: str = "See all modules"
    your_modules: str = "Your modules"
    module_number: str = "Module {n}"
    final_assessment: str = "Final assessment"
    final_text: str = (
        "When you have done the modules, take the final assessment. It counts for your training "
        "record."
    )
    go_to_final: str = "Go to the final assessment"
    what_you_get: str = "What you get"
    get_feedback: str = (
        "Practice in every lesson and a quiz after every module. You see at once why an answer "
        "is right or wrong."
    )
    get_record: str = (
        "A training record of everything you finish. You download it and send it to your "
        "training team."
    )
    get_record_sent: str = (
        "A training record of everything you finish. It goes to your training team by itself."
    )
    get_certificate: str = "A certificate that you can print when your result is known."
    get_pause: str = (
        "You can stop at any time. Your place and your answers are kept in this browser."
    )

    # --- role paths
    paths_title: str = "Choose your path"
    paths_text: str = (
        "Each path has the modules for one kind of work. Choose the one that is yours. You may "
        "read the other modules, too."
    )
    path_modules: str = "Modules of the path: {path}"
    path_optional: str = "Recommended, too:"
    comes_after: str = "Best after: {modules}"
    on_paths: str = "On the paths: {paths}"
    optional_on_paths: str = "Recommended on: {paths}"

    # --- modules and lessons
    you_can: str = "After this module you can"
    lessons_title: str = "Lessons"
    check_yourself: str = "Check yourself"
    to_quiz: str = "Take the quiz: {title}"
    in_this_lesson: str = "In this lesson you learn to"
    sources: str = "Sources of this lesson"
    source_of: str = "{framework}, from “{document}”"

    # --- quiz pages
    how_it_works: str = "How it works"
    draw_all: str = "This quiz has {n} items."
    draw_some: str = "Each attempt has {n} items, drawn from a larger set. So attempts differ."
    mastery_rule: str = "You pass with {percent} or more."
    attempts_unlimited: str = "You can take it as often as you like."
    attempts_one: str = "You have one attempt."
    attempts_some: str = "You have {n} attempts."
    practice: str = "Your answers are checked on this page and count as practice."
    practice_sent: str = (
        "Your answers are checked on this page and count as practice. When you finish, they are "
        "sent to your training team."
    )
    record: str = (
        "This page holds no answers: your responses are saved here, and your training team grades "
        "them when you send your training record."
    )
    record_sent: str = (
        "This page holds no answers: when you hand in, your responses are sent to your training "
        "team's computer, which grades them."
    )
    record_reveal: str = (
        "You see an indicative result at once. The result that counts is the one your training "
        "team confirms."
    )
    no_javascript: str = (
        "This assessment needs JavaScript to save your answers and to hand them in. You can still "
        "read every item."
    )
    no_javascript_practice: str = (
        "This page cannot check your answers because JavaScript is switched off. You can still "
        "read every item, and open “Answer and reasons” below it."
    )

    # --- items
    draft: str = "Draft: only you see this item, here in the preview."
    choose_count: str = "Choose {n}."
    choose_best: str = "Choose the best response."
    put_in_order: str = "Put these in the right order."
    match_each: str = "Choose what belongs to each."
    choose: str = "Choose …"
    gap: str = "Gap {n} of {all}"
    gap_one: str = "Your answer"
    reflection_stays: str = "Your text stays on this device. It is never sent to anybody."
    reflection_label: str = "Your thoughts"
    hint: str = "Hint"
    solution: str = "Answer and reasons"
    credit_right: str = "Right"
    credit_partly: str = "Acceptable"
    credit_wrong: str = "Not right"
    right_order: str = "The right order:"
    right_pairs: str = "What belongs together:"
    accepted: str = "Accepted:"
    accepted_gap: str = "Gap {n}: {texts}"
    or_word: str = " or "
    model_answer: str = "A model answer"

    # --- scenarios
    scenario: str = "1 scenario"
    scenarios: str = "{n} scenarios"
    scenario_title: str = "Scenario: {title}"
    scenario_for: str = "for: {roles}"
    scenario_you: str = "Your part"
    scenario_partner: str = "You talk to"
    scenario_skill: str = "You practise"
    scenario_safety: str = "Your own safety:"
    scenario_nojs: str = (
        "JavaScript is switched off, so here is the whole conversation as an outline. Choose for "
        "yourself, open “What happens”, and follow the link to the next decision."
    )
    scenario_outcome: str = "What happens"
    scenario_go_to: str = "Go to: {node}"
    scenario_debrief: str = "Looking back"
    scenario_called_for: str = "This conversation calls for:"
    decision_number: str = "Decision {n}"
    ending_number: str = "Ending {n}"
    grade_best: str = "The best choice"
    grade_acceptable: str = "Acceptable, and there is a better choice"
    grade_poor: str = "Not a good choice"
    mood_line: str = "{partner}: {mood}"
    mood_furious: str = "furious"
    mood_angry: str = "angry"
    mood_uneasy: str = "uneasy"
    mood_calm: str = "calm"
    mood_pleased: str = "pleased"
    sheet_trainer: str = (
        "Trainer sheet. You play {partner}. Read the lines of each decision aloud, let your "
        "partner choose, and read what happens. Then go to the number that stands there. Talk "
        "about the reasons at the end."
    )
    sheet_learner: str = (
        "Learner sheet. You play yourself, and your trainer plays {partner}. Your trainer names "
        "the number of the decision. Choose one of its sentences, or say it in your own words."
    )

    # --- instruments
    statements: str = "{n} statements"
    instrument_private: str = (
        "Your ratings stay in this browser. Nobody else sees them, and they are in no record."
    )
    instrument_nojs: str = (
        "Without JavaScript this page is a list to read, or to print and rate on paper."
    )
    team_sheet: str = "Team sheet."
    team_sheet_text: str = (
        "Everybody rates alone first. Then the team compares, and talks about what differs most."
    )
    team_scale: str = "Scale: {scale}."
    team_steps: tuple[str, ...] = (
        "Rate each statement for your own team, without talking.",
        "Write the lowest and the highest rating of the team beside each statement.",
        "Talk about the three statements with the widest gap: what did each of you think of?",
        "Choose one statement, one next step, one person and one date.",
    )
    team_line: str = "Lowest: ____  Highest: ____  Our next step: ______________________________"
    advice_for: str = "What to do next: {category}"
    advice_low: str = "If you rated it low:"
    advice_middle: str = "If you rated it in the middle:"
    advice_high: str = "If you rated it high:"

    # --- glossary, record, certificate
    glossary_intro: str = "The words of this course, in alphabetical order."
    record_intro: str = (
        "Every quiz you finish on this computer is listed here. Download your training record "
        "and send it to your training team: only then do they know what you have done."
    )
    record_intro_sent: str = (
        "Every quiz you finish on this computer is listed here and sent to your training team by "
        "itself. The table says what has not arrived yet. You can also download your training "
        "record and send it yourself."
    )
    record_who: str = "Who learns here"
    record_attempts: str = "Your attempts"
    record_nojs: str = (
        "This page needs JavaScript: your attempts are kept in this browser, not on a server."
    )
    certificate_intro: str = (
        "When the result of “{quiz}” is known, this page shows your certificate. Until then it "
        "confirms what you handed in and when."
    )
    certificate_nojs: str = "This page needs JavaScript: your result is kept in this browser."

    # --- review deck and warm-up
    review: str = "Review"
    review_intro: str = (
        "Here you see again what was not right the first time. It is optional, it takes about five "
        "minutes, and it does not change your results."
    )
    review_how: str = "How the review works"
    review_weak: str = (
        "An item comes here when your last answer to it was not fully right, or when you opened "
        "its hint in a module quiz. What you knew at first sight does not come here."
    )
    review_right: str = (
        "After each right answer in a row, the item waits longer: {gaps} days. One more right "
        "answer, and it leaves your review."
    )
    review_wrong: str = "After a wrong answer it starts again: it comes back the next day."
    review_hint: str = "After a right answer with a hint it waits as long as the last time."
    review_limit: str = (
        "You get at most {limit} items a day, those first that have waited longest. If you miss a "
        "day, nothing is lost: the items wait."
    )
    review_why: str = (
        "Each of these dates is a chance to recall something before you forget it. The exact gaps "
        "are a simple rule, no more: what helps is that you recall it again, on another day."
    )
    review_stays: str = (
        "Your review stays on this device. It is not part of your training record, and your "
        "training team never sees it."
    )
    review_nojs: str = (
        "The review needs JavaScript, because your answers are kept in this browser. You can "
        "practise with the quizzes of the modules instead:"
    )
    review_home: str = (
        "A review of what was not right the first time, and a short warm-up for every week. Both "
        "are optional, and nobody sees them but you."
    )
    warm_up: str = "Monday warm-up"
    warm_up_intro: str = (
        "Five items from the modules you have done, in a mixed order. There are others every "
        "Monday, and the same ones all week."
    )
    warm_up_stays: str = (
        "It is optional. Your answers are not part of your training record, and your training team "
        "never sees them. What is not right goes into your review."
    )

    def mood(self, name: Mood) -> str:
        """Return the word for a mood."""
        word: str = getattr(self, f"mood_{name}")
        return word


ENGLISH: Final = Texts()
LANGUAGES: Final = {"en": ENGLISH}


def texts_for(language: str) -> Texts:
    """Return the sentences of a language; English where there is no translation yet."""
    return LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)


def duration(texts: Texts, minutes: int) -> str:
    """Return a duration for people: `43 minutes`, `2 h 40 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return texts.minute if minutes == 1 else texts.minutes.format(n=minutes)
    if not rest:
        return texts.hours.format(hours=hours)
    return texts.hours_minutes.format(hours=hours, minutes=rest)


def amount(one: str, many: str, n: int) -> str:
    """Return `1 lesson` or `6 lessons`."""
    return one if n == 1 else many.format(n=n)
