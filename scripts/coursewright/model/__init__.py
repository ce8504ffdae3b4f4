"""The course as values: frozen, without I/O; every value keeps the place it was read from.

Vocabulary: docs/handbook/explanation/architecture.md. Nothing here knows Markdown engines,
files, HTML or records. Each room holds what belongs together; the others import from here.
"""

from coursewright.model.base import Kind, Level, Markdown, RecallKind, Scoring
from coursewright.model.course import Asset, Certificate, Course, Path
from coursewright.model.instruments import BANDS, Band, Category, Instrument
from coursewright.model.interactions import (
    Choice,
    FillIn,
    Interaction,
    Likert,
    LongFillIn,
    Matching,
    NumberBlank,
    Option,
    Pair,
    Sequencing,
    TextBlank,
)
from coursewright.model.knowledge import (
    Fact,
    Framework,
    Knowledge,
    KnowledgeItem,
    Misconception,
    SourceDocument,
    Term,
    WordLists,
)
from coursewright.model.lessons import (
    Check,
    Heading,
    Lesson,
    Link,
    Module,
    Objective,
    PageSource,
    Recall,
    RecallEntry,
)
from coursewright.model.published import Pool, PoolStratum, Published, PublishedItem, PublishedQuiz
from coursewright.model.quizzes import Item, Quiz, Retired, Stratum
from coursewright.model.scenarios import Grade, Mood, Node, Scenario, ScenarioOption

__all__ = [
    "BANDS",
    "Asset",
    "Band",
    "Category",
    "Certificate",
    "Check",
    "Choice",
    "Course",
    "Fact",
    "FillIn",
    "Framework",
    "Grade",
    "Heading",
    "Instrument",
    "Interaction",
    "Item",
    "Kind",
    "Knowledge",
    "KnowledgeItem",
    "Lesson",
    "Level",
    "Likert",
    "Link",
    "LongFillIn",
    "Markdown",
    "Matching",
    "Misconception",
    "Module",
    "Mood",
    "Node",
    "NumberBlank",
    "Objective",
    "Option",
    "PageSource",
    "Pair",
    "Path",
    "Pool",
    "PoolStratum",
    "Published",
    "PublishedItem",
    "PublishedQuiz",
    "Quiz",
    "Recall",
    "RecallEntry",
    "RecallKind",
    "Retired",
    "Scenario",
    "ScenarioOption",
    "Scoring",
    "Sequencing",
    "SourceDocument",
    "Stratum",
    "Term",
    "TextBlank",
    "WordLists",
]
