"""The command line: `claims extract article.txt` prints who says which partner had what access.

Each command dresses one library call. Heavy imports wait inside the commands, so that help answers at once.
"""

import sys
from collections.abc import Sequence

from claims.cli import case, classroom, documents, evaluation, export, folder, lint, options, review
from claims.cli.app import app
from claims.cli.output import UNREADABLE, tell
from claims.errors import ClaimsError

__all__ = [
    "app",
    "case",
    "classroom",
    "documents",
    "evaluation",
    "export",
    "folder",
    "lint",
    "main",
    "options",
    "review",
]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; what cannot be read is told on stderr, with exit code 2."""
    try:
        app(args=arguments, prog_name="claims")
    except ClaimsError as error:
        tell(str(error))
        sys.exit(UNREADABLE)
