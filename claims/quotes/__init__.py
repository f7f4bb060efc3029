"""Quotations checked word by word against what the speaker published."""

from claims.quotes.judge import Judgement, Label, judge
from claims.quotes.table import QUOTATION_COLUMNS, QUOTATIONS, check_case, check_quotations, quotations

__all__ = [
    "QUOTATIONS",
    "QUOTATION_COLUMNS",
    "Judgement",
    "Label",
    "check_case",
    "check_quotations",
    "judge",
    "quotations",
]
