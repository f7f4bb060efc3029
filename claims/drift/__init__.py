"""How a story hardens: each claim followed from the first report through its retellings."""

from claims.drift.changes import Direction, Facet
from claims.drift.table import DRIFT, DRIFT_COLUMNS, TELLING_COLUMNS, drift, tellings, undated

__all__ = ["DRIFT", "DRIFT_COLUMNS", "TELLING_COLUMNS", "Direction", "Facet", "drift", "tellings", "undated"]
