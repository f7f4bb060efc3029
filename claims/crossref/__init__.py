"""The cross-reference: what each side says about every partner and data category, and the verdict."""

from claims.crossref.explain import explain
from claims.crossref.parties import CaseParties
from claims.crossref.relation import Relation, contains_actions, contains_data, relation
from claims.crossref.verdicts import cross_reference

__all__ = [
    "CaseParties",
    "Relation",
    "contains_actions",
    "contains_data",
    "cross_reference",
    "explain",
    "relation",
]
