"""The user's decisions win, and everything follows from them: scores, totals, main keyword, listing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Memory, analyse, lasts
from pipeline.model import TARGETS, Category, Decision, Grade, Listing, Request
from pipeline.result import Keyword, Result
from pipeline.samples import sample
from tests.pipeline.test_checkpoints import Notes, stages_run

MARKS = ("decided", "locked", "reason", "confidence", "grade")


@cache
def _first() -> tuple[Result, dict[str, bytes]]:
    notes = Notes()
    return analyse(sample(), memory=notes), notes.kept


def _decided(*decisions: Decision) -> Result:
    memory: Memory = Notes(_first()[1])
    return analyse(replace(sample(), decisions=decisions), memory=memory)


def _keyword(result: Result, phrase: str) -> Keyword:
    return next(keyword for keyword in result.keywords if keyword.phrase == phrase)


def _unmarked(keyword: Keyword) -> Keyword:
    plain = _keyword(_first()[0], keyword.phrase)
    return replace(keyword, **{mark: getattr(plain, mark) for mark in MARKS})


phrases = st.sampled_from([keyword.phrase for keyword in _first()[0].keywords])
decisions = st.builds(Decision, phrase=phrases, category=st.sampled_from(Category), locked=st.booleans())


def test_a_decision_sets_the_category_and_says_what_was_found() -> None:
    before = _keyword(_first()[0], "garlic peeler")
    after = _keyword(_decided(Decision(phrase="Garlic  PEELER", category=Category.RELEVANT)), "garlic peeler")
    assert before.category is Category.IRRELEVANT
    assert (after.category, after.automatic_category) == (Category.RELEVANT, Category.IRRELEVANT)
    assert after.reason == f"Set by you (was Irrelevant: {before.reason})"
    assert (after.decided, after.locked, after.confidence, after.grade) == (True, False, 1.0, Grade.SURE)
    assert (before.decided, before.automatic_category) == (False, Category.IRRELEVANT)


def test_a_phrase_among_the_targets_is_scored_as_one() -> None:
    before = _keyword(_first()[0], "garlic peeler")
    after = _keyword(_decided(Decision(phrase="garlic peeler", category=Category.RELEVANT)), "garlic peeler")
    assert (before.intent_score, after.intent_score) == (0, 1)
    assert after.intent_aspects == ("product: garlic peeler",)
    assert after.priority > before.priority


def test_a_phrase_out_of_the_targets_counts_no_more() -> None:
    first = _first()[0]
    keyword = max((k for k in first.keywords if k.category in TARGETS), key=lambda k: k.search_volume or 0)
    after = _decided(Decision(phrase=keyword.phrase, category=Category.IRRELEVANT))
    assert _keyword(after, keyword.phrase).intent_score == 0
    volume = first.seo.comparison.captured_volume.targets - (keyword.search_volume or 0)
    assert after.seo.comparison.captured_volume.targets == volume
    assert sum(root.search_volume for root in after.roots) == volume
    assert after.main_keyword != first.main_keyword


def test_the_users_own_main_keyword_stays() -> None:
    request = replace(
        sample(),
        main_keyword="garlic press",
        decisions=(Decision(phrase="garlic press", category=Category.IRRELEVANT),),
    )
    assert analyse(request).main_keyword.phrase == "garlic press"


def test_a_brand_that_is_made_a_target_stays_out_of_the_copy() -> None:
    phrase = "zestrick garlic press stainless steel"
    result = _decided(Decision(phrase=phrase, category=Category.DESIGN))
    assert _keyword(result, phrase).category is Category.DESIGN
    assert "zestrick" not in result.seo.optimized.title.text.lower()
    assert "zestrick" not in result.seo.optimized.search_terms.text


def test_decisions_about_phrases_that_are_not_there_are_told() -> None:
    one = Decision(phrase="unheard of", category=Category.BRANDED)
    assert (
        "1 decision is about a phrase that these files do not hold, and is kept: “unheard of”."
        in _decided(one).warnings
    )
    many = [replace(one, phrase=f"word {number}") for number in range(5)]
    assert any("5 decisions" in warning and "and 2 more" in warning for warning in _decided(*many).warnings)
    assert replace(_decided(one), warnings=()) == replace(_first()[0], warnings=())


def test_of_two_decisions_about_one_phrase_the_later_counts() -> None:
    one = Decision(phrase="garlic peeler", category=Category.RELEVANT)
    other = Decision(phrase="Garlic peeler", category=Category.OUTLIER)
    assert _decided(one, other) == _decided(other)


def test_deciding_works_without_a_listing_and_for_every_category() -> None:
    plain = Request(product=sample().product, files=sample().files, listing=Listing())
    for category in Category:
        result = analyse(replace(plain, decisions=(Decision(phrase="garlic press", category=category),)))
        assert _keyword(result, "garlic press").category is category


@settings(max_examples=12, deadline=None)
@given(st.lists(phrases, min_size=1, max_size=8, unique=True), st.booleans())
def test_deciding_what_was_found_changes_nothing_but_the_mark(chosen: list[str], locked: bool) -> None:
    first = _first()[0]
    result = _decided(*(Decision(phrase=p, category=_keyword(first, p).category, locked=locked) for p in chosen))
    assert {k.phrase for k in result.keywords if k.decided} == set(chosen)
    assert {k.phrase for k in result.keywords if k.locked} == (set(chosen) if locked else set())
    assert replace(result, keywords=tuple(map(_unmarked, result.keywords))) == first


@settings(max_examples=12, deadline=None)
@given(st.lists(decisions, max_size=8, unique_by=lambda decision: decision.phrase), st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter_and_nothing_is_lost(made: list[Decision], chance: object) -> None:
    first = _first()[0]
    result = _decided(*made)
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert _decided(*shuffled).to_json() == result.to_json()
    assert sorted(k.phrase for k in result.keywords) == sorted(k.phrase for k in first.keywords)
    counts = Counter(k.category.value for k in result.keywords)
    assert {name: total.count for name, total in result.categories.items() if total.count} == counts
    assert sum(t.search_volume for t in result.categories.values()) == sum(
        t.search_volume for t in first.categories.values()
    )
    wanted = {decision.phrase: decision.category for decision in made}
    assert all(k.category is wanted.get(k.phrase, k.automatic_category) for k in result.keywords)
    captured = result.seo.comparison.captured_volume
    assert captured.before <= captured.best_possible <= captured.targets


def test_a_rescored_result_is_that_of_a_whole_analysis() -> None:
    made = (
        Decision(phrase="garlic peeler", category=Category.RELEVANT, locked=True),
        Decision(phrase="garlic press", category=Category.IRRELEVANT),
    )
    assert _decided(*made).to_json() == analyse(replace(sample(), decisions=made)).to_json()


@pytest.mark.parametrize("decisions", [(), (Decision(phrase="garlic press", category=Category.OUTLIER),)])
def test_only_the_stages_behind_the_decisions_are_run_again(decisions: tuple[Decision, ...]) -> None:
    kept = {name: data for name, data in _first()[1].items() if lasts(name)}
    assert len(kept) == 3
    _, run = stages_run(replace(sample(), decisions=decisions), kept)
    assert run == {"Score", "Optimise listing"}


def test_stages_behind_other_decisions_are_not_taken_up() -> None:
    _, run = stages_run(
        replace(sample(), decisions=(Decision(phrase="garlic press", category=Category.OUTLIER),)), _first()[1]
    )
    assert run == {"Score", "Optimise listing"}
