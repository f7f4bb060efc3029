"""The course: its notebooks come from one source, teach before they ask, and never answer with a stack trace."""

import ast
import json
import re
import zipfile
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

from claims.classroom import check, download, hint
from claims.classroom.exercises import LESSONS, Exercise, exercises
from claims.classroom.feedback import NOT_YET, RIGHT, Feedback
from claims.classroom.lessons import TEACHER, build, notebook_text, question, solution
from claims.report import run_notebook

ROOT = Path(__file__).parent.parent
COURSE = ROOT / "notebooks" / "classroom"
NAMES = [folder.name for folder in sorted(LESSONS.iterdir())]
EXERCISES = list(exercises().values())
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.just(...)
    | st.just(check),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner, inner)
    ),
    max_leaves=8,
)


def every_exercise(function):
    return pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)(function)


def cells_of(path: Path) -> list[str]:
    notebook = nbformat.read(path, as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def feedback_of(path: Path) -> list[Feedback]:
    """What the checks of a notebook answer when it is run from top to bottom."""
    shell = InteractiveShell()
    results = [shell.run_cell(source) for source in cells_of(path)]
    for result in results:
        result.raise_error()
    return [result.result for result in results if isinstance(result.result, Feedback)]


def words_of(exercise: Exercise) -> str:
    """All that a student has read before the exercise."""
    folder = next(f for f in LESSONS.iterdir() if f.name.startswith(exercise.id[0]))
    texts = [
        path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".md", ".txt"}
    ]
    return "\n".join([*texts, question(exercise)]).lower()


def test_the_course_has_five_lessons_with_exercises() -> None:
    assert [name[0] for name in NAMES] == ["1", "2", "3", "4", "5"]
    assert {exercise.id[0] for exercise in EXERCISES} == {"1", "2", "3", "4", "5"}


def test_committed_notebooks_are_what_the_lessons_give(tmp_path: Path) -> None:
    for path in build(tmp_path):
        assert (COURSE / path.relative_to(tmp_path)).read_bytes() == path.read_bytes()
    committed = {
        path.relative_to(COURSE) for path in COURSE.rglob("*.ipynb") if "checkpoint" not in str(path)
    }
    assert committed == {path.relative_to(tmp_path) for path in tmp_path.rglob("*.ipynb")}


def test_the_versions_differ_in_answers_and_notes_alone() -> None:
    source = (LESSONS / NAMES[0] / "lesson.md").read_text(encoding="utf-8")
    student, teacher = (json.loads(notebook_text(source, teacher=who))["cells"] for who in (False, True))
    shared = {"".join(cell["source"]) for cell in student} & {"".join(cell["source"]) for cell in teacher}
    only = ["".join(cell["source"]) for cell in student if "".join(cell["source"]) not in shared]
    assert len(only) == source.count("```exercise")
    assert all(re.match(r"answer_\d_\d = \.\.\.", cell) for cell in only)


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_first_says_that_work_can_be_lost(name: str) -> None:
    first, second, *_ = nbformat.read(COURSE / f"{name}.ipynb", as_version=4).cells
    assert "can be lost" in first.source and "download()" in second.source


@pytest.mark.parametrize(
    "path", sorted(COURSE.rglob("*.ipynb")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_no_logic_lives_in_the_notebooks(path: Path) -> None:
    for source in cells_of(path):
        kinds = {type(node) for node in ast.walk(ast.parse(source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.While, ast.Try, ast.If}


@pytest.mark.parametrize("name", NAMES)
def test_the_teachers_version_runs_through(name: str) -> None:
    answers = feedback_of(COURSE / TEACHER / f"{name}.ipynb")
    assert answers and all(feedback.right for feedback in answers)


@pytest.mark.parametrize("name", NAMES)
def test_the_students_version_runs_and_fails_its_checks_until_solved(name: str) -> None:
    answers = feedback_of(COURSE / f"{name}.ipynb")
    assert len(answers) == sum(exercise.id[0] == name[0] for exercise in EXERCISES)
    assert not any(feedback.right for feedback in answers)
    assert all("No answer here yet" in feedback.message for feedback in answers)


def test_a_lesson_runs_in_a_kernel(tmp_path: Path) -> None:
    done = run_notebook(COURSE / TEACHER / f"{NAMES[4]}.ipynb", tmp_path / "done.ipynb", {})
    text = done.read_text(encoding="utf-8")
    assert text.count(f"{RIGHT} ") >= 5 and NOT_YET not in text and '"stderr"' not in text


@every_exercise
def test_the_solution_is_right_in_every_form_that_students_write(exercise: Exercise) -> None:
    answer = ast.literal_eval(solution(exercise))
    forms = [answer]
    if exercise.kind == "choose":
        forms += [list(answer), tuple(answer), str(answer), [str(n) for n in answer]]
    if exercise.kind == "label":
        forms += [{str(k): v.upper() for k, v in answer.items()}, {k: f" {v}. " for k, v in answer.items()}]
    for form in forms:
        assert check(exercise.id, form).right, form
    assert check(exercise.id, answer).message == exercise.keep


@every_exercise
def test_every_wrong_item_has_its_own_sentence(exercise: Exercise) -> None:
    items = {
        "choose": map(str, range(1, exercise.of + 1)),
        "label": exercise.answer,
        "words": ("copied", "short", "long"),
    }
    assert set(exercise.why) == set(items[exercise.kind])
    assert all(sentence.endswith((".", "?")) for sentence in exercise.why.values())
    assert len(exercise.hints) >= 2


@every_exercise
def test_what_is_asked_can_be_known_from_the_lesson(exercise: Exercise) -> None:
    read = words_of(exercise)
    if exercise.kind == "label":
        for right in exercise.answer.values():
            accepted = [right] if isinstance(right, str) else right
            assert any(label.lower() in read for label in accepted), right
    if exercise.kind == "words":
        assert exercise.text.lower() in read


@every_exercise
@pytest.mark.parametrize("answer", [..., None, "", {}, set()])
def test_no_answer_is_no_mistake(exercise: Exercise, answer: object) -> None:
    assert "No answer here yet" in check(exercise.id, answer).message


@every_exercise
@pytest.mark.parametrize("answer", [3.5, True, b"x", check, [None], {"1": 1}, object()])
def test_an_unexpected_type_gets_a_sentence(exercise: Exercise, answer: object) -> None:
    feedback = check(exercise.id, answer)
    assert not feedback.right and "takes" in feedback.message


@given(st.sampled_from(list(exercises())) | st.text(), ANYTHING)
def test_whatever_is_answered_comes_back_as_feedback(number: str, answer: object) -> None:
    assert isinstance(check(number, answer), Feedback)


def test_a_wrong_choice_says_what_is_wrong_with_it() -> None:
    assert "A plan is no claim" in check("1.1", {1, 4}).message
    assert "3 of 4 found" in check("1.1", {1, 3, 6}).message
    assert "numbers go from 1 to 8" in check("1.1", {1, 99}).message


def test_a_misspelt_word_is_told_which_was_meant() -> None:
    assert "Did you mean 'affirms'" in check("1.4", {1: "afirms"}).message


def test_evidence_must_be_copied_whole_and_alone() -> None:
    assert "letter for letter" in check("1.5", "Norvane could see where people went running").message
    assert "Who could see what" in check("1.5", "where people went running").message
    assert (
        "attribution"
        in check("1.5", "Norvane could also see where people went running, the newspaper said.").message
    )


def test_an_unknown_exercise_names_the_known_ones() -> None:
    assert "1.1, 1.2" in check("7.1", 1).message and "1.1, 1.2" in hint("7.1")


def test_hints_say_more_and_more_and_end() -> None:
    assert "hint('1.1', 2)" in hint("1.1")
    assert hint("1.1", 2) == hint("1.1", 99) == exercises()["1.1"].hints[-1]


def test_feedback_is_told_in_words_and_escaped() -> None:
    shown = Feedback(False, "<script>")._repr_html_()
    assert NOT_YET in shown and "&lt;script&gt;" in shown and "<script>" not in shown


def test_a_copied_or_split_cell_changes_nothing() -> None:
    source = "answer_1_1 = {1, 3, 6, 8}"
    shell = InteractiveShell()
    for cell in (source, source, "from claims.classroom import check", 'check("1.1", answer_1_1)'):
        result = shell.run_cell(cell)
    assert result.result.right


def test_the_download_holds_notebooks_and_sheets(tmp_path: Path) -> None:
    for name in ("mine.ipynb", "ana.csv", "secret.key"):
        (tmp_path / name).write_text(name)
    link = download(tmp_path).data
    packed = re.search(r"base64,([^\"]+)", link)
    with zipfile.ZipFile(BytesIO(b64decode(packed[1]))) as archive:
        assert sorted(archive.namelist()) == ["ana.csv", "mine.ipynb"]
        assert archive.read("ana.csv") == b"ana.csv"
    assert "2 files" in link
