"""The competitors by ASIN, over all files: how many phrases they rank for, how high, and their share of voice.

Share of voice is an estimate: a product's share is its part of what the ranks of all competitors and the own product
together are worth (``evidence.voice``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import CompetitorInfo, KeywordRow, KeywordTable, Role
from pipeline.research.evidence import VISIBLE, competitor_ranks, is_top, voice
from pipeline.result import Competitor


@dataclass(slots=True)
class _Tally:
    """What one product collects over the phrases."""

    ranks: list[int] = field(default_factory=list)
    voice: float = 0.0
    only_here: int = 0
    sources: set[Role] = field(default_factory=set)

    def add(self, row: KeywordRow, rank: int, *, alone: bool) -> None:
        self.ranks.append(rank)
        self.voice += voice(row.search_volume, rank)
        self.only_here += alone


def competitors(table: KeywordTable, own_asin: str, known: Sequence[CompetitorInfo] = ()) -> tuple[Competitor, ...]:
    """Every competitor of the files and, where its ranks are known, the own product; loudest first, then by ASIN.

    ``known`` is what a competitor file says of products; those without ranks are left out.
    """
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for file in table.files:
        for asin in file.asins:
            tallies[asin].sources.add(file.role)
    for row in table.rows:
        ranks = {asin: rank for asin, rank in competitor_ranks(row, table.files).items() if rank is not None}
        if row.own_rank is not None:
            ranks[own_asin] = row.own_rank
            tallies[own_asin].sources |= {entry.role for entry in row.files}
        for asin, rank in ranks.items():
            tallies[asin].add(row, rank, alone=len(ranks) == 1)
    total = sum(tally.voice for tally in tallies.values())
    about = {info.asin: info for info in known}
    found = [
        _competitor(about.get(asin) or CompetitorInfo(asin=asin), tally, total, own=asin == own_asin)
        for asin, tally in tallies.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.share_of_voice, each.asin)))


def _competitor(about: CompetitorInfo, tally: _Tally, total: float, *, own: bool) -> Competitor:
    ranks = tally.ranks
    return Competitor(
        asin=about.asin,
        phrases_ranked=len(ranks),
        top_10=sum(map(is_top, ranks)),
        top_50=sum(rank <= VISIBLE for rank in ranks),
        mean_rank=round(sum(ranks) / len(ranks), 1) if ranks else None,
        share_of_voice=round(tally.voice / total, 6) if total else 0.0,
        only_here=tally.only_here,
        sources=tuple(role.value for role in Role if role in tally.sources),
        own=own,
        title=about.title,
        brand=about.brand,
        price=about.price,
    )
