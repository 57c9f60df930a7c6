"""Short ways to categorise a few phrases in a test.

Lists labelled by hand stand in ``lists`` and are read by ``benchmarks.labelled``.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline import store
from pipeline.keywords import Context, categorise
from pipeline.model import KeywordRow, Listing, Relevancy, UserWords, Verdict

STORES = {code: store(code) for code in ("US", "DE", "ES", "IT", "JP", "MX")}


def rows(phrases: Iterable[str]) -> list[KeywordRow]:
    """Rows with volumes that fall in no particular order."""
    return [KeywordRow(phrase=phrase, search_volume=200 + 7919 * at % 5000) for at, phrase in enumerate(phrases)]


def verdicts(
    phrases: Iterable[str],
    *,
    title: str = "",
    brand: str = "",
    code: str = "US",
    words: UserWords | None = None,
    ranks: dict[str, int] | None = None,
    competing: dict[str, int] | None = None,
) -> dict[str, Verdict]:
    """Each phrase's verdict for a product of that title; ``ranks`` are relevancies."""
    listed = list(phrases)
    table = [
        KeywordRow(phrase=phrase, search_volume=1000, competing_products=(competing or {}).get(phrase))
        for phrase in listed
    ]
    scores = [
        Relevancy(score=5, from_ranks=ranks.get(phrase, 0) if ranks else None, top_10=0, competitors=0, reason="")
        for phrase in listed
    ]
    context = Context(
        listing=Listing(title=title, brand=brand) if title else None, store=STORES[code], words=words or UserWords()
    )
    return dict(zip(listed, categorise(table, scores, context).verdicts, strict=True))
