"""Files are written whole or not at all, and what must not be overwritten is not."""

import io
import os
from pathlib import Path

import pytest

from claims import files
from claims.errors import InputError
from claims.files import write_bytes, write_new


class Full(io.BytesIO):
    """A disk without room."""

    def write(self, _content: object) -> int:
        raise OSError(28, "No space left on device")


def full(descriptor: int, _mode: str) -> Full:
    os.close(descriptor)
    return Full()


@pytest.mark.parametrize("write", [write_bytes, write_new])
def test_a_write_that_fails_leaves_what_was_there_and_no_other(
    write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_bytes(tmp_path / "a.txt", b"old")
    monkeypatch.setattr(files.os, "fdopen", full)
    with pytest.raises(InputError, match="No space left"):
        write(file, b"new")
    assert file.read_bytes() == b"old"
    assert [f.name for f in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("links", [True, False])
def test_what_is_new_never_takes_the_place_of_a_file(links, tmp_path, monkeypatch):
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    file = write_new(tmp_path / "folder" / "a.txt", b"first")
    with pytest.raises(InputError, match="there already"):
        write_new(file, b"second")
    assert file.read_bytes() == b"first"
    assert [f.name for f in file.parent.iterdir()] == ["a.txt"]
