"""Gaps: the targets for which rivals rank in the top ten and the product does not, with the rival to beat."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report.action import targets, volume
from pipeline.report.words import number, plural
from pipeline.result import Keyword, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A target that rivals hold: the one that ranks best, and its rank."""

    keyword: Keyword
    rival: str
    rank: int


def gaps(result: Result) -> list[Gap]:
    """Every gap, the most searched first."""
    return [_gap(k) for k in targets(result) if k.gap]


def _gap(keyword: Keyword) -> Gap:
    ranked = [(rank, asin) for asin, rank in keyword.competitor_ranks.items() if rank is not None]
    rank, rival = min(ranked)
    return Gap(keyword=keyword, rival=rival, rank=rank)


def gaps_unknown(result: Result) -> str:
    """Why nobody can say which targets rivals hold; empty where the files tell."""
    if not result.competitors:
        return "no ranks in the files"
    return "" if result.inputs.own_ranks else "your ranks are not in the files"


def gaps_title(result: Result) -> str:
    """What the gaps amount to, in a line."""
    found = gaps(result)
    if unknown := gaps_unknown(result):
        return f"Gaps to rivals are unknown: {unknown}"
    if not found:
        return "You rank in the top 10 wherever rivals do"
    searches = number(volume(gap.keyword for gap in found))
    return f"Rivals rank in the top 10 and you do not for {plural(len(found), 'target')}, {searches} searches a month"


def rivals_rank(keyword: Keyword) -> str:
    """``9 of 15 rivals rank in the top 10, you do not rank``."""
    top, every = keyword.top_10_competitors, len(keyword.competitor_ranks)
    return f"{top:,} of {plural(every, 'rival')} {'ranks' if top == 1 else 'rank'} in the top 10, {own_rank(keyword)}"


def own_rank(keyword: Keyword) -> str:
    """``you rank 5``, ``you do not rank``."""
    return f"you rank {keyword.own_rank:,}" if keyword.own_rank else "you do not rank"
