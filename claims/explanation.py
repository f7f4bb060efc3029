"""Why each claim says what it says: its rule, its sentence with the parts marked, and a reason for every field.

A part that stands in another sentence is shown there; in colour the brackets carry the colour of their part.
"""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import TextWrapper

from claims.extraction.rules import RULES
from claims.marks import reading_span
from claims.types import Claim, Document, Reason, Span

FIELDS = (
    "source",
    "via",
    "cue",
    "stance",
    "certainty",
    "grantor",
    "partner",
    "actions",
    "data",
    "consent",
    "status",
)
LEGEND = {
    "source": "who says so",
    "via": "who passes it on",
    "cue": "the words that tell that it is said",
    "stance": "affirmed, denied or not known",
    "certainty": "how firmly",
    "grantor": "who gave the access",
    "partner": "who got it",
    "actions": "what it could do",
    "data": "with which data",
    "consent": "whether people agreed",
    "status": "whether it has ended",
}
COLOURS = dict(zip(FIELDS, (34, 94, 36, 31, 91, 90, 32, 33, 35, 95, 96), strict=True))
WIDTH = 100
NEAR = 160


def legend(*, colour: bool = False) -> str:
    """What each mark means."""
    shown = ", ".join(f"{_painted(f'[{name}: …]', (name,), colour)} {says}" for name, says in LEGEND.items())
    return _wrapped(f"Marked: {shown}.", "", "  ")


def explanation(document: Document, found: Sequence[Claim], *, colour: bool = False) -> str:
    """Each claim of a document with its rule, its marked sentences, and a line for every field."""
    return "\n".join(text for claim in found for text in claim_explanation(document, claim, colour=colour))


def claim_explanation(document: Document, claim: Claim, *, colour: bool = False) -> Iterator[str]:
    """The lines of one claim, the last one empty."""
    yield f"{claim.partner} | {claim.data}  ({document.path} {claim.start}-{claim.end})"
    yield _wrapped(f"rule {claim.rule}: {RULES[claim.rule].says}", "  ", "    ")
    own = [s for reason in claim.reasons if reason.field == "evidence" for s in reason.sentences]
    for sentence in own:
        yield _wrapped(f"“{_marked(document, claim, sentence, colour=colour)}”", "  ", "  ")
    others = {s: None for r in claim.reasons for s in r.sentences if s not in own}
    for sentence in sorted(others):
        side = "before it" if own and sentence < own[0] else "after it"
        shown = _marked(document, claim, sentence, colour=colour, near=NEAR)
        yield _wrapped(f"{side}: “{shown}”", "  ", "    ")
    for name in FIELDS:
        yield _wrapped(_line(document, claim, name), "  ", "    ")
    yield ""


def words_shown(document: Document, reason: Reason) -> list[str]:
    """The words of a reason as they are printed: as they stand in the text, without its line breaks and markup."""
    spans = (reading_span(document, span) for span in reason.spans)
    return list(dict.fromkeys(" ".join(document.reading[s.start : s.end].split()) for s in spans))


def _line(document: Document, claim: Claim, name: str) -> str:
    """ "stance: denies, on “never”: “never” negates “gave”"."""
    reasons = [reason for reason in claim.reasons if reason.field == name]
    value = getattr(claim, name)
    value = ", ".join(value) if isinstance(value, tuple) else value
    words = dict.fromkeys(word for reason in reasons for word in words_shown(document, reason))
    on = f", on {' and '.join(f'“{word}”' for word in words)}" if words else ""
    return f"{name}: {value or 'none'}{on}: {'; '.join(reason.why for reason in reasons)}"


def _marked(document: Document, claim: Claim, sentence: Span, *, colour: bool, near: int = 0) -> str:
    """A sentence with its parts in brackets; `near` cuts it at that many characters around them."""
    window = reading_span(document, sentence)
    parts: dict[Span, list[str]] = {}
    for reason in claim.reasons:
        if reason.field in FIELDS:
            for span in (reading_span(document, each) for each in reason.spans):
                names = parts.setdefault(span, [])
                if window.contains(span) and reason.field not in names:
                    names.append(reason.field)
    marks = _uncrossed((span, tuple(names)) for span, names in parts.items() if names)
    shown = Span(window.start, window.end)
    if near and marks:
        shown = Span(
            _word_start(document.reading, window, marks[0][0].start - near),
            _word_end(document.reading, window, max(span.end for span, _ in marks) + near),
        )
    text = _bracketed(document.reading, shown, marks, colour)
    return f"{'… ' * (shown.start > window.start)}{text}{' …' * (shown.end < window.end)}"


def _word_start(text: str, window: Span, at: int) -> int:
    return window.start if at <= window.start else text.find(" ", at) + 1


def _word_end(text: str, window: Span, at: int) -> int:
    return window.end if at >= window.end else text.rfind(" ", 0, at)


Marked = tuple[Span, tuple[str, ...]]


def _uncrossed(parts: Iterable[Marked]) -> list[Marked]:
    """The parts in order, the outer before the inner; one that crosses the end of another is cut there."""
    found: list[Marked] = []
    waiting = sorted(parts, key=lambda part: (part[0].start, -part[0].end))
    while waiting:
        span, names = waiting.pop(0)
        crossed = next((o for o, _ in found if o.start < span.start < o.end < span.end), None)
        if crossed is None:
            found.append((span, names))
        else:
            waiting += [(Span(span.start, crossed.end), names), (Span(crossed.end, span.end), names)]
            waiting.sort(key=lambda part: (part[0].start, -part[0].end))
    return found


def _bracketed(text: str, window: Span, marks: Sequence[Marked], colour: bool) -> str:
    """The stretch of the text with brackets, one inside the other where the parts lie so."""
    done, at = "", window.start
    rest = list(marks)
    while rest:
        span, names = rest.pop(0)
        inner = [part for part in rest if span.contains(part[0])]
        rest = rest[len(inner) :]
        label = f"[{', '.join(names)}: {_bracketed(text, span, inner, colour)}]"
        done += text[at : span.start] + _painted(label, names, colour)
        at = span.end
    return done + text[at : window.end]


def _painted(text: str, names: Sequence[str], colour: bool) -> str:
    return f"\x1b[{COLOURS[names[0]]}m{text}\x1b[0m" if colour else text


def _wrapped(text: str, first: str, later: str) -> str:
    return TextWrapper(
        width=WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    ).fill(text)
