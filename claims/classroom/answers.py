"""Answers as students write them, made comparable: {1, 3}, [1, 3] and "1, 3" are the same choice."""

import re
from collections.abc import Mapping, Set
from typing import Any

from claims.errors import ClaimsError

TYPE_NAMES = {
    "bool": "True or False",
    "dict": "a dictionary",
    "float": "a number",
    "int": "a number",
    "list": "a list",
    "set": "a set",
    "str": "a text",
    "tuple": "a list",
}
NUMBER = re.compile(r"\d+")


class WrongForm(ClaimsError):
    """An answer of a form that the exercise does not take; the message says what came."""


def is_missing(answer: object) -> bool:
    """Whether a student has not answered yet."""
    return answer is None or answer is ... or answer == "" or (isinstance(answer, (dict, set)) and not answer)


def choice(answer: object) -> dict[str, bool]:
    """The chosen numbers; WrongForm for what names no numbers."""
    if isinstance(answer, int) and not isinstance(answer, bool):
        answer = [answer]
    if isinstance(answer, str):
        answer = NUMBER.findall(answer)
    if not isinstance(answer, (Set, list, tuple)) or not all(_is_number(item) for item in answer):
        raise WrongForm(f"you gave {kind_of(answer)}")
    return {str(int(item)): True for item in answer}


def labels(answer: object) -> dict[str, str]:
    """The label given to each item, in lower case; WrongForm for what is no dictionary of texts."""
    if not isinstance(answer, Mapping):
        raise WrongForm(f"you gave {kind_of(answer)}")
    odd = [key for key, label in answer.items() if not isinstance(label, str)]
    if odd:
        raise WrongForm(
            f"what you gave for {odd[0]!r} is {kind_of(answer[odd[0]])}, not a text in quotation marks"
        )
    return {str(key): plain(label) for key, label in answer.items()}


def words(answer: object) -> str:
    """The copied words; WrongForm for anything but a text."""
    if not isinstance(answer, str):
        raise WrongForm(f"you gave {kind_of(answer)}")
    return answer.strip()


def plain(label: str) -> str:
    """A label without case, underscores and needless spaces or an article, so that spelling is not what is tested."""
    return re.sub(r"^(the|an?) ", "", " ".join(label.replace("_", " ").lower().split()).strip(" ."))


def kind_of(answer: Any) -> str:
    """What a value is, in a word that a student knows."""
    name = type(answer).__name__
    return TYPE_NAMES.get(name, f"something else ({name})")


def _is_number(item: object) -> bool:
    return (isinstance(item, int) and not isinstance(item, bool)) or (
        isinstance(item, str) and NUMBER.fullmatch(item.strip()) is not None
    )
