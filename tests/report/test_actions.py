"""What to do first: few steps, most searches first, broken rules always among them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Category
from pipeline.report.actions import actions
from pipeline.result import Result
from tests.factories import hostile_result, make_result

RESULTS = {
    "usual": make_result(60),
    "big": make_result(600),
    "no listing": make_result(60, listing=False),
    "few": make_result(2),
    "hostile": hostile_result(),
}


@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_three_to_seven_steps_most_searches_first(result: Result) -> None:
    found = actions(result)
    assert 3 <= len(found) <= 7
    volumes = [action.search_volume for action in found]
    assert volumes == sorted(volumes, reverse=True)
    assert len({action.title for action in found}) == len(found)
    for action in found:
        assert action.title
        assert action.evidence
        assert action.verb
        assert action.tab
        assert "!" not in action.title


def test_nothing_to_do_without_keywords() -> None:
    assert actions(make_result(0)) == ()


def test_a_result_without_targets_asks_to_check_the_files() -> None:
    result = make_result(60)
    others = tuple(replace(k, category=Category.IRRELEVANT) for k in result.keywords)
    (only,) = actions(replace(result, keywords=others))
    assert only.title.startswith("Check the product")
    assert only.view == "All"


def test_the_long_title_names_both_lengths() -> None:
    step = next(a for a in actions(make_result()) if a.field == "title" and a.title.startswith("Shorten"))
    assert step.title == "Shorten the title from 103 to 75 characters"
    assert "73" in step.evidence
    assert step.tab == "Listing"


def test_broken_rules_are_not_crowded_out() -> None:
    result = make_result(60)
    small = tuple(replace(k, search_volume=1) if k.captured else k for k in result.keywords)
    assert any(a.title.startswith("Fix 1 rule error") for a in actions(replace(result, keywords=small)))


def test_gaps_carry_their_number_and_searches() -> None:
    result = make_result()
    gaps = [k for k in result.keywords if k.gap]
    step = next(a for a in actions(result) if a.view == "Gaps")
    assert step.title == f"Win {len(gaps)} phrases where rivals rank and you do not"
    assert step.search_volume == sum(k.search_volume or 0 for k in gaps)


def test_missing_words_are_ones_that_the_proposal_holds() -> None:
    step = next(a for a in actions(make_result()) if a.title.startswith("Add "))
    assert "presser" in step.title
    assert step.search_volume > 0


def test_empty_fields_are_to_be_filled() -> None:
    titles = {action.title for action in actions(_without_gaps())}
    assert {"Fill the search terms", "Fill the item highlights"} <= titles


def _without_gaps() -> Result:
    result = make_result()
    return replace(result, keywords=tuple(replace(k, gap=False, opportunity=False) for k in result.keywords))


def test_without_a_listing_the_steps_speak_of_none_of_its_faults() -> None:
    for action in actions(make_result(listing=False)):
        assert action.field == ""
        assert not action.urgent


def test_questions_lead_to_their_tab() -> None:
    result = make_result(listing=False)
    step = next(a for a in actions(result) if a.tab == "Questions")
    assert result.questions[0].attribute in step.title
