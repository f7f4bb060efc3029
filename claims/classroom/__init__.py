"""The course on reading privacy reporting: lessons with exercises that check themselves, and marking together.

>>> from claims.classroom import check
>>> check("1.1", {1, 3})
"""

from claims.classroom.agreement import agreement, agreement_by_coder, disagreements
from claims.classroom.exercises import check, hint
from claims.classroom.heat_map import agreement_heat_map, show_agreement
from claims.classroom.keeping import download
from claims.classroom.panel import mark_sheet
from claims.classroom.sheets import class_sheets, gold_sheet, read_sheets, words_in_use
from claims.classroom.texts import lesson_case, rules_find, show_document, show_text

__all__ = [
    "agreement",
    "agreement_by_coder",
    "agreement_heat_map",
    "check",
    "class_sheets",
    "disagreements",
    "download",
    "gold_sheet",
    "hint",
    "lesson_case",
    "mark_sheet",
    "read_sheets",
    "rules_find",
    "show_agreement",
    "show_document",
    "show_text",
    "words_in_use",
]
