"""Rivals: whom a product shares its places with, which group holds a target, and what is lost to them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Role
from pipeline.report import figures
from pipeline.report.gaps import gaps, gaps_title, gaps_unknown, rivals_rank
from pipeline.report.html_report import html_report
from pipeline.report.ordering import alike
from pipeline.report.overlap_charts import shared
from pipeline.result import Result
from tests.factories import ASIN, make_result
from tests.factories_listing import targets_of
from tests.factories_words import RIVALS

_ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(_ROWS)
def test_every_row_has_one_place_in_an_order_of_likeness(rows: list[tuple[int, int]]) -> None:
    order = alike(rows)
    assert sorted(order) == list(range(len(rows)))
    assert order[:1] == [0][: len(rows)]


@given(_ROWS)
def test_equal_rows_stand_side_by_side(rows: list[tuple[int, int]]) -> None:
    ordered = [rows[place] for place in alike(rows)]
    changes = sum(one != other for one, other in pairwise(ordered))
    assert changes == max(0, len(set(rows)) - 1)


def _shuffled(result: Result) -> Result:
    keywords, competitors = list(result.keywords), list(result.competitors)
    for rows in (keywords, competitors):
        Random(7).shuffle(rows)
    return replace(result, keywords=tuple(keywords), competitors=tuple(competitors))


def test_charts_of_rivals_do_not_depend_on_the_order_of_a_result() -> None:
    result = make_result()
    for draw in (figures.rank_heatmap, figures.overlap, figures.quadrant):
        assert draw(_shuffled(result)).figure.to_json() == draw(result).figure.to_json()


def test_the_rival_most_like_you_stands_beside_you_in_the_heatmap() -> None:
    result = make_result()
    twin = RIVALS[-1]
    keywords = tuple(replace(k, competitor_ranks=k.competitor_ranks | {twin: k.own_rank}) for k in result.keywords)
    chart = figures.rank_heatmap(replace(result, keywords=keywords))
    assert chart.figure.layout.xaxis.ticktext[:2] == ("You", twin[-5:])


def test_overlap_tells_shared_places_from_those_of_one_alone() -> None:
    result = make_result()
    assert {one.asin for one in shared(result)} == set(RIVALS)
    held = {k.phrase for k in targets_of(result.keywords) if k.own_rank and k.own_rank <= 10}
    for one in shared(result):
        assert {k.phrase for k in (*one.both, *one.yours)} == held
        assert held.isdisjoint(k.phrase for k in one.theirs)
        assert all((k.competitor_ranks[one.asin] or 99) <= 10 for k in (*one.both, *one.theirs))


def test_overlap_without_ranks_says_so() -> None:
    result = make_result()
    silent = tuple(replace(k, competitor_ranks={}, own_rank=None) for k in result.keywords)
    chart = figures.overlap(replace(result, keywords=silent))
    assert chart.empty
    assert "No rival ranks" in chart.title


def test_the_quadrant_counts_each_target_once() -> None:
    result = make_result()
    drawn = [point[0] for trace in figures.quadrant(result).figure.data for point in trace.customdata]
    assert sorted(drawn) == sorted(k.phrase for k in targets_of(result.keywords))


def test_points_of_the_quadrant_stay_nearer_to_their_place_than_to_the_next() -> None:
    for trace in figures.quadrant(make_result(2_000)).figure.data:
        for x, y, (*_, revenue, design) in zip(trace.x, trace.y, trace.customdata, strict=True):
            assert (round(x), round(y)) == (revenue, design)


def test_the_quadrant_needs_both_groups_of_rivals() -> None:
    result = make_result()
    one = tuple(file for file in result.inputs.files if file.role is Role.REVENUE)
    chart = figures.quadrant(replace(result, inputs=replace(result.inputs, files=one)))
    assert chart.empty
    assert "both files" in chart.title


def test_gaps_are_targets_that_rivals_hold_most_searched_first() -> None:
    result = make_result()
    found = gaps(result)
    assert {gap.keyword.phrase for gap in found} == {k.phrase for k in targets_of(result.keywords) if k.gap}
    searches = [gap.keyword.search_volume or 0 for gap in found]
    assert searches == sorted(searches, reverse=True)
    for gap in found:
        ranks = gap.keyword.competitor_ranks
        assert ranks[gap.rival] == gap.rank == min(rank for rank in ranks.values() if rank)
    assert f"{len(found)} targets, {sum(searches):,} searches a month" in gaps_title(result)
    none = tuple(replace(keyword, gap=False) for keyword in result.keywords)
    assert gaps_title(replace(result, keywords=none)) == "You rank in the top 10 wherever rivals do"


def test_gaps_are_unknown_where_the_files_hold_no_ranks() -> None:
    result = make_result()
    own = replace(result, inputs=replace(result.inputs, own_ranks=False))
    assert gaps_unknown(result) == ""
    assert gaps_title(own) == "Gaps to rivals are unknown: your ranks are not in the files"
    assert gaps_title(replace(own, competitors=())) == "Gaps to rivals are unknown: no ranks in the files"


def test_how_many_rivals_rank_is_said_in_words() -> None:
    keyword = make_result().keywords[0]
    ranks: dict[str, int | None] = {"A": 3, "B": None}
    one = replace(keyword, top_10_competitors=1, competitor_ranks=ranks, own_rank=None)
    assert rivals_rank(one) == "1 of 2 rivals ranks in the top 10, you do not rank"
    two = replace(one, top_10_competitors=2, own_rank=1_204)
    assert rivals_rank(two) == "2 of 2 rivals rank in the top 10, you rank 1,204"


def test_the_html_report_names_the_gaps_and_draws_the_overlap() -> None:
    result = make_result()
    page = html_report(result).decode()
    assert "Gaps to rivals</h2>" in page
    for chart in (figures.overlap(result), figures.quadrant(result)):
        assert chart.title in page
    assert ASIN in page


def test_the_html_report_does_not_count_gaps_where_no_ranks_are_known() -> None:
    page = html_report(replace(make_result(), competitors=())).decode()
    assert "no ranks in the files" in page
