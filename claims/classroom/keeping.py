"""Take the work home: one file with every notebook and sheet of the folder, offered as a link.

A Binder forgets everything after some idle minutes, hence the call in the first cell of each lesson.
"""

import io
import zipfile
from base64 import b64encode
from pathlib import Path

from IPython.display import HTML

KEPT = ("*.ipynb", "*.csv")
NAME = "my-work.zip"


def download(folder: str | Path = ".") -> HTML:
    """A link that saves the notebooks and sheets of a folder, as they were last saved, in one file."""
    files = sorted({file for pattern in KEPT for file in Path(folder).glob(pattern)})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    address = f"data:application/zip;base64,{b64encode(packed.getvalue()).decode()}"
    count = f"{len(files)} file{'' if len(files) == 1 else 's'}, as last saved"
    return HTML(f'<a download="{NAME}" href="{address}">Save {NAME}</a> ({count})')
