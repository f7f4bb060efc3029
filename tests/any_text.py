"""Texts, documents, files and cases of any content, for the tests of what must hold whatever the text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import strategies as st
from own_texts import bare_article

from claims import crossref, drift, lint, quotes, review, tables
from claims.documents import Case, Party, read_text
from claims.errors import ClaimsError
from claims.extraction import read_all
from claims.types import Document, Kind

PIECES = [
    "Acme let the bank read the private messages of its users, the Gazette said.",
    "“We never gave the bank your photos,” Acme said.",
    "The bank denied that it could see friends’ names without their consent.",
    "<p>Acme let <b>it</b> read &amp; write <i class=a<b>posts</i></p>",
    "<!-- claims: disable-next CL201 -->",
    "+++\ntitle = 'A'\n+++\n",
    "|a|b|\n|---|---|\n",
    "![a](b.png)",
    '"', "'", "“", "”", "…", "[", "]", "{", "}", "$", "\\", "&#55296;", "<", "=1+1", "|", ",", ";",
    "\u202e", "\u200f", "\u2066", "\u200b", "\u00ad", "\ufeff", "\u0301", "\0", "\x1b[31m", "\x7f", "\x85", "\u2028",
    "\ud800", "\udcff", "\r", "\n", "\n\n", "\t", "\U0001f600", "ﬃ", "İ", "ß", "۱۲", "नम", "عرب", "漢字",
]  # fmt: skip
ANY = st.text(st.characters(exclude_categories=()), max_size=40)
LONG = st.builds(
    str.__mul__, st.sampled_from(["a", "é", "1", "A.", "-", "“", "("]), st.sampled_from([40, 1_000])
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), ANY, LONG), max_size=6).map("".join)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
BYTES = st.one_of(
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.binary(max_size=60),
)


def readable(text: str, **known: Any) -> Document:
    """The document in a text; where it is refused, an article of its bare characters."""
    try:
        return read_text(text, **known)
    except ClaimsError:
        return bare_article(text.encode("utf-8", "replace").decode() or "It.")


DOCUMENTS = st.builds(
    lambda lead, rest, name, kind, known: readable(f"{lead}\n\n{rest}", name=name, kind=kind, **known),
    st.sampled_from(["", *PIECES[:3]]),
    TEXTS,
    st.sampled_from(["a.txt", "a.md", "a.html"]),
    st.sampled_from([None, *Kind]),
    st.sampled_from([{}, {"company": "Acme"}, {"company": "Acme", "speaker": "Bank"}]),
)


@dataclass
class Known:
    """A case in memory with all that is made of it, each part when it is first asked for."""

    case: Case
    text: str
    folder: Path = field(init=False)

    @cached_property
    def readings(self) -> list[Any]:
        """The documents with their claims."""
        return list(read_all((*self.case.articles, *self.case.statements), partners=self.case.partners))

    @cached_property
    def document(self) -> Document:
        """Its first article."""
        return self.case.articles[0]

    @cached_property
    def found(self) -> tuple[Any, ...]:
        """The claims of its first article."""
        return self.readings[0].claims

    @property
    def whole(self) -> str:
        """Its text without half characters."""
        return self.text.encode("utf-8", "replace").decode()

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims of every document, confirmed by somebody."""
        frame = tables.claims_frame((reading.document, reading.claims) for reading in self.readings)
        return frame.assign(reviewed=True, reviewer=self.whole or "a desk")

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """The verdicts on them."""
        return crossref.cross_reference(self.claims, self.case)

    @cached_property
    def drift(self) -> pd.DataFrame:
        """How they change."""
        return drift.drift(self.claims, self.case)

    @cached_property
    def quotations(self) -> pd.DataFrame:
        """What is quoted."""
        return quotes.check_case(self.case)

    @cached_property
    def questions(self) -> list[Any]:
        """What the linter asks."""
        return lint.find(lint.dossier(self.readings, self.case))

    @cached_property
    def findings(self) -> pd.DataFrame:
        """The same as a frame."""
        return lint.findings_frame(self.questions)

    @cached_property
    def review(self) -> Any:
        """Its claims to decide on."""
        return review.read_review(self.case, self.claims)

    @cached_property
    def claim(self) -> str:
        """The id of its first claim; none of its own where it has none."""
        return next(iter(self.claims["claim"]), "none")


def _case(company: str, partner: str, first: str, second: str, answer: str, text: str) -> Known:
    told = f"{company} let {partner} read private messages, the Gazette said."
    known: Callable[..., dict[str, str]] = lambda **more: {"company": company, **more}  # noqa: E731
    documents = [
        readable(f"{told}\n\n{first}", name="one", kind="article", **known()),
        readable(f"{PIECES[0]}\n\n{second}", name="two", kind="article", **known()),
        readable(f"{PIECES[1]}\n\n{answer}", name="own", kind="statement", **known(speaker=company)),
    ]
    one, two, own = (
        Document(**{**{f: getattr(d, f) for f in Document.__slots__}, "name": name, "published": day})
        for d, name, day in zip(
            documents, ("one", "two", "own"), ("2020-01-01", "2020-02-01", ""), strict=True
        )
    )
    case = Case(
        id="any", title=text, company=company, aliases=("the network",),
        partners=(Party(partner, ("the bank",), ("partners",)),),
        articles=(one, two), statements=(own,), problems=(), folder=Path("none"),
    )  # fmt: skip
    return Known(case, text)


PARTIES = st.one_of(
    st.sampled_from(["Acme", "Harbour Bank", "O’Hara & Sons", "$x$", "=A1", "<b>", "a|b"]), NAMES
)
CASES = st.builds(_case, PARTIES, PARTIES, TEXTS, TEXTS, TEXTS, st.one_of(st.sampled_from(PIECES), ANY))
