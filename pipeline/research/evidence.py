"""What the competitors' ranks say of one phrase: who ranks where, and whether they outrank the own product."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import FileSummary, KeywordRow

TOP = 10
"""Ranks 1-10 are what a shopper sees without scrolling far: a competitor there sells on the phrase."""

VISIBLE = 50
"""Beyond this rank nobody looks."""


def competitor_ranks(row: KeywordRow, files: Sequence[FileSummary]) -> dict[str, int | None]:
    """Every competitor's rank for a phrase over all files, in the files' order; None: not ranked.

    A competitor that stands in both files has the better of its ranks.
    """
    found: dict[str, int | None] = {asin: None for file in files for asin in file.asins}
    asins = {file.role: file.asins for file in files}
    for entry in row.files:
        for asin, rank in zip(asins.get(entry.role, ()), entry.ranks, strict=False):
            known = found[asin]
            if rank is not None and (known is None or rank < known):
                found[asin] = rank
    return found


def top_10_competitors(row: KeywordRow, files: Sequence[FileSummary] = ()) -> int:
    """How many competitors rank 1-10 for a phrase.

    ``files`` tell which competitor stands in both of them; without them such a one counts twice.
    """
    if files:
        return sum(map(is_top, competitor_ranks(row, files).values()))
    return sum(is_top(rank) for entry in row.files for rank in entry.ranks)


def is_top(rank: int | None) -> bool:
    """Whether a rank is among the first ten."""
    return rank is not None and rank <= TOP


def is_gap(row: KeywordRow) -> bool:
    """Whether some competitor ranks 1-10 for a phrase and the own product does not."""
    return top_10_competitors(row) > 0 and not is_top(row.own_rank)


def voice(search_volume: int | None, rank: int | None) -> float:
    """What a phrase is worth to a product at a rank: its searches divided by the rank, nothing beyond rank 50.

    Attention falls off about with the rank (Zipf's law); Amazon publishes no click rates that could stand in its place.
    """
    return (search_volume or 0) / rank if rank is not None and rank <= VISIBLE else 0.0
