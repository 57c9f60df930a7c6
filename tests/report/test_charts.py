"""Every chart builds on every kind of result, says its finding in words, and lets no file's markup through."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from pipeline import compare
from pipeline.model import TARGETS, Category
from pipeline.report import figures
from pipeline.report.chart import Chart, safe, short
from pipeline.report.keyword_charts import MOST_DRAWN, within
from pipeline.report.theme import COLOUR, GLYPH, ON, SYMBOL, TEMPLATE
from pipeline.report.words import plural
from pipeline.result import Result
from tests.factories import ASIN, hostile_result, make_result
from tests.factories_words import HOSTILE

RESULTS = {
    "nothing": make_result(0),
    "one keyword": make_result(1),
    "no listing": make_result(60, listing=False),
    "usual": make_result(60),
    "big": make_result(2_000),
    "hostile": hostile_result(),
}


def _charts(result: Result) -> dict[str, Chart]:
    drawn = {
        "captured_volume": figures.captured_volume(result),
        "captured_volume of C": figures.captured_volume(result, 2),
        "category_share": figures.category_share(result),
        "funnel": figures.funnel(result),
        "keyword_map": figures.keyword_map(result.keywords),
        "share_of_voice": figures.share_of_voice(result),
        "rank_heatmap": figures.rank_heatmap(result),
        "overlap": figures.overlap(result),
        "quadrant": figures.quadrant(result),
        "root_treemap": figures.root_treemap(result),
        "coverage_by_field": figures.coverage_by_field(result),
        "rank_moves": figures.rank_moves(compare(make_result(60, seed=2), result)),
        "voice_moves": figures.voice_moves(compare(make_result(60, seed=2), result)),
    }
    for number, change in enumerate(compare(make_result(60, seed=2), result).phrases[:14]):
        drawn[f"phrase_ranks {number}"] = figures.phrase_ranks(change)
    for number, keyword in enumerate(result.keywords[:14]):
        drawn[f"priority_parts {number}"] = figures.priority_parts(keyword)
        drawn[f"rank_bars {number}"] = figures.rank_bars(keyword)
    return drawn


@pytest.fixture(params=RESULTS)
def result(request: pytest.FixtureRequest) -> Result:
    return RESULTS[request.param]


def test_every_chart_builds_and_says_what_it_shows(result: Result) -> None:
    for name, chart in _charts(result).items():
        assert chart.title.strip(), name
        assert len(chart.alt) >= 10, name
        assert 180 <= chart.figure.layout.height <= 420, name
        assert chart.empty or len(chart.figure.data), name
        json.loads(chart.figure.to_json())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value


def test_a_file_s_markup_stays_text_in_figures() -> None:
    for name, chart in _charts(hostile_result()).items():
        for text in _texts(json.loads(chart.figure.to_json())):
            lowered = text.lower()
            assert not any(tag in lowered for tag in ("<script", "<a ", "<img", "<b>bold")), f"{name}: {text}"


FILLED = {str(rank) for rank in range(1, 11)}
"""The numbers that stand on a filled tile of the heat map."""


def test_texts_have_no_colour_but_inside_marks(result: Result) -> None:
    for name, chart in _charts(result).items():
        layout = json.loads(chart.figure.to_json())["layout"]
        assert "color" not in layout.get("font", {}), name
        assert all("font" not in note for note in layout.get("annotations", [])), name
        for trace in chart.figure.data:
            inside = trace.type == "treemap" or (name == "rank_heatmap" and set(trace.text or ()) <= FILLED)
            assert inside or getattr(trace, "textfont", None) is None or trace.textfont.color is None, name


def test_the_template_is_carried_and_not_registered() -> None:
    import plotly.io

    assert "asi" not in plotly.io.templates
    assert TEMPLATE.layout.paper_bgcolor == "rgba(0,0,0,0)"
    assert figures.funnel(make_result()).figure.layout.template.layout.plot_bgcolor == "rgba(0,0,0,0)"


def test_every_category_has_its_colour_and_shape() -> None:
    for look in (COLOUR, GLYPH, SYMBOL, ON):
        assert list(look) == list(Category)
    assert len({*COLOUR.values()}) == len({*GLYPH.values()}) == len({*SYMBOL.values()}) == 6


def test_equal_results_give_equal_figures() -> None:
    first, again = (_charts(make_result(60)) for _ in range(2))
    assert [c.figure.to_json() for c in first.values()] == [c.figure.to_json() for c in again.values()]


def test_the_captured_volume_leaves_out_today_without_a_listing() -> None:
    with_listing = figures.captured_volume(make_result())
    assert list(with_listing.figure.data[1].y) == ["Today", "Proposed"]
    assert "today" in with_listing.title
    without = figures.captured_volume(make_result(listing=False))
    assert list(without.figure.data[1].y) == ["Proposed"]
    assert "today" not in without.title


def test_every_category_has_a_bar_of_its_searches() -> None:
    result = make_result()
    (bars,) = figures.category_share(result).figure.data
    assert list(bars.y) == [name for name, *_ in bars.customdata] == [category.value for category in Category]
    assert list(bars.x) == [result.categories[name].search_volume for name in bars.y]
    for name, text in zip(bars.y, bars.text, strict=True):
        assert plural(result.categories[name].count, "phrase") in text


def test_categories_without_search_volumes_are_told_by_phrases() -> None:
    result = make_result()
    silent = {name: replace(total, search_volume=0) for name, total in result.categories.items()}
    chart = figures.category_share(replace(result, categories=silent))
    assert "phrases" in chart.title
    assert list(chart.figure.data[0].x) == [silent[name].count for name in chart.figure.data[0].y]


def test_the_funnel_counts_what_the_result_counts() -> None:
    result = make_result()
    chart = figures.funnel(result)
    labels = [note.text for note in chart.figure.layout.annotations]
    targets = sum(k.category in TARGETS for k in result.keywords)
    assert labels[:3] == [str(result.funnel.rows_read), "60", str(targets)]
    assert chart.title.startswith(f"{targets} of {result.funnel.rows_read} rows")
    assert "2 were dropped" in chart.title


def test_the_funnel_says_so_where_no_row_was_a_duplicate() -> None:
    result = make_result()
    alone = figures.funnel(replace(result, funnel=replace(result.funnel, duplicates_merged=0)))
    assert alone.subtitle == "Each row is a keyword of its own: 60"
    assert "merged into 60 keywords" in figures.funnel(result).subtitle


def test_the_map_carries_each_phrase_first_for_the_cross_filter() -> None:
    result = hostile_result()
    drawn = [k for k in result.keywords if k.search_volume and k.competing_products]
    points = [point for trace in figures.keyword_map(result.keywords).figure.data for point in trace.customdata]
    assert {html.unescape(point[0]) for point in points} == {" ".join(k.phrase.split()) for k in drawn}


def test_the_map_says_what_it_leaves_out() -> None:
    chart = figures.keyword_map(make_result().keywords)
    points = sum(len(trace.x) for trace in chart.figure.data)
    assert f"{60 - points} phrases without numbers not drawn" in chart.subtitle


def test_of_many_phrases_the_map_draws_the_most_searched_and_the_marked() -> None:
    keywords = make_result(MOST_DRAWN + 500).keywords
    placed = sorted((k for k in keywords if k.search_volume and k.competing_products), key=lambda k: -k.search_volume)
    marked = placed[-1].phrase
    chart = figures.keyword_map(keywords, marked={marked})
    drawn = {html.unescape(point[0]) for trace in chart.figure.data for point in trace.customdata}
    assert drawn >= {k.phrase for k in placed[:MOST_DRAWN] if k.search_volume > placed[MOST_DRAWN].search_volume}
    assert marked in drawn
    assert len(drawn) == MOST_DRAWN + 1
    assert f"the {MOST_DRAWN + 1:,} most searched of {len(placed):,} drawn" in chart.subtitle


def test_a_box_on_the_map_holds_what_is_not_drawn_too() -> None:
    keywords = make_result(MOST_DRAWN + 500).keywords
    inside = within(keywords, [((20_000, 0), (1, 10**9))])  # the ends in any order
    few = {k.phrase for k in keywords if k.search_volume and 0 < (k.competing_products or 0) <= 20_000}
    assert {k.phrase for k in inside} == few
    assert few
    assert within(keywords, []) == []


def test_plotly_has_no_reason_to_draw_the_map_twice() -> None:
    """A margin that fits the labels, data without a revision and a changed click mode each draw all points anew."""
    layout = figures.keyword_map(make_result(60).keywords).figure.layout
    assert layout.datarevision is not None
    assert layout.xaxis.automargin is layout.yaxis.automargin is False
    assert (layout.dragmode, layout.clickmode, layout.hovermode) == ("select", "event", "closest")


def test_the_map_fades_what_was_not_chosen() -> None:
    keywords = make_result().keywords
    one = next(k for k in keywords if k.search_volume and k.competing_products)
    plain, faded = (figures.keyword_map(keywords, chosen=chosen) for chosen in ((), {one.phrase}))
    assert {trace.selectedpoints for trace in plain.figure.data} == {None}
    chosen = [trace.customdata[at][0] for trace in faded.figure.data for at in trace.selectedpoints]
    assert [html.unescape(phrase) for phrase in chosen] == [one.phrase]


def test_the_map_without_competition_takes_relevancy() -> None:
    keywords = [replace(k, competing_products=None) for k in make_result().keywords]
    chart = figures.keyword_map(keywords)
    assert chart.figure.layout.xaxis.title.text == "Relevancy"
    assert chart.figure.layout.xaxis.type is None


def test_you_stand_out_in_the_share_of_voice() -> None:
    result = make_result()
    bars = figures.share_of_voice(result).figure.data[0]
    assert "You" in bars.y
    assert ASIN not in bars.y
    assert sum(bars.x) == pytest.approx(100)
    assert list(bars.x) == sorted(bars.x, reverse=True)


def test_the_heatmap_claims_no_own_ranks_where_the_own_ranks_are_unknown() -> None:
    result = make_result()
    assert "You are in the top 10" in figures.rank_heatmap(result).title
    unknown = replace(result, inputs=replace(result.inputs, own_ranks=False))
    assert figures.rank_heatmap(unknown).title == "Where rivals rank; no file says where you do"


def test_the_heatmap_shows_the_biggest_gaps_first() -> None:
    result = make_result()
    gaps = sorted((k for k in result.keywords if k.gap), key=lambda k: -(k.search_volume or 0))
    chart = figures.rank_heatmap(result, rows=5)
    rows = [label.replace("<br>", " ") for label in chart.figure.layout.yaxis.ticktext]
    assert rows == [safe(k.phrase) for k in gaps[:5]]
    assert chart.figure.layout.xaxis.ticktext[0] == "You"
    assert len(chart.figure.layout.xaxis.ticktext) == 9
    assert len({*chart.figure.layout.xaxis.ticktext}) == 9


def test_the_heatmap_of_a_few_rivals_keeps_the_strongest() -> None:
    result = make_result()
    strongest = sorted((c for c in result.competitors if not c.own), key=lambda c: -c.share_of_voice)[:3]
    chart = figures.rank_heatmap(result, columns=4)
    assert {*chart.figure.layout.xaxis.ticktext} == {"You", *(c.asin[-5:] for c in strongest)}
    assert "the 3 strongest rivals" in chart.subtitle


def test_a_long_phrase_labels_its_row_in_two_lines() -> None:
    result = make_result(1)
    long = replace(
        result.keywords[0], phrase="garlic press <b>stainless</b> " * 3, category=Category.RELEVANT, gap=True
    )
    label = figures.rank_heatmap(replace(result, keywords=(long,))).figure.layout.yaxis.ticktext[0]
    assert label.count("<br>") == 1
    assert "<b>" not in label
    assert label.endswith("…")


def test_the_treemap_is_a_partition() -> None:
    tiles = figures.root_treemap(make_result(2_000)).figure.data[0]
    values = dict(zip(tiles.ids, tiles.values, strict=True))
    children: dict[str, int] = {}
    for identity, parent in zip(tiles.ids, tiles.parents, strict=True):
        children[parent] = children.get(parent, 0) + values[identity]
    assert len(tiles.ids) < 350
    assert all(values[parent] == total for parent, total in children.items() if parent)


def test_the_treemap_without_a_listing_accuses_nobody() -> None:
    chart = figures.root_treemap(make_result(listing=False))
    assert chart.legend == ()
    assert "biggest root" in chart.title


def test_the_treemap_names_the_biggest_missing_phrase_where_one_root_is_nearly_everything() -> None:
    result = make_result()
    one_root = replace(result, keywords=tuple(replace(k, root="press") for k in result.keywords))
    missing = [k for k in result.keywords if k.category in TARGETS and not k.captured and k.search_volume]
    first = max(missing, key=lambda k: (k.search_volume or 0, k.phrase))
    searches = sum(k.search_volume or 0 for k in missing)
    assert figures.root_treemap(one_root).title == (
        f"Your listing misses {searches:,} searches, {first.search_volume:,} of them “{first.phrase}”"
    )


def test_fields_of_the_proposal_are_compared() -> None:
    chart = figures.coverage_by_field(make_result())
    assert [trace.name for trace in chart.figure.data] == ["Today", "Proposed"]
    assert chart.figure.data[0].y[-1] == "Whole listing"


def test_the_parts_of_a_priority_are_written_out() -> None:
    keyword = make_result().keywords[0]
    chart = figures.priority_parts(keyword)
    assert chart.title == f"Priority {keyword.priority} of 100, {keyword.priority_band}"
    assert chart.figure.data[0].text[1] == f"{keyword.priority_parts.relevancy:.0f} / 30"


def test_ranks_are_sorted_and_missing_ones_shown_as_a_dash() -> None:
    result = make_result()
    keyword = next(k for k in result.keywords if None in k.competitor_ranks.values())
    bars = figures.rank_bars(keyword).figure.data[0]
    assert bars.customdata[0] == "You"
    assert bars.text[-1] == "–"
    assert bars.x[-1] == 0
    numbers = [int(text.replace(",", "")) for text in bars.text[1:] if text != "–"]
    assert numbers == sorted(numbers)


def test_long_and_odd_labels_are_made_safe() -> None:
    assert safe("a <b>x</b>\n & c") == "a &lt;b&gt;x&lt;/b&gt; &amp; c"
    assert all(len(html.unescape(short(text))) <= 42 for text in HOSTILE)
