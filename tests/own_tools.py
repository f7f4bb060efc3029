"""The modules of the folder tools, which is no package."""

import importlib.util
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


@cache
def load_tool(name):
    """A module of the folder tools, loaded once."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
