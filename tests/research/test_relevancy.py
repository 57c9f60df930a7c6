"""Relevancy is arithmetic that can be checked by hand, and says so in its reason."""

from __future__ import annotations

import pytest

from pipeline.model import FileRanks, FileSummary, KeywordRow, KeywordTable, Relevancy, Role
from pipeline.research import competitor_ranks, is_gap, relevancy, top_10_competitors


def summary(role: Role, count: int) -> FileSummary:
    asins = tuple(f"B0{role.name[:1]}AAAAA{n:02}" for n in range(count))
    return FileSummary(name=f"{role}.csv", role=role, format="Helium 10 Cerebro, CSV", rows=1, asins=asins)


def table(*rows: KeywordRow, revenue: int = 9, design: int | None = None) -> KeywordTable:
    files = [summary(Role.REVENUE, revenue)] + ([summary(Role.DESIGN, design)] if design is not None else [])
    return KeywordTable(files=tuple(files), rows=rows, dropped=(), rows_read=len(rows), duplicates_merged=0)


def ranked(*ranks: int | None, role: Role = Role.REVENUE) -> FileRanks:
    return FileRanks(role=role, ranks=ranks)


def score(known: KeywordTable, title: str = "", language: str = "en") -> Relevancy:
    (found, *_), _ = relevancy(known, title, language)
    return found


@pytest.mark.parametrize(
    ("top", "total", "points"),
    [(0, 9, 0), (1, 9, 2), (2, 9, 4), (3, 9, 7), (4, 9, 9), (5, 9, 10), (9, 9, 10), (1, 6, 3), (3, 6, 10), (1, 1, 10)],
)
def test_half_of_the_competitors_in_the_top_ten_is_a_ten(top: int, total: int, points: int) -> None:
    entry = ranked(*[10] * top, *[11] * (total - top))
    found = score(table(KeywordRow(phrase="x", files=(entry,)), revenue=total))
    assert (found.score, found.from_ranks, found.top_10, found.competitors) == (points, points, top, total)


def test_the_reason_is_the_arithmetic() -> None:
    row = KeywordRow(phrase="x", files=(ranked(1, 2, 3, 10, 11, None, None, 300, 40),))
    assert score(table(row)).reason == "4 of 9 revenue competitors rank 1-10: 20 × 4 ÷ 9 = 9"
    row = KeywordRow(phrase="x", files=(ranked(1, 2, 3, 4, 5, 6, None, None, None),))
    assert score(table(row)).reason == "6 of 9 revenue competitors rank 1-10: 20 × 6 ÷ 9 = 13, at most 10"


def test_of_two_files_the_higher_counts() -> None:
    row = KeywordRow(phrase="x", files=(ranked(*[None] * 8, 5), ranked(1, 2, None, role=Role.DESIGN)))
    found = score(table(row, design=3))
    assert (found.score, found.top_10, found.competitors) == (10, 2, 3)
    assert found.reason.startswith("2 of 3 design competitors")


TITLE = "BREWER Garlic Press, Stainless Steel Mincer with Cleaning Brush for Home Cooks (2 Pack)"


@pytest.mark.parametrize(
    ("phrase", "literal"),
    [
        ("garlic press", True),
        ("garlic presses", True),
        ("press for garlic", True),
        ("stainless garlic press", True),
        ("2 pack garlic press", True),
        ("garlic", False),
        ("2 pack", False),
        ("for the with", False),
        ("garlic press rocker", False),
        ("onion press", False),
    ],
)
def test_a_phrase_of_the_titles_own_words_is_at_least_eight(phrase: str, *, literal: bool) -> None:
    row = KeywordRow(phrase=phrase, files=(ranked(*[None] * 8, 5),))
    found = score(table(row), TITLE)
    assert (found.score, found.from_ranks) == (8 if literal else 2, 2)
    assert found.reason.startswith("every word stands in the title: at least 8 (1 of 9") is literal


def test_one_word_is_enough_where_it_is_all_that_the_title_begins_with() -> None:
    row = KeywordRow(phrase="umbrellas", files=(ranked(None),))
    assert score(table(row, revenue=1), "Umbrella - Compact and Windproof").score == 8


def test_ranks_may_say_more_than_the_title() -> None:
    row = KeywordRow(phrase="garlic press", files=(ranked(*[1] * 9),))
    found = score(table(row), TITLE)
    assert (found.score, found.reason[:6]) == (10, "9 of 9")


def test_titles_are_compared_in_the_stores_language() -> None:
    row = KeywordRow(phrase="prensas de ajo", files=(ranked(None),))
    assert score(table(row, revenue=1), "Prensa para ajo, acero", "es").score == 8


def test_without_rank_columns_the_performance_score_stands_in_and_is_said() -> None:
    rows = [
        KeywordRow(phrase="a", files=(FileRanks(role=Role.REVENUE, ranks=(), performance_score=6.4),)),
        KeywordRow(phrase="b", files=(FileRanks(role=Role.REVENUE, ranks=(), ranking_competitors=4),)),
    ]
    found, warnings = relevancy(table(*rows, revenue=0), "", "en")
    assert (found[0].score, found[0].reason) == (6, "no rank columns; Competitor Performance Score 6.4 = 6")
    assert warnings == (
        "revenue.csv has no rank columns, so relevancy is taken from its Competitor Performance Score.",
    )


def test_without_that_the_number_of_ranking_competitors_counts_for_less() -> None:
    rows = [
        KeywordRow(phrase=f"p{count}", files=(FileRanks(role=Role.REVENUE, ranks=(), ranking_competitors=count),))
        for count in (9, 3, 0)
    ]
    found, warnings = relevancy(table(*rows, revenue=0), "", "en")
    assert [each.score for each in found] == [6, 2, 0]
    assert found[1].reason.endswith("3 of at most 9 revenue competitors rank anywhere: 6 × 3 ÷ 9 = 2")
    assert "Ranking Competitors (count)" in warnings[0]


def test_without_any_evidence_only_the_title_speaks() -> None:
    row = KeywordRow(phrase="garlic press", files=(FileRanks(role=Role.REVENUE, ranks=()),))
    (found,), warnings = relevancy(table(row, revenue=0), TITLE, "en")
    assert (found.score, found.from_ranks) == (8, None)
    assert "the title's words alone" in warnings[0]
    assert score(table(row, revenue=0)).score == 0


def test_ranks_of_both_files_are_one_view() -> None:
    row = KeywordRow(
        phrase="x",
        own_rank=12,
        files=(ranked(3, None), ranked(7, 2, role=Role.DESIGN)),
    )
    shared = summary(Role.REVENUE, 2)
    design = FileSummary(name="d", role=Role.DESIGN, format="", rows=1, asins=(shared.asins[0], "B0ZZZZZZ99"))
    ranks = competitor_ranks(row, (shared, design))
    assert ranks == {shared.asins[0]: 3, shared.asins[1]: None, "B0ZZZZZZ99": 2}
    assert top_10_competitors(row, (shared, design)) == 2
    assert is_gap(row)


@pytest.mark.parametrize(
    ("own", "rival", "gap"), [(None, 10, True), (11, 10, True), (10, 1, False), (None, 11, False), (1, None, False)]
)
def test_a_gap_is_where_competitors_rank_and_the_product_does_not(
    own: int | None, rival: int | None, *, gap: bool
) -> None:
    assert is_gap(KeywordRow(phrase="x", own_rank=own, files=(ranked(rival, None),))) is gap
