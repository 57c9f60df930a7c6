"""Competitors over all files: counts, mean rank and share of voice."""

from __future__ import annotations

import pytest

from pipeline.model import FileRanks, FileSummary, KeywordRow, KeywordTable, Role
from pipeline.research import competitors
from pipeline.result import Competitor

OWN, A, B, C = "B0OWNOWN00", "B0AAAAAA01", "B0BBBBBB02", "B0CCCCCC03"


def ranks(role: Role, *values: int | None) -> FileRanks:
    return FileRanks(role=role, ranks=values)


def table(*rows: KeywordRow) -> KeywordTable:
    files = (
        FileSummary(name="revenue.csv", role=Role.REVENUE, format="", rows=1, asins=(A, B)),
        FileSummary(name="design.csv", role=Role.DESIGN, format="", rows=1, asins=(B, C)),
    )
    return KeywordTable(files=files, rows=rows, dropped=(), rows_read=len(rows), duplicates_merged=0)


ROWS = (
    KeywordRow(phrase="one", search_volume=100, own_rank=2, files=(ranks(Role.REVENUE, 1, 20),)),
    KeywordRow(phrase="two", search_volume=300, files=(ranks(Role.REVENUE, None, 3), ranks(Role.DESIGN, 3, 60))),
    KeywordRow(phrase="three", files=(ranks(Role.DESIGN, None, 5),)),
)


def found() -> dict[str, Competitor]:
    return {each.asin: each for each in competitors(table(*ROWS), OWN)}


def test_each_competitor_is_counted_once_over_both_files() -> None:
    b = found()[B]
    assert (b.phrases_ranked, b.top_10, b.top_50, b.mean_rank, b.sources) == (2, 1, 2, 11.5, ("revenue", "design"))
    c = found()[C]
    assert (c.phrases_ranked, c.top_10, c.top_50, c.mean_rank, c.sources) == (2, 1, 1, 32.5, ("design",))


def test_share_of_voice_is_volume_over_rank_up_to_fifty() -> None:
    shares = {asin: each.share_of_voice for asin, each in found().items()}
    total = 100 / 1 + 100 / 2 + 100 / 20 + 300 / 3
    assert shares == pytest.approx({A: 100 / total, OWN: 50 / total, B: 105 / total, C: 0.0}, abs=1e-6)
    assert sum(shares.values()) == pytest.approx(1, abs=1e-5)


def test_the_own_product_has_a_row_where_its_rank_is_known() -> None:
    assert found()[OWN].own
    assert [asin for asin, each in found().items() if each.own] == [OWN]
    unknown = competitors(table(*ROWS[1:]), OWN)
    assert OWN not in {each.asin for each in unknown}


def test_phrases_that_one_product_alone_ranks_for() -> None:
    assert {asin: each.only_here for asin, each in found().items()} == {OWN: 0, A: 0, B: 0, C: 1}


def test_the_loudest_come_first_and_ties_by_asin() -> None:
    assert list(found()) == [B, A, OWN, C]
    silent = competitors(table(KeywordRow(phrase="x", files=(ranks(Role.REVENUE, 1, 1),))), OWN)
    assert [(each.asin, each.share_of_voice) for each in silent] == [(A, 0.0), (B, 0.0), (C, 0.0)]
    assert silent[2].mean_rank is None
