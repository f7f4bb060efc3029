"""What the page of a case is made of: the case and the tables that its notebooks wrote."""

from dataclasses import dataclass

import pandas as pd

from claims.charts import CHARTS, Drawing, draw_chart
from claims.charts.findings import access_scope
from claims.charts.words import counted
from claims.documents import Case
from claims.types import Document
from claims.views import by_name, documents_of


@dataclass(frozen=True, slots=True)
class Contents:
    """A case with its tables: claims.csv, verdicts.csv, quotations.csv, drift.csv and findings.csv as frames."""

    case: Case
    claims: pd.DataFrame
    verdicts: pd.DataFrame
    quotations: pd.DataFrame
    drift: pd.DataFrame
    findings: pd.DataFrame

    @property
    def documents(self) -> dict[str, Document]:
        """The documents by name, articles first."""
        return by_name(documents_of(self.case))

    @property
    def figures(self) -> list[str]:
        """The figures of the registry that are drawn from one case, the verdicts first."""
        drawn = [name for name, chart in CHARTS.items() if chart.reads in self._frames]
        return sorted(drawn, key=lambda name: name != "verdict_table")

    @property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return {"claims": self.claims, "verdicts": self.verdicts, "drift": self.drift}

    def drawing(self, name: str) -> Drawing:
        """One figure of the registry, drawn from the table that it reads."""
        return draw_chart(name, self._frames[CHARTS[name].reads], company=self.case.company)

    @property
    def finding(self) -> str:
        """The page's headline: what the verdicts come to."""
        return self.drawing("verdict_table").title

    @property
    def scope(self) -> str:
        """Of how many, and from what."""
        return access_scope(self.verdicts)

    @property
    def checked(self) -> str:
        """How much of it a person has confirmed, in a sentence."""
        claims, verdicts = self.claims["reviewed"].sum(), self.verdicts["reviewed"].sum()
        if not claims:
            return "No claim has been checked by a person."
        return (
            f"A person has confirmed {claims} of {counted(len(self.claims), 'claim')}, "
            f"and with them all that {verdicts} of {counted(len(self.verdicts), 'verdict')} rest on."
        )
