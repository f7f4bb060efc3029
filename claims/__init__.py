"""Who says which partner had what access, and what the company's own words do to it.

>>> import claims
>>> document = claims.read_text("Acme let the bank read messages, the paper said.")
>>> [claim.partner for claim in claims.extract_claims(document)]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.attribution import find_attributions as find_attributions
    from claims.crossref import cross_reference as cross_reference
    from claims.documents import read_case as read_case
    from claims.documents import read_document as read_document
    from claims.documents import read_text as read_text
    from claims.extraction import extract_all as extract_all
    from claims.extraction import extract_claims as extract_claims
    from claims.report import run_report as run_report
    from claims.tables import claims_frame as claims_frame

_HOMES = {
    "read_case": "claims.documents",
    "read_document": "claims.documents",
    "read_text": "claims.documents",
    "find_attributions": "claims.attribution",
    "extract_all": "claims.extraction",
    "extract_claims": "claims.extraction",
    "claims_frame": "claims.tables",
    "cross_reference": "claims.crossref",
    "run_report": "claims.report",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    """The named function, its module imported on first use, so that `import claims` is quick."""
    if name not in _HOMES:
        raise AttributeError(f"claims has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
