"""The company whose conduct a document is about."""

from claims.types import Document


def infer_company(document: Document) -> str:
    """The name of the company in question, empty where none is convincing."""
    return ""


def short_forms(company: str, reading: str) -> tuple[str, ...]:
    """Other names of the company that the text uses."""
    return ()
