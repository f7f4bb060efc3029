"""What in a case may mislead its verdicts, in words: told beside them, so that none is wrong in silence."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from claims.crossref.evidence import speaks_for
from claims.crossref.parties import Names
from claims.documents import Case
from claims.documents.company import infer_company, says_we
from claims.documents.english import LEAST_WORDS, other_language
from claims.types import Document

BRING_IN = "`claims add` brings one in"


def of_case(case: Case) -> Iterator[str]:
    """What is missing in a case, told twice, or could not be read."""
    if not (case.articles or case.statements or case.problems):
        yield f"{case.folder}: no documents yet, so no claims; {BRING_IN}"
        return
    unread = {Path(problem.where).parent.name for problem in case.problems}
    if not case.articles and "articles" not in unread:
        yield f"{case.folder}/articles: no articles, so nothing is reported that could be checked; {BRING_IN}"
    if not case.statements and "statements" not in unread:
        yield f"{case.folder}/statements: no statements, so only articles tell what the parties say; {BRING_IN}"
    if case.problems:
        found = f"{len(case.problems)} of its documents cannot be read, and no verdict knows what they say"
        yield f"{case.folder}: {found}; each is named with what would be valid"
    for document in case.statements:
        for name in _other_voices(case, document):
            found = f"it reads as the words of {name}, and its speaker is {document.speaker}"
            yield f'{document.path}: {found}; write speaker = "{name}" if they are'
    seen: dict[str, str] = {}
    for document in (*case.articles, *case.statements):
        for language, words in _other_languages(document):
            found = f"a paragraph looks like {language} and is not read: “{words[:60]}…”"
            yield f"{document.path}: {found}; the rules read English alone: put a translation in its place"
        words = " ".join(document.reading.split())
        other = seen.setdefault(words, document.path)
        if other != document.path:
            found = f"the same words as {other}, counted twice"
            yield f"{document.path}: {found}; keep one of them, or say in it whose words it retells"


def _other_voices(case: Case, document: Document) -> Iterator[str]:
    """Who else than its speaker a statement shows to be speaking: "At Harbour Bank, we"."""
    partners = {name: p.name for p in case.partners for name in (p.name, *p.aliases)}
    names = {case.company: case.company, **partners, infer_company(document): infer_company(document)}
    heard = {owner for name, owner in names.items() if says_we(name, document.reading)}
    if document.speaker not in heard:
        yield from sorted(heard)


def _other_languages(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        words = document.reading[block.span.start : block.span.end]
        if len(words.split()) >= LEAST_WORDS and (language := other_language(words)):
            yield language, words


def of_verdicts(case: Case, claims: pd.DataFrame, verdicts: pd.DataFrame) -> Iterator[str]:
    """Where a case gives no verdict at all, and whose statement none of them rests on."""
    if case.articles and verdicts.empty:
        found = "no article says that a partner got access, so there is nothing to set against the statements"
        yield f"{case.folder}: {found}; an article names a partner and what it could reach"
        return
    names = Names([*verdicts["partner"], *claims["source"], *claims["grantor"]], case)
    parties = [names.party(name) for name in (*verdicts["partner"], *(p.name for p in case.partners))]
    for document in case.statements:
        speaker = document.speaker or ""
        heard = names.speaks_for_company(speaker) or any(speaks_for(names, speaker, one) for one in parties)
        if not verdicts.empty and not heard:
            found = f"the speaker is {speaker!r}, who is neither {case.company} nor a partner of a verdict"
            yield f"{document.path}: {found}, so none rests on it; write the name as case.toml or the articles do"
