"""Extraction over an archive: a Parquet file or a folder becomes one Parquet file of claims, part by part.

A run that was stopped goes on where it was: a part that is on the disk is not done again.
"""

from claims.archive.job import Settings
from claims.archive.run import Totals, failures_path, run_archive

__all__ = ["Settings", "Totals", "failures_path", "run_archive"]
