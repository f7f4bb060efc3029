"""Renew what README.md shows of the shipped case: the output of its Python example, and the picture."""

import contextlib
import io
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURE = "data/output/facebook-partners-2018/verdict_table.png"
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)


def output_of(code: str) -> str:
    """What the example prints, run in the project's folder."""
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    return printed.getvalue()


def renewed(text: str) -> str:
    """The text with the present output under its Python example."""
    return EXAMPLE.sub(lambda m: f"```python\n{m['code']}```\n\n```text\n{output_of(m['code'])}```", text)


def main() -> None:
    """Write README.md and its picture, the latter from a report that has been made."""
    readme = ROOT / "README.md"
    readme.write_text(renewed(readme.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copyfile(ROOT / PICTURE, ROOT / "docs" / "verdict_table.png")


if __name__ == "__main__":
    main()
