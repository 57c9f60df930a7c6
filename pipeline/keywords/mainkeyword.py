"""The phrase that the listing is built around.

Promises a provisional one from figures alone, before anything is known of the product, and the final one among the
Relevant keywords: most searches times relevancy.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from pipeline.model import Category, KeywordRow, Relevancy, Verdict
from pipeline.result import MainKeyword

_NEAREST = (
    frozenset({Category.RELEVANT}),
    frozenset({Category.DESIGN}),
    frozenset({Category.OUTLIER, Category.IRRELEVANT}),
    frozenset(Category),
)
"""Where the main keyword is looked for, one after the other."""


def provisional(
    rows: Sequence[KeywordRow],
    tokens: Sequence[tuple[str, ...]],
    relevancy: Sequence[Relevancy],
    usable: Sequence[bool],
) -> int | None:
    """The row that most likely names the product; None when no row is usable.

    By ``relevancy² × ln(1 + volume)`` where the files have relevancy; else the searched phrase whose words the list
    repeats most.
    """
    candidates = [at for at, words in enumerate(tokens) if words and usable[at]]
    if any(relevancy[at].from_ranks for at in candidates):
        return max(
            candidates, key=lambda at: ((relevancy[at].from_ranks or 0) ** 2 * _searches(rows[at]), rows[at].phrase)
        )
    shares = _shares(tokens)
    return max(
        candidates,
        key=lambda at: (_searches(rows[at]) * _central(tokens[at], shares), rows[at].phrase),
        default=None,
    )


def _searches(row: KeywordRow) -> float:
    return math.log1p(row.search_volume or 0)


def _shares(tokens: Sequence[tuple[str, ...]]) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    for words in tokens:
        for word in set(words):
            counts[word] += 1
    return {word: count / len(tokens) for word, count in counts.items()}


def _central(words: tuple[str, ...], shares: dict[str, float]) -> float:
    """How much of the list the words hold together; long phrases gain nothing by their length."""
    return sum(sorted((shares[word] for word in words), reverse=True)[:3]) * min(1.0, 3 / len(words))


def final(
    rows: Sequence[KeywordRow], relevancy: Sequence[Relevancy], verdicts: Sequence[Verdict], chosen: str
) -> MainKeyword:
    """The user's main keyword, else the strongest Relevant one, else what comes nearest to one, with its reason."""
    if chosen:
        return MainKeyword(phrase=chosen, reason="Your own choice")

    def strength(at: int) -> tuple[int, str]:
        return (rows[at].search_volume or 0) * relevancy[at].score, rows[at].phrase

    for categories in _NEAREST:
        found = [at for at, verdict in enumerate(verdicts) if verdict.category in categories]
        if found:
            best = max(found, key=strength)
            return MainKeyword(phrase=rows[best].phrase, reason=_reason(rows[best], relevancy[best], verdicts[best]))
    return MainKeyword(phrase="", reason="There is no keyword to choose from")


def _reason(row: KeywordRow, relevancy: Relevancy, verdict: Verdict) -> str:
    if verdict.category is not Category.RELEVANT:
        return "No keyword is Relevant; this one comes nearest to the product"
    volume = "searches unknown" if row.search_volume is None else f"{row.search_volume:,} searches a month"
    return f"The strongest Relevant keyword: {volume} at relevancy {relevancy.score} of 10"
