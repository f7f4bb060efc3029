"""Extraction over an archive: a Parquet file or a folder becomes one Parquet file of claims, part by part.

A run that was stopped goes on where it was: a part that is on the disk is not done again.
"""

from claims.archive.job import Settings
from claims.archive.run import Totals, failures_path, run_archive
from claims.archive.sample import case_reports, invented_reports, write_archive
from claims.archive.summary import Archive, by_consent, by_month, by_partner, read_archive, triage

__all__ = [
    "Archive",
    "Settings",
    "Totals",
    "by_consent",
    "by_month",
    "by_partner",
    "case_reports",
    "failures_path",
    "invented_reports",
    "read_archive",
    "run_archive",
    "triage",
    "write_archive",
]
