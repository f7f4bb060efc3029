"""Stretches of a file that keep the offset of every character, and the reading text that they add up to.

"The app  sent<br>data" reads "The app sent data", and each of those characters still knows where it stood.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.types import Block, Role, SetAside, Span

JOINER = "\n\n"
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
CONTROLS = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
UNTIDY = re.compile(rf"\s\s|[{CONTROLS}{''.join(sorted(INVISIBLE))}]")
WORD = re.compile(r"\w+(?:['’.&+-]\w+)*")
FULL_STOP = re.compile(r"[.!?…;,:][\"'”’)\]]*$")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One block of a file: its text without markup, where each character stood, and why it is set aside."""

    text: str
    starts: tuple[int, ...]
    end: int
    role: Role = Role.PARAGRAPH
    reason: str = ""

    @property
    def start(self) -> int:
        """The offset of the first character in the file."""
        return self.starts[0]

    def aside(self, reason: str) -> "Stretch":
        """The same stretch, set aside for a reason; one already set aside keeps its first reason."""
        return self if self.reason else replace(self, reason=reason)

    def words(self) -> int:
        """How many words the stretch has."""
        return len(WORD.findall(self.text))

    def is_closed(self) -> bool:
        """Whether the text ends as a sentence or clause does."""
        return bool(FULL_STOP.search(self.text))

    def sentences(self) -> int:
        """Roughly how many sentences end in the stretch."""
        return len(SENTENCE_END.findall(self.text))


def tidy(
    chars: str, starts: Sequence[int], role: Role = Role.PARAGRAPH, end: int | None = None
) -> Stretch | None:
    """The characters, each run of white space made one, invisible ones dropped; None if none is left."""
    first, last = len(chars) - len(chars.lstrip()), len(chars.rstrip())
    if first < last and not UNTIDY.search(chars, first, last):
        stop = starts[last - 1] + 1
        return Stretch(
            chars[first:last], tuple(starts[first:last]), stop if end is None else max(end, stop), role
        )
    kept: list[str] = []
    where: list[int] = []
    gap: list[int] = []
    for position, char in enumerate(chars):
        if char in INVISIBLE:
            continue
        if char.isspace():
            gap.append(position)
            continue
        if gap and kept:
            kept.append(_space(chars, gap))
            where.append(starts[gap[0]])
        gap.clear()
        kept.append(char)
        where.append(starts[position])
    if not kept:
        return None
    return Stretch(
        "".join(kept), tuple(where), where[-1] + 1 if end is None else max(end, where[-1] + 1), role
    )


def _space(chars: str, gap: list[int]) -> str:
    alone = chars[gap[0]]
    return alone if len(gap) == 1 and alone not in CONTROLS else " "


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that the parser sees, with its origin, blocks and what was left out."""

    text: str
    origin: tuple[int, ...]
    blocks: tuple[Block, ...]
    set_aside: tuple[SetAside, ...]


def assemble(stretches: Iterable[Stretch]) -> Reading:
    """The reading text of the stretches that are not set aside, in the order of the file."""
    parts: list[str] = []
    origin: list[int] = []
    blocks: list[Block] = []
    left_out: list[Stretch] = []
    end = 0
    for stretch in stretches:
        if stretch.reason:
            left_out.append(stretch)
            continue
        if parts:
            parts.append(JOINER)
            origin += [end, max(end, min(end + 1, stretch.start))]
        blocks.append(Block(Span(len(origin), len(origin) + len(stretch.text)), stretch.role))
        parts.append(stretch.text)
        origin += stretch.starts
        end = stretch.end
    return Reading("".join(parts), (*origin, end), tuple(blocks), _merge(left_out, blocks, origin))


def _merge(left_out: list[Stretch], blocks: list[Block], origin: list[int]) -> tuple[SetAside, ...]:
    kept = sorted(origin[block.span.start] for block in blocks)
    merged: list[SetAside] = []
    for stretch in left_out:
        last = merged[-1] if merged else None
        if last and last.reason == stretch.reason and not _between(kept, last.span.end, stretch.start):
            merged[-1] = SetAside(Span(last.span.start, stretch.end), stretch.reason)
        else:
            merged.append(SetAside(Span(stretch.start, stretch.end), stretch.reason))
    return tuple(merged)


def _between(kept: list[int], start: int, end: int) -> bool:
    return bisect_left(kept, start) < bisect_left(kept, end)
