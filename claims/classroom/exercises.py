"""The exercises of all lessons: what is asked, what is right, and why, each in one table of its lesson's exercises.toml.

`check("1.1", {1, 3})` answers with a `Feedback`, whatever it is given: a student never sees a stack trace.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from claims.classroom import answers
from claims.classroom.answers import WrongForm, plain
from claims.classroom.feedback import Feedback

LESSONS = Path(__file__).parent / "lessons"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One question: `answer` in the form of its `kind`, `why` a teaching sentence for each item that can be wrong.

    `choose` takes numbers out of `of`; `label` a label for each item, out of `options` where there are any, and a list
    where several labels are right; `words` a stretch of `text` that holds the words of `answer` and little more.
    """

    id: str
    kind: str
    ask: str
    form: str
    answer: Any
    why: Mapping[str, str]
    hints: tuple[str, ...]
    keep: str
    of: int = 0
    options: tuple[str, ...] = ()
    text: str = ""
    most_words: int = field(default=0)


def check(number: str, answer: object) -> Feedback:
    """What an answer to an exercise is worth; never raises, whatever the answer is."""
    exercise = exercises().get(str(number))
    if exercise is None:
        return Feedback(False, f"There is no exercise {number!r}; there are {', '.join(exercises())}.")
    if answers.is_missing(answer):
        return Feedback(False, f"No answer here yet. Put it in place of the three dots: {exercise.form}.")
    try:
        return CHECKS[exercise.kind](exercise, answer)
    except WrongForm as wrong:
        return Feedback(False, f"This exercise takes {exercise.form}; {wrong}.")


def hint(number: str, level: int = 1) -> str:
    """The hint of an exercise; a higher level says more."""
    exercise = exercises().get(str(number))
    if exercise is None:
        return f"There is no exercise {number!r}; there are {', '.join(exercises())}."
    last = len(exercise.hints)
    wanted = min(max(int(level), 1), last)
    more = f" (More: hint({exercise.id!r}, {wanted + 1}).)" if wanted < last else ""
    return exercise.hints[wanted - 1] + more


@cache
def exercises() -> dict[str, Exercise]:
    """Every exercise by its number, in the order of the lessons."""
    found = [entry for file in sorted(LESSONS.glob("*/exercises.toml")) for entry in _read(file)]
    return {exercise.id: exercise for exercise in found}


def _read(file: Path) -> list[Exercise]:
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["exercise"]
    return [
        Exercise(**{**e, "hints": tuple(e["hints"]), "options": tuple(e.get("options", ()))}) for e in entries
    ]


def _check_choice(exercise: Exercise, answer: object) -> Feedback:
    chosen = answers.choice(answer)
    beyond = [n for n in chosen if not 1 <= int(n) <= exercise.of]
    if beyond:
        return Feedback(False, f"There is no {beyond[0]}; the numbers go from 1 to {exercise.of}.")
    right = {str(n) for n in exercise.answer}
    extra, missed = sorted(set(chosen) - right, key=int), sorted(right - set(chosen), key=int)
    if not extra and not missed:
        return Feedback(True, exercise.keep)
    if extra:
        return Feedback(False, f"{extra[0]} does not belong here. {exercise.why[extra[0]]}")
    found = f"{len(right) - len(missed)} of {len(right)} found, none wrong."
    return Feedback(False, f"{found} One that is missing: {exercise.why[missed[0]]}")


def _check_labels(exercise: Exercise, answer: object) -> Feedback:
    given = answers.labels(answer)
    unknown = [key for key in given if key not in exercise.answer]
    if unknown:
        return Feedback(
            False, f"There is nothing to say of {unknown[0]}; asked is {', '.join(exercise.answer)}."
        )
    allowed = {plain(option): option for option in exercise.options}
    for key, label in given.items():
        if allowed and label not in allowed:
            near = get_close_matches(label, allowed, n=1)
            meant = f" Did you mean {allowed[near[0]]!r}?" if near else ""
            options = ", ".join(exercise.options)
            return Feedback(
                False, f"{label!r}, given for {key}, is none of the words in use: {options}.{meant}"
            )
    wrong = [key for key, right in exercise.answer.items() if given.get(key) not in _accepted(right)]
    if not wrong:
        return Feedback(True, exercise.keep)
    score = f"{len(exercise.answer) - len(wrong)} of {len(exercise.answer)} right."
    first = next((key for key in wrong if key in given), wrong[0])
    state = "Look again at" if first in given else "Nothing said yet of"
    return Feedback(False, f"{score} {state} {first}: {exercise.why[first]}")


def _check_words(exercise: Exercise, answer: object) -> Feedback:
    copied = answers.words(answer)
    if copied not in exercise.text:
        return Feedback(False, f"These words do not stand so in the text: {exercise.why['copied']}")
    if any(part not in copied for part in exercise.answer):
        return Feedback(False, exercise.why["short"])
    if len(copied.split()) > exercise.most_words:
        return Feedback(False, exercise.why["long"])
    return Feedback(True, exercise.keep)


def _accepted(right: str | list[str]) -> set[str]:
    return {plain(label) for label in ([right] if isinstance(right, str) else right)}


CHECKS: dict[str, Callable[[Exercise, object], Feedback]] = {
    "choose": _check_choice,
    "label": _check_labels,
    "words": _check_words,
}
