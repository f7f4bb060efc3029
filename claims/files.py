"""Files are written whole or not at all: beside their place first, then put there in one step."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from claims.errors import InputError


def write_bytes(path: Path, content: bytes) -> Path:
    """The path, written whole, in place of what was there; InputError where the folder does not let it."""
    return write_pieces(path, lambda stream: stream.write(content))


def write_pieces(path: Path, fill: Callable[[BinaryIO], object]) -> Path:
    """The same for content that `fill` writes piece by piece into the stream it is given."""
    return _write(path, fill, lambda beside: beside.replace(path))


def write_durably(path: Path, content: bytes) -> Path:
    """The same, and it is on the disk when this returns, whatever happens to the machine next."""
    return _write(path, lambda stream: stream.write(content), lambda beside: _put_durably(beside, path))


def write_new(path: Path, content: bytes) -> Path:
    """The path, written whole where there was nothing; InputError where there is a file already."""
    return _write(path, lambda stream: stream.write(content), lambda beside: _put_new(beside, path))


def make_folder(folder: Path) -> None:
    """The folder is there, with all above it; InputError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        found = f"cannot be made ({error.strerror})"
        raise InputError(str(folder), found, "needs a folder to write in") from error


def _write(path: Path, fill: Callable[[BinaryIO], object], put: Callable[[Path], object]) -> Path:
    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        beside = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            fill(stream)
        beside.chmod(0o644)
        put(beside)
    except OSError as error:
        found = f"cannot be written ({error.strerror})"
        raise InputError(str(path), found, "needs a folder with room to write in") from error
    finally:
        if beside:
            beside.unlink(missing_ok=True)
    return path


def _put_durably(beside: Path, path: Path) -> None:
    """Content first, then the name: a name that points to what was not yet written would be a lost file."""
    _sync(beside, os.O_RDWR)
    beside.replace(path)
    if os.name == "posix":
        _sync(path.parent, os.O_RDONLY)


def _sync(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_new(beside: Path, path: Path) -> None:
    """A link fails where there is a file, which a renaming would overwrite; some disks know no links."""
    try:
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:
            with path.open("xb") as stream:
                stream.write(beside.read_bytes())
    except FileExistsError as error:
        raise InputError(
            str(path), "is there already", "nothing is overwritten; choose another name"
        ) from error
