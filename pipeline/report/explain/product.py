"""The invented product of the examples, a baby changing pad, and a few searches as the categoriser judges them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.keywords.categoriser import categorise
from pipeline.keywords.context import Categorisation, Context
from pipeline.keywords.intent import intent
from pipeline.model import Category, Grade, KeywordRow, Listing, Relevancy
from pipeline.research.stores import store

LISTING = Listing(
    title="Cloudrest Baby Changing Pad, Wipeable Waterproof Foam Changing Pad for Dresser, Grey", brand="Cloudrest"
)
_SEARCHES = {  # phrase: searches a month, relevancy
    "changing pad": (74_000, 10),
    "baby changing pad": (15_000, 10),
    "wipeable changing pad": (5_400, 9),
    "changing pad for dresser": (4_100, 8),
    "grey changing pad for dresser": (120, 6),
    "skip hop changing pad": (6_400, 7),
    "keekaroo": (31_000, 7),
    "cambiador de bebe": (2_900, 2),
    "baby": (420_000, 0),
    "baby gift": (50_000, 0),
    "changing pad cover": (12_000, 2),
    "changing table": (33_000, 3),
    "how to change a diaper": (1_500, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One search as the categoriser judges it."""

    phrase: str
    category: Category
    reason: str
    grade: Grade
    intent: int
    aspects: tuple[str, ...]


def searches() -> tuple[Judged, ...]:
    """Every search, judged."""
    verdicts = zip(_SEARCHES, _categorised().verdicts, strict=True)
    return tuple(
        Judged(
            phrase=phrase,
            category=verdict.category,
            reason=verdict.reason,
            grade=verdict.grade,
            intent=points,
            aspects=aspects,
        )
        for phrase, verdict in verdicts
        for points, aspects in (intent(verdict),)
    )


def _categorised() -> Categorisation:
    rows = [KeywordRow(phrase=phrase, search_volume=volume) for phrase, (volume, _) in _SEARCHES.items()]
    scores = [
        Relevancy(score=score, from_ranks=score, top_10=0, competitors=0, reason="") for _, score in _SEARCHES.values()
    ]
    context = Context(listing=LISTING, store=store("US"), main_keyword="changing pad")
    return categorise(rows, scores, context)
