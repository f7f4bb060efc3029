"""Word lists as data: one TOML file a topic, each naming where its entries come from."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed `claims/vocabulary/<name>.toml`; treat it as read-only."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
