"""The analyst's decisions: recorded in `review.csv`, found again after every rerun, applied to the claims."""

from claims.review.decision import Decision, Verb
from claims.review.log import read_log
from claims.review.record import add, decide, find_claim
from claims.review.standing import Standing, State
from claims.review.table import REVIEW_COLUMNS, Review, apply_decisions, read_review

__all__ = [
    "REVIEW_COLUMNS",
    "Decision",
    "Review",
    "Standing",
    "State",
    "Verb",
    "add",
    "apply_decisions",
    "decide",
    "find_claim",
    "read_log",
    "read_review",
]
