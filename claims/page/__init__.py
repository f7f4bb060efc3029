"""A case becomes one page that needs nothing else: verdicts, evidence, figures, quotations, drift, questions."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from claims.files import write_bytes
from claims.page.contents import Contents
from claims.page.sections import SECTIONS, Section

PAGE = "index.html"

__all__ = ["PAGE", "SECTIONS", "Contents", "Section", "write_page"]


def write_page(contents: Contents, out: Path) -> Path:
    """The page in `out`, with everything it shows inside it; InputError where the folder refuses."""
    strict = Environment(
        loader=PackageLoader("claims"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    html = strict.get_template("page.html").render(page=contents, sections=SECTIONS)
    return write_bytes(out / PAGE, html.encode("utf-8"))
