"""What a finding about two analyses is, and the words that findings share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.comparison import PhraseChange
from pipeline.report.compare_views import View
from pipeline.report.words import number

Kind = Literal["won", "lost", "moved", "new", "gone", "voice", "demand", "copy", "category", "still"]
Part = Literal["", "Keywords", "Competitors", "Listing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that changed: what, shown by what, and what to do about it.

    ``search_volume``: the searches a month that it is about; None where it is about none. ``part`` and ``view`` lead
    to its rows. All words are plain text and may stem from files.
    """

    kind: Kind
    title: str
    evidence: str
    advice: str
    search_volume: int | None = None
    part: Part = "Keywords"
    view: View | None = None


Say = Callable[[PhraseChange], str]


def bare(_change: PhraseChange) -> str:
    """No word on it."""
    return ""


def named(changes: Sequence[PhraseChange], say: Say = bare, most: int = 2) -> str:
    """The first few of some phrases with a word on each: ``“a” 24 → 6, “b” 13 → 9 and 4 more``."""
    said = [f"“{change.phrase}” {say(change)}".rstrip() for change in changes[:most]]
    rest = [f"{len(changes) - most:,} more"] if len(changes) > most else []
    parts = [*said, *rest]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def ranks(change: PhraseChange) -> str:
    """``24 → 6``; a dash where it does not rank."""
    return f"{number(change.rank_before)} → {number(change.rank_after)}"


def searches(change: PhraseChange) -> str:
    """``(2,400)``; nothing where the searches are not known."""
    return "" if change.search_volume is None else f"({change.search_volume:,})"


def by_volume(changes: Iterable[PhraseChange]) -> list[PhraseChange]:
    """The most searched first, equal ones by the alphabet."""
    return sorted(changes, key=lambda change: (-(change.search_volume or 0), change.phrase))
