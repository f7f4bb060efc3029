"""Files and case folders become documents; every character read can be found in the file as given."""

from claims.documents.case import Case, Party, read_case
from claims.documents.read import read_all, read_document, read_text

__all__ = ["Case", "Party", "read_all", "read_case", "read_document", "read_text"]
