"""Figures from the tables of claims and verdicts: frame in, drawing out, all in the registry `CHARTS`."""

from claims.charts import figures
from claims.charts.registry import CHARTS, Chart, Drawing, chart, draw_chart

__all__ = ["CHARTS", "Chart", "Drawing", "chart", "draw_chart", "figures"]
