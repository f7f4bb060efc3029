"""Figures from the tables of claims and verdicts: frame in, drawing out, all in the registry `CHARTS`."""

from claims.charts import archive, courses, figures
from claims.charts.registry import CHARTS, Chart, Drawing, Figures, chart, draw_chart
from claims.charts.style import PRESETS, THEMES, Look, look_of

__all__ = [
    "CHARTS",
    "PRESETS",
    "THEMES",
    "Chart",
    "Drawing",
    "Figures",
    "Look",
    "archive",
    "chart",
    "courses",
    "draw_chart",
    "figures",
    "look_of",
]
