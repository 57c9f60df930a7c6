"""What two analyses say in words, in pictures and as a file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from pipeline import Changes, Move, compare
from pipeline.model import TARGETS, Category
from pipeline.report import figures
from pipeline.report.compare_csv import changes_csv, changes_name
from pipeline.report.compare_findings import Finding, findings, notes, product_notes
from pipeline.report.compare_views import VIEWS, View, select
from pipeline.result import Keyword, Result
from tests.factories import RIVALS, hostile_result, make_result

PLAIN = make_result(60)
TARGET = next(keyword for keyword in PLAIN.keywords if keyword.category in TARGETS)
RESULTS = {
    "usual": (PLAIN, make_result(90, seed=4)),
    "the same": (PLAIN, PLAIN),
    "nothing before": (make_result(0), PLAIN),
    "nothing after": (PLAIN, make_result(0)),
    "nothing": (make_result(0), make_result(0)),
    "no listing": (make_result(60, listing=False), make_result(60, listing=False, seed=2)),
    "another product": (PLAIN, replace(make_result(60, seed=2), asin="B0OTHER001", marketplace="DE")),
    "hostile": (hostile_result(), make_result(60, seed=3)),
}


@pytest.fixture(params=RESULTS)
def changes(request: pytest.FixtureRequest) -> Changes:
    return compare(*RESULTS[request.param])


def _keyword(phrase: str, rank: int | None = None, volume: int = 100, **more: object) -> Keyword:
    defaults = {"own_rank": rank, "search_volume": volume, "competitor_ranks": {}, "captured": True}
    return replace(TARGET, phrase=phrase, **(defaults | more))  # type: ignore[arg-type]


def _compared(before: list[Keyword], after: list[Keyword], whole: Result = PLAIN) -> Changes:
    return compare(replace(whole, keywords=tuple(before)), replace(whole, keywords=tuple(after)))


def _of_kind(changes: Changes, kind: str) -> Finding:
    return next(finding for finding in findings(changes) if finding.kind == kind)


def test_there_are_one_to_five_findings_each_with_a_way_to_its_rows(changes: Changes) -> None:
    found = findings(changes)
    assert 1 <= len(found) <= 5
    assert len({finding.kind for finding in found}) == len(found)
    for finding in found:
        assert finding.title.strip()
        assert finding.evidence.endswith(".")
        assert finding.part in {"Keywords", "Competitors", "Listing"}
        assert (finding.part == "Keywords") == (finding.view is not None)


def test_a_finding_counts_the_targets_of_its_view(changes: Changes) -> None:
    for finding in findings(changes):
        if finding.kind in {"won", "lost", "moved", "new", "gone"}:
            assert finding.view
            rows = [change for change in select(changes.phrases, finding.view) if change.target]
            assert finding.search_volume == sum(change.search_volume or 0 for change in rows)
            assert rows


def test_what_was_won_is_said_first_with_its_ranks_and_searches() -> None:
    changes = _compared(
        [_keyword("slices", 24), _keyword("bulk", None), _keyword("crisp", 8), _keyword("snack", 3)],
        [_keyword("slices", 6, 8_400), _keyword("bulk", 9, 50), _keyword("crisp", 30), _keyword("snack", 3)],
    )
    won, lost = findings(changes)[:2]
    assert (won.title, won.search_volume) == ("Won the top 10 for 2 phrases", 8_450)
    assert won.evidence == "“slices” 24 → 6 and “bulk” – → 9."
    assert (lost.title, lost.search_volume) == ("Lost the top 10 for 1 phrase", 100)
    assert lost.evidence == "“crisp” 8 → 30."


@pytest.mark.parametrize(
    ("before", "after", "advice"),
    [
        ({}, {"captured": False}, "Your listing held “crisp” before and does not now: put the words back."),
        ({"captured": False}, {"captured": False}, "Your listing does not hold “crisp”: add the words."),
        (
            {"competitor_ranks": {"B0RIVAL001": 9}},
            {"competitor_ranks": {"B0RIVAL001": 2}},
            "B0RIVAL001 passed you on 1 of them: compare its price, reviews and listing with yours.",
        ),
        ({}, {}, "Look at price, stock, reviews and advertising: the files show no other cause."),
    ],
)
def test_what_was_lost_comes_with_the_likeliest_cause(
    before: dict[str, object], after: dict[str, object], advice: str
) -> None:
    changes = _compared([_keyword("crisp", 8, **before)], [_keyword("crisp", 30, **after)])
    assert _of_kind(changes, "lost").advice == advice


def test_moves_beside_the_top_ten_are_weighed_by_searches() -> None:
    before = [_keyword("big", 1, 10_000), _keyword("small", 9, 10), _keyword("won", 20)]
    after = [_keyword("big", 3, 10_000), _keyword("small", 2, 10), _keyword("won", 5)]
    moved = _of_kind(_compared(before, after), "moved")
    assert moved.title == "1 other phrase moved up, 1 slipped"
    assert moved.advice == "Weighed by searches the falls cost more: start with “big”."


def test_new_targets_name_what_the_listing_lacks() -> None:
    changes = _compared([], [_keyword("one", volume=70), _keyword("two", volume=30, captured=False)])
    new = _of_kind(changes, "new")
    assert new.title == "2 new targets in the files"
    assert new.advice == "Your listing does not hold 1 of them, 30 searches: add their words."


def test_gone_from_the_files_is_not_called_lost() -> None:
    found = findings(_compared([_keyword("one", 2), _keyword("two", 3)], [_keyword("two", 3)]))
    assert [finding.kind for finding in found] == ["gone"]
    assert "same filters" in found[0].advice


def test_demand_is_told_apart_from_ranks() -> None:
    found = findings(_compared([_keyword("one", 2, 100)], [_keyword("one", 2, 80)]))
    assert [finding.title for finding in found] == ["Shoppers search 20 % less for the same targets"]
    assert not [
        f for f in findings(_compared([_keyword("one", 2, 100)], [_keyword("one", 2, 97)])) if f.kind == "demand"
    ]


def test_a_phrase_that_is_no_target_is_no_finding_of_ranks() -> None:
    changes = _compared(
        [_keyword("other", 24, category=Category.IRRELEVANT)], [_keyword("other", 1, category=Category.IRRELEVANT)]
    )
    assert [finding.kind for finding in findings(changes)] == ["still"]
    assert len(select(changes.phrases, View.WON)) == 1


def test_a_changed_category_says_whether_targets_came_or_went() -> None:
    changes = _compared([_keyword("one")], [_keyword("one", category=Category.BRANDED)])
    assert _of_kind(changes, "category").evidence == "1 is a target no longer: “one”."


def test_the_same_analysis_twice_has_nothing_to_say() -> None:
    assert [finding.title for finding in findings(compare(PLAIN, PLAIN))] == ["Nothing changed"]
    assert "same figures" in notes(compare(PLAIN, PLAIN))[0]


def test_two_products_are_not_told_as_one() -> None:
    changes = compare(*RESULTS["another product"])
    assert [note.split(":")[0] for note in product_notes(changes)] == ["Two different products", "Two different stores"]
    assert "United States" in " ".join(product_notes(changes))
    words = " ".join(f"{finding.title} {finding.evidence} {finding.advice}" for finding in findings(changes))
    assert "B0OTHER001" in words
    assert not re.search(r"\b[Yy]ou(r)?\b", words)
    assert not [*product_notes(compare(*RESULTS["usual"]))]


def test_what_tempers_the_differences_is_said() -> None:
    unranked = replace(PLAIN, keywords=tuple(replace(keyword, own_rank=None) for keyword in PLAIN.keywords))
    assert "the later analysis has a rank" in notes(compare(PLAIN, unranked))[0]
    assert "both analyses have a rank" in notes(compare(unranked, unranked))[0]
    one_file = replace(PLAIN, inputs=replace(PLAIN.inputs, files=PLAIN.inputs.files[:1]))
    other = replace(one_file, competitors=one_file.competitors[1:], pipeline_version="2", keywords=PLAIN.keywords[:9])
    said = " ".join(notes(compare(PLAIN, other)))
    assert "read revenue and design, the later revenue" in said
    assert "1 went" in said or "0 came" not in said
    assert "two versions of this program (1 and 2)" in said


def test_views_part_the_phrases(changes: Changes) -> None:
    sizes = {view: len(select(changes.phrases, view)) for view in View}
    assert sizes[View.ALL] == len(changes.phrases)
    still = sum(change.move in {Move.SAME, Move.UNRANKED} for change in changes.phrases)
    apart = (View.WON, View.LOST, View.MOVED, View.NEW, View.GONE)
    assert sum(sizes[view] for view in apart) + still == sizes[View.ALL]
    assert list(VIEWS) == list(View)


def test_what_moved_went_up_or_down(changes: Changes) -> None:
    up, down = (select(changes.phrases, view) for view in (View.UP, View.DOWN))
    assert {c.phrase for c in (*up, *down)} == {c.phrase for c in select(changes.phrases, View.MOVED)}
    assert not {c.phrase for c in up} & {c.phrase for c in down}
    assert all(c.gain >= 0 for c in up)
    assert all(c.gain <= 0 for c in down)


def test_the_moves_worth_most_stand_first(changes: Changes) -> None:
    gains = [abs(change.gain) for change in select(changes.phrases, View.MOVED)]
    assert gains == sorted(gains, reverse=True)


# -- charts ---------------------------------------------------------------------------------------------------------


def test_the_chart_of_moves_keeps_room_for_falls() -> None:
    rises = [(_keyword(f"rise {n}", 30, 9_000), _keyword(f"rise {n}", 2, 9_000)) for n in range(20)]
    falls = [(_keyword(f"fall {n}", 2, 10), _keyword(f"fall {n}", 30, 10)) for n in range(20)]
    chart = figures.rank_moves(_compared(*map(list, zip(*rises, *falls, strict=True))))
    heads = chart.figure.data[2].marker.symbol
    assert list(heads) == ["triangle-right"] * 6 + ["triangle-left"] * 4
    assert chart.title == "“rise 0” rose, “fall 0” fell most"
    assert "rise 0: 30 to 2" in chart.alt


def test_no_move_is_said_and_not_drawn() -> None:
    assert figures.rank_moves(compare(PLAIN, PLAIN)).title == "No target changed its rank"
    unranked = _compared([_keyword("one")], [_keyword("one")])
    assert "need your product’s ranks" in figures.rank_moves(unranked).title
    assert figures.rank_moves(unranked).empty


def test_the_searches_of_what_was_won_and_lost_are_the_views_own(changes: Changes) -> None:
    chart = figures.volume_moves(changes)
    bars = chart.figure.data[0] if chart.figure.data else None
    shown = {View(name): value for (name, *_), value in zip(bars.customdata, bars.x, strict=True)} if bars else {}
    for view in (View.WON, View.UP, View.LOST, View.DOWN, View.NEW, View.GONE):
        found = [change for change in select(changes.phrases, view) if change.target]
        assert (view in shown) == bool(found)
        assert shown.get(view, 0) == sum(change.search_volume or 0 for change in found)
    assert chart.empty == (not shown)


def test_searches_won_and_lost_are_told_in_the_title() -> None:
    before = [_keyword("garlic press", 20, 900), _keyword("garlic mincer", 3, 400)]
    after = [_keyword("garlic press", 2, 900), _keyword("garlic mincer", 30, 400)]
    chart = figures.volume_moves(_compared(before, after))
    assert chart.title == "You rank better for 900 searches, worse for 400"
    assert "Lost top 10: 400 · 1 phrase" in chart.alt


def test_what_does_not_rank_is_drawn_beyond_every_rank_and_what_is_unknown_not_at_all() -> None:
    (left,) = _compared([_keyword("one", 4)], [_keyword("one", None)]).phrases
    drawn = figures.phrase_ranks(left).figure
    assert drawn.data[2].x[0] > 306
    assert drawn.data[2].marker.symbol[0] == "triangle-left"
    (gone,) = _compared([_keyword("one", 4)], []).phrases
    drawn = figures.phrase_ranks(gone).figure
    assert drawn.data[1].x[0] == 4
    assert drawn.data[2].x[0] is None
    assert "You: 4." in figures.phrase_ranks(gone).alt


def test_a_phrase_s_chart_names_the_product_first_and_says_who_passed() -> None:
    before = _keyword("one", 3, competitor_ranks={RIVALS[0]: 9, RIVALS[1]: None})
    after = _keyword("one", 7, competitor_ranks={RIVALS[0]: 2, RIVALS[1]: None})
    (change,) = _compared([before], [after]).phrases
    chart = figures.phrase_ranks(change)
    assert chart.title == "1 competitor passed you"
    assert chart.alt.endswith(f"You: 3 to 7; {RIVALS[0]}: 9 to 2.")
    (nobody,) = _compared([_keyword("one")], [_keyword("one")]).phrases
    assert figures.phrase_ranks(nobody).empty


def test_the_voice_is_told_then_and_now() -> None:
    assert re.match(
        r"You held [\d.]+ % of the voice and hold [\d.]+ %", figures.voice_moves(compare(*RESULTS["usual"])).title
    )
    assert figures.voice_moves(compare(make_result(0), make_result(0))).empty


# -- file -----------------------------------------------------------------------------------------------------------


def _rows(changes: Changes) -> list[dict[str, str]]:
    data = changes_csv(changes)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_file_holds_every_phrase_with_both_sides(changes: Changes) -> None:
    rows = _rows(changes)
    assert len(rows) == len(changes.phrases)
    for row, change in zip(rows, select(changes.phrases, View.ALL), strict=True):
        assert row["Phrase"].removeprefix("'") == change.phrase
        assert row["Result"] == change.move.value
        for side, keyword in (("earlier", change.before), ("later", change.after)):
            rank = keyword.own_rank if keyword else None
            assert row[f"Rank, {side}"] == ("" if rank is None else str(rank))
            assert row[f"Category, {side}"] == (keyword.category.value if keyword else "")


def test_the_file_runs_nowhere() -> None:
    rows = _rows(compare(hostile_result(), hostile_result()))
    cells = [cell for row in rows for cell in row.values()]
    assert any(cell.startswith("'=") for cell in cells)
    assert not [c for c in cells if re.match(r"^\s*[=+\-@\t\r]", c) and not re.fullmatch(r"-?\d+(\.\d+)?", c)]


def test_a_listing_that_was_not_handed_in_holds_nothing_and_lacks_nothing() -> None:
    rows = _rows(compare(make_result(30, listing=False), make_result(30)))
    assert {row["In listing, earlier"] for row in rows} == {""}
    assert {row["In listing, later"] for row in rows} == {"yes", "no"}


def test_the_file_s_name_says_which_products() -> None:
    assert changes_name(compare(PLAIN, PLAIN)) == "B0GARLIC01-US-compared.csv"
    assert changes_name(compare(*RESULTS["another product"])) == "B0GARLIC01-B0OTHER001-DE-compared.csv"
