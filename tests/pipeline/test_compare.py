"""Two analyses side by side: every phrase once, won and lost by one rule, and the same changes read backwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Changes, Move, PhraseChange, compare
from pipeline.comparison.moves import GAINS, LOSSES, move_of
from pipeline.model import TARGETS, Category, Copy
from pipeline.result import Keyword, Result
from tests.factories import ASIN, RIVALS, make_result

PLAIN = make_result(60)
KEYWORD = PLAIN.keywords[0]


def _keyword(
    phrase: str = "garlic press",
    rank: int | None = None,
    volume: int | None = 100,
    category: Category = Category.RELEVANT,
    *,
    captured: bool = True,
    rivals: dict[str, int | None] | None = None,
) -> Keyword:
    return replace(
        KEYWORD, phrase=phrase, own_rank=rank, search_volume=volume, category=category, captured=captured,
        competitor_ranks=rivals or {},
    )  # fmt: skip


def _result(*keywords: Keyword) -> Result:
    return replace(PLAIN, keywords=keywords)


def _only(before: Keyword | None, after: Keyword | None) -> PhraseChange:
    sides = [_result(*filter(None, [side])) for side in (before, after)]
    (change,) = compare(*sides).phrases
    return change


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        (24, 6, Move.WON),
        (11, 10, Move.WON),
        (None, 10, Move.WON),
        (6, 24, Move.LOST),
        (10, 11, Move.LOST),
        (1, None, Move.LOST),
        (None, 11, Move.ENTERED),
        (306, None, Move.LEFT),
        (9, 2, Move.UP),
        (80, 11, Move.UP),
        (1, 3, Move.DOWN),
        (11, 80, Move.DOWN),
        (7, 7, Move.SAME),
        (70, 70, Move.SAME),
        (None, None, Move.UNRANKED),
    ],
)
def test_won_and_lost_are_about_the_top_ten_and_the_rest_about_its_own_side(
    before: int | None, after: int | None, move: Move
) -> None:
    change = _only(_keyword(rank=before), _keyword(rank=after))
    assert change.move is move
    assert _only(_keyword(rank=after), _keyword(rank=before)).move is move.mirrored


def test_a_phrase_of_one_side_is_new_or_gone_however_it_ranks() -> None:
    assert _only(None, _keyword(rank=1)).move is Move.NEW
    assert _only(_keyword(rank=1), None).move is Move.GONE
    assert move_of(None, _keyword()) is Move.NEW


def test_a_missing_rank_is_no_number() -> None:
    change = _only(_keyword(rank=None), _keyword(rank=4))
    assert (change.rank_before, change.rank_after, change.places) == (None, 4, None)
    assert _only(_keyword(rank=24), _keyword(rank=6)).places == 18


def test_phrases_are_matched_as_the_reader_merges_duplicates() -> None:
    change = _only(_keyword("Garlic  Press", 5), _keyword("garlic press", 3))
    assert change.move is Move.UP
    assert change.phrase == "garlic press"
    assert _only(_keyword("ｇａｒｌｉｃ press", 5), _keyword("garlic press", 3)).move is Move.UP
    assert len(compare(_result(_keyword("garlic press")), _result(_keyword("garlic presses"))).phrases) == 2


@pytest.mark.parametrize(
    ("before", "after", "known", "change"),
    [(100, 140, 140, 40), (100, None, 100, None), (None, 140, 140, None), (None, None, None, None), (0, 5, 5, 5)],
)
def test_searches_are_the_later_figure_and_change_only_where_both_are_known(
    before: int | None, after: int | None, known: int | None, change: int | None
) -> None:
    found = _only(_keyword(volume=before), _keyword(volume=after))
    assert (found.search_volume, found.volume_change) == (known, change)


def test_a_gain_weighs_the_rank_by_the_searches() -> None:
    assert _only(_keyword(rank=2, volume=100), _keyword(rank=1, volume=100)).gain == 50
    assert _only(_keyword(rank=1, volume=100), _keyword(rank=None, volume=100)).gain == -100
    assert _only(_keyword(rank=300, volume=100), _keyword(rank=51, volume=100)).gain == 0
    assert _only(None, _keyword(rank=1, volume=100)).gain == 0


def test_a_target_of_either_side_counts_as_one() -> None:
    other, target = _keyword(category=Category.IRRELEVANT), _keyword(category=Category.DESIGN)
    assert _only(other, target).target
    assert _only(target, other).target
    assert not _only(other, other).target
    assert _only(other, target).recategorised
    assert not _only(None, target).recategorised


def test_words_that_the_listing_lost_are_told() -> None:
    held, missing = _keyword(captured=True), _keyword(captured=False)
    assert _only(held, missing).words_lost
    assert not any(_only(*pair).words_lost for pair in ((missing, held), (held, held), (held, None), (None, missing)))


@pytest.mark.parametrize(
    ("own", "rival", "passed"),
    [
        ((5, 9), (7, 6), True),
        ((5, 9), (None, 6), True),
        ((5, None), (7, 40), True),
        ((5, 9), (3, 2), False),
        ((5, 9), (7, 12), False),
        ((5, 9), (7, None), False),
        ((None, 9), (12, 3), False),
    ],
)
def test_a_competitor_passed_that_was_behind_and_is_before(
    own: tuple[int | None, int | None], rival: tuple[int | None, int | None], passed: bool
) -> None:
    sides = (_keyword(rank=rank, rivals={"B0RIVAL001": other}) for rank, other in zip(own, rival, strict=True))
    assert _only(*sides).passed_by == (("B0RIVAL001",) if passed else ())


def test_a_competitor_whose_earlier_ranks_nobody_knows_passed_nobody() -> None:
    assert _only(_keyword(rank=5), _keyword(rank=9, rivals={"B0RIVAL001": 2})).passed_by == ()


def test_totals_are_those_of_each_analysis() -> None:
    before, after = make_result(60), make_result(90, seed=4)
    totals = compare(before, after).totals
    for side, name in ((before, "before"), (after, "after")):
        targets = [keyword for keyword in side.keywords if keyword.category in TARGETS]
        top = [keyword for keyword in targets if (keyword.own_rank or 99) <= 10]
        volume = side.seo.comparison.captured_volume
        assert getattr(totals.keywords, name) == len(side.keywords)
        assert getattr(totals.targets, name) == len(targets)
        assert getattr(totals.target_volume, name) == volume.targets
        assert getattr(totals.top_10, name) == len(top)
        assert getattr(totals.top_10_volume, name) == sum(keyword.search_volume or 0 for keyword in top)
        assert getattr(totals.captured_volume, name) == volume.before
        assert getattr(totals.proposed_percent, name) == pytest.approx(100 * volume.after / volume.targets)


def test_what_is_not_known_is_no_figure() -> None:
    bare = replace(make_result(30, listing=False), competitors=())
    bare = replace(bare, keywords=tuple(replace(keyword, own_rank=None) for keyword in bare.keywords))
    changes = compare(PLAIN, bare)
    assert changes.ranked == (True, False)
    for figure in ("captured_volume", "captured_percent", "top_10", "top_10_volume", "share_of_voice"):
        assert getattr(changes.totals, figure).after is None
        assert getattr(changes.totals, figure).change is None
    nothing = compare(make_result(0), make_result(0)).totals
    assert (nothing.targets.change, nothing.proposed_percent.after) == (0, None)


def test_competitors_come_and_go() -> None:
    newcomer = replace(PLAIN.competitors[0], asin="B0NEWCOMER", own=False)
    leaver = next(product for product in PLAIN.competitors if not product.own)
    kept = tuple(product for product in PLAIN.competitors if product is not leaver)
    products = compare(PLAIN, replace(PLAIN, competitors=(*kept, newcomer))).products
    assert {product.asin for product in products} == {ASIN, *RIVALS, "B0NEWCOMER"}
    assert [product.asin for product in products if product.came] == ["B0NEWCOMER"]
    assert [product.asin for product in products if product.went] == [leaver.asin]
    assert [product.asin for product in products if product.own] == [ASIN]
    assert next(p for p in products if p.came).share_of_voice.change is None


def _with_copy(result: Result, copy: Copy) -> Result:
    assert result.seo.current
    fields = replace(
        result.seo.current,
        title=replace(result.seo.current.title, text=copy.title),
        bullets=tuple(replace(result.seo.current.title, text=bullet) for bullet in copy.bullets),
        search_terms=replace(result.seo.current.search_terms, text=copy.search_terms),
    )
    return replace(result, seo=replace(result.seo, current=fields))


def test_the_listing_is_compared_field_by_field() -> None:
    before = _with_copy(PLAIN, Copy(title="Garlic Press", bullets=("One", "Two", "Three")))
    after = _with_copy(PLAIN, Copy(title="Garlic Press", bullets=("One", "Other"), search_terms="mincer"))
    copy = compare(before, after).copy
    fields = {field.name: field for field in copy.fields}
    assert list(fields)[:3] == ["title", "item_highlights", "bullet 1"]
    assert list(fields)[-1] == "search_terms"
    assert [name for name, field in fields.items() if field.changed] == ["bullet 2", "bullet 3", "search_terms"]
    assert copy.changed == 3
    assert (fields["bullet 3"].before, fields["bullet 3"].after) == ("Three", "")
    assert fields["title"].proposed == PLAIN.seo.optimized.title.text


def test_both_copies_are_measured_on_the_later_targets() -> None:
    before = _with_copy(make_result(10, seed=9), Copy(title="Garlic Press"))
    after = _with_copy(
        _result(_keyword("garlic press", volume=100), _keyword("mincer", volume=7)), Copy(title="Mincer")
    )
    assert (compare(before, after).copy.same_targets.before, compare(before, after).copy.same_targets.after) == (100, 7)


def test_without_a_listing_there_is_nothing_to_say_of_its_copy() -> None:
    bare = make_result(30, listing=False)
    copy = compare(bare, PLAIN).copy
    assert {field.before for field in copy.fields} == {None}
    assert not copy.changed
    assert copy.same_targets.change is None
    assert not compare(bare, PLAIN).listed
    assert compare(PLAIN, PLAIN).listed


def test_other_products_and_stores_are_known_as_such() -> None:
    assert compare(PLAIN, PLAIN).same_product
    for other in (replace(PLAIN, asin="B0OTHER001"), replace(PLAIN, marketplace="DE")):
        assert not compare(PLAIN, other).same_product
        assert not compare(PLAIN, other).listed


PHRASES = (
    "garlic press",
    "Garlic  Press",
    "mincer",
    "MINCER",
    "ｍｉｎｃｅｒ",
    "ajo",
    "straße",
    "STRASSE",
    "presse à ail",
)
RANKS = st.none() | st.integers(1, 306)
VOLUMES = st.none() | st.integers(0, 10**6)
KEYWORDS = st.builds(
    _keyword,
    st.sampled_from(PHRASES),
    RANKS,
    VOLUMES,
    st.sampled_from(Category),
    captured=st.booleans(),
    rivals=st.dictionaries(st.sampled_from(RIVALS), RANKS, max_size=3),
)
RESULTS = st.lists(
    KEYWORDS, unique_by=lambda k: k.phrase.casefold().replace("  ", " ").replace("ｍｉｎｃｅｒ", "mincer")
)


def _mirrored(change: PhraseChange) -> PhraseChange:
    return PhraseChange(before=change.after, after=change.before, move=change.move.mirrored)


@given(RESULTS)
def test_an_analysis_does_not_differ_from_itself(keywords: list[Keyword]) -> None:
    whole = _result(*keywords)
    changes = compare(whole, whole)
    assert {change.move for change in changes.phrases} <= {Move.SAME, Move.UNRANKED}
    assert not any(c.volume_change or c.places or c.gain or c.recategorised or c.words_lost for c in changes.phrases)
    assert not any(change.passed_by for change in changes.phrases)
    assert changes.same_figures
    assert not changes.copy.changed
    assert {product.share_of_voice.change for product in changes.products} == {0}


@given(RESULTS, RESULTS)
def test_backwards_the_same_changes_are_read(one: list[Keyword], other: list[Keyword]) -> None:
    there, back = compare(_result(*one), _result(*other)), compare(_result(*other), _result(*one))
    assert tuple(map(_mirrored, there.phrases)) == back.phrases
    for name in there.totals.__slots__:
        forwards, backwards = getattr(there.totals, name), getattr(back.totals, name)
        assert (forwards.before, forwards.after) == (backwards.after, backwards.before)
    assert [(p.asin, p.before, p.after) for p in there.products] == [(p.asin, p.after, p.before) for p in back.products]


@given(RESULTS, RESULTS)
def test_every_phrase_is_counted_once(one: list[Keyword], other: list[Keyword]) -> None:
    changes: Changes = compare(_result(*one), _result(*other))
    assert Counter(id(c.before) for c in changes.phrases if c.before) == Counter(map(id, one))
    assert Counter(id(c.after) for c in changes.phrases if c.after) == Counter(map(id, other))
    both = sum(change.before is not None and change.after is not None for change in changes.phrases)
    assert len(changes.phrases) == len(one) + len(other) - both


@given(RESULTS, RESULTS)
def test_the_order_of_the_keywords_does_not_matter(one: list[Keyword], other: list[Keyword]) -> None:
    plain, turned = compare(_result(*one), _result(*other)), compare(_result(*one[::-1]), _result(*other[::-1]))
    assert plain.phrases == turned.phrases


@given(KEYWORDS, KEYWORDS)
def test_gains_are_worth_something_and_losses_cost(one: Keyword, other: Keyword) -> None:
    change = _only(replace(one, phrase="a"), replace(other, phrase="a"))
    if change.move in GAINS:
        assert change.gain >= 0
    elif change.move in LOSSES:
        assert change.gain <= 0
    else:
        assert change.gain == 0
