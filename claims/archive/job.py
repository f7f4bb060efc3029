"""The unit of an archive run: a job takes some documents of an input and leaves their claims in one file."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from claims.attribution import DEFAULT, Method
from claims.errors import ClaimsError
from claims.language import model_version
from claims.types import Kind
from claims.versions import TABLE

FORMAT = TABLE.version
CODE = frozenset({".py", ".toml", ".bin"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read and extract; `kind`, `speaker` and `company` hold where a document does not say its own.

    `characters`, `seconds` and `megabytes` are limits on one document, `documents` is how many make a part.
    """

    method: Method = DEFAULT
    kind: Kind | None = None
    speaker: str | None = None
    company: str | None = None
    characters: int = 200_000
    seconds: int = 60
    megabytes: int = 2_000
    documents: int = 500


@dataclass(frozen=True, slots=True)
class Job:
    """Documents `start` to `stop` of an input, by row or, in a folder, by name; `output` is where their claims go.

    `source` and `output` are absolute, `shown` is the input as its user named it.
    """

    run: str
    source: str
    shown: str
    files: tuple[str, ...]
    start: int
    stop: int
    output: str
    settings: Settings

    @property
    def documents(self) -> int:
        """How many documents it has."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was left out: what was found in it, and what would have been valid."""

    doc: str
    path: str
    found: str
    expected: str


def fingerprint(given: str, settings: Settings) -> str:
    """Sixteen hex digits that stay while the input, the settings and this program's code and model do."""
    parts = (FORMAT, code_version(), given, json.dumps(asdict(settings), sort_keys=True))
    return f"{hashlib.sha256(repr(parts).encode()).hexdigest()[:8]}{code_version()}"


def check_place(job: Job) -> None:
    """ClaimsError where this is another version than the one that cut the job, or where its files are out of reach."""
    if not job.run.endswith(code_version()):
        raise ClaimsError(
            "this worker has another version of claims or of its model; install the same on all"
        )
    for path in (Path(job.source), Path(job.output).parent):
        if not path.exists():
            raise ClaimsError(
                f"{path} is not there; all workers need input and output on a disk that they share, under one path"
            )


@cache
def code_version() -> str:
    """Eight hex digits for the code, the word lists, the trained weights and the language model."""
    package = Path(__file__).parent.parent
    found = hashlib.sha256(f"{version('spacy')} {model_version()}".encode())
    for path in sorted(path for path in package.rglob("*") if path.suffix in CODE):
        found.update(path.relative_to(package).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:8]
