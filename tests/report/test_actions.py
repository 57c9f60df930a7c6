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


def test_the_phrase_for_the_title_comes_with_its_searches_and_the_rivals_that_rank() -> None:
    result = make_result()
    step = next(a for a in actions(result) if a.title.startswith("Put "))
    phrase = next(k for k in result.keywords if f"“{k.phrase}”" in step.title)
    assert step.title == f"Put “{phrase.phrase}” in the title"
    assert phrase.gap
    assert not phrase.in_title
    assert step.search_volume == phrase.search_volume
    assert step.evidence == (
        f"{phrase.search_volume:,} searches a month; {phrase.top_10_competitors} of 8 rivals rank in the top 10, "
        f"you rank {phrase.own_rank}."
    )
    assert step.field == "title"


def test_a_phrase_that_the_title_has_no_room_for_goes_into_the_highlights() -> None:
    result = make_result()
    optimized = result.seo.optimized
    title, proposal = optimized.title, optimized.item_highlights
    phrase = next(k for k in result.keywords if k.gap)
    keywords = tuple(replace(k, gap=k is phrase, captured=k is not phrase) for k in result.keywords)
    copy = replace(optimized, title=replace(title, text="Press"), item_highlights=replace(proposal, text=phrase.phrase))
    step = next(
        a
        for a in actions(replace(result, keywords=keywords, seo=replace(result.seo, optimized=copy)))
        if a.title.startswith("Put ")
    )
    assert step.title == f"Put “{phrase.phrase}” in the item highlights"
    assert step.field == "item_highlights"


def test_no_phrase_is_named_for_the_title_where_you_rank() -> None:
    assert not any(action.title.startswith("Put ") for action in actions(_without_gaps()))


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


def test_steps_name_what_is_at_stake_and_the_text_that_is_ready() -> None:
    result = make_result()
    proposed = result.seo.optimized
    said = {action.title.split(" ")[0]: action.evidence for action in actions(_without_gaps())}
    assert proposed.title.text in said["Shorten"]
    filled = [action.evidence for action in actions(_without_gaps()) if action.title.startswith("Fill")]
    assert any(proposed.search_terms.text[:30] in evidence for evidence in filled)
    words = next(action for action in actions(result) if action.title.startswith("Add "))
    assert any(f"“{k.phrase}”" in words.evidence for k in result.keywords if not k.captured)


def test_an_opportunity_comes_with_the_titles_that_hold_it_and_your_rank() -> None:
    result = make_result()
    step = next(action for action in actions(result) if action.view == "Opportunities")
    first = max((k for k in result.keywords if k.opportunity), key=lambda k: (k.search_volume or 0, k.phrase))
    assert f"“{first.phrase}”" in step.evidence
    assert "on page one" in step.evidence
    assert ("you rank" in step.evidence) == bool(first.own_rank)


def test_a_question_names_the_phrases_that_wait_for_its_answer() -> None:
    result = make_result(listing=False)
    step = next(action for action in actions(result) if action.tab == "Questions")
    assert result.questions[0].phrases[0] in step.evidence
