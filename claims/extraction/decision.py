"""What the cue stages hand over: a value, the words it rests on, and why."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from spacy.tokens import Token

from claims.types import Certainty, Consent, Stance, Status

Value = TypeVar("Value", Stance, Certainty, Consent, Status)


@dataclass(frozen=True, slots=True)
class Decision(Generic[Value]):
    """One attribute of a claim; `cue` is empty where no words speak of it, `reason` is one plain sentence.

    `at` are the tokens of the cue.
    """

    value: Value
    cue: str
    reason: str
    at: tuple[Token, ...] = ()
