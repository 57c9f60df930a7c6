"""A finished job: every tab on every kind of result, and what can be done there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.keywords.views import VIEWS
from pipeline.model import Category
from pipeline.result import Question, Result
from tests.factories import hostile_result, make_result
from tests.factories_words import HOSTILE
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, FakeService, job

MARKUP = [words for words in HOSTILE if any(mark in words for mark in ("<", "](", ":red["))]
TABS = ("Overview", "Keywords", "Roots", "Competitors", "Listing", "Questions", "Export")
RESULTS = {
    "usual": make_result(506),
    "no listing": make_result(60, listing=False),
    "one keyword": make_result(1),
    "no keywords": make_result(0),
    "hostile": hostile_result(),
}


def _open(service: FakeService, visit: Open, result: Result, tab: str) -> AppTest:
    service.keep(job(ID, attempt=id(result) % 10**9), result)  # another attempt: nothing comes from the cache
    return visit(job=ID, tab=tab)


def _state(at: AppTest, name: str) -> str:
    return f"{name}_{ID}"


@pytest.mark.parametrize("kind", RESULTS)
@pytest.mark.parametrize("tab", TABS)
def test_every_tab_draws_every_result(service: FakeService, visit: Open, tab: str, kind: str) -> None:
    result = RESULTS[kind]
    at = _open(service, visit, result, tab)
    text = said(at)
    assert "United States" in text
    assert not [words for words in MARKUP if words in text]


def test_only_the_open_tab_runs(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Export")
    assert not at.metric
    assert not at.get("plotly_chart")
    assert at.download_button


def test_the_header_says_which_where_and_until_when(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Overview")
    assert at.title[0].value.startswith("Garlic press")
    assert "[B0GARLIC01](https://www.amazon.com/dp/B0GARLIC01)" in said(at)
    assert "8 competitors" in said(at)
    assert "kept until 30 Nov" in said(at)
    assert f"https://asi.example/job?job={ID}" in [text.value for text in at.text]


def test_without_a_listing_the_headlines_tell_of_the_proposal(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["no listing"], "Overview")
    figures = {metric.label: (metric.value, metric.delta) for metric in at.metric}
    assert figures["Errors, proposed"] == ("0", "in the proposed copy")
    assert figures["Captured, proposed"][0].endswith("%")


def test_the_first_step_is_the_one_that_stands_out(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Overview")
    steps = [button for button in at.button if button.key.startswith("do_")]
    assert [button.proto.type for button in steps] == ["primary", *["secondary"] * (len(steps) - 1)]


def test_questions_have_a_tab_only_where_there_are_some(service: FakeService, visit: Open) -> None:
    none = replace(RESULTS["usual"], questions=())
    assert "Questions" not in [tab.label for tab in _open(service, visit, none, "Overview").tabs]


def test_more_leads_back_to_the_form_and_to_deletion(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Overview")
    drawn(at.menu_button(key="more").click("Delete now").run())
    assert "cannot be undone" in said(at)
    drawn(at.menu_button(key="more").click("Re-run with changes").run())
    assert at.text_input(key="new_product").value == "B0GARLIC01"


def test_a_name_of_ones_own_heads_the_results(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Overview")
    automatic = at.title[0].value
    drawn(at.menu_button(key="more").click("Rename").run())
    at.text_input(key="new_name").input("Spring launch")
    drawn(at.button(key="save_name").click().run())
    assert at.title[0].value == "Spring launch" != automatic
    service.rename(ID, "")
    assert drawn(at.run()).title[0].value == automatic


def test_a_first_step_opens_its_tab_and_view(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Overview")
    button = next(button for button in at.button if "See gaps" in button.label)
    drawn(button.click().run())
    assert at.session_state["tab"] == "Keywords"
    assert at.session_state[_state(at, "kw_view")] == "Gaps"
    assert len(at.dataframe[0].value) == sum(map(VIEWS["Gaps"], RESULTS["usual"].keywords))


def test_files_without_ranks_are_said_to_have_none(service: FakeService, visit: Open) -> None:
    usual = RESULTS["usual"]
    keywords = tuple(replace(k, competitor_ranks={}, gap=False, top_10_competitors=0) for k in usual.keywords)
    silent = replace(usual, keywords=keywords, competitors=())
    at = _open(service, visit, silent, "Competitors")
    assert "The files hold no competitor ranks" in said(at)
    assert not at.dataframe
    assert at.button(key="change_files")
    tile = next(m for m in _open(service, visit, silent, "Overview").metric if m.label == "Gaps to rivals")
    assert tile.value == "–"


def test_the_gaps_open_in_the_keyword_table(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Competitors")
    drawn(at.button(key=_state(at, "open_gaps")).click().run())
    assert at.session_state["tab"] == "Keywords"
    assert at.session_state[_state(at, "kw_view")] == "Gaps"


# -- Keywords -------------------------------------------------------------------------------------------------------


def _phrases(at: AppTest) -> list[str]:
    return list(at.dataframe[0].value["phrase"])


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_shows_its_keywords(service: FakeService, visit: Open, view: str) -> None:
    first, *others = RESULTS["usual"].keywords
    result = replace(RESULTS["usual"], keywords=(replace(first, decided=True), *others))
    at = _open(service, visit, result, "Keywords")
    drawn(at.segmented_control(key=_state(at, "kw_view")).set_value(view).run())
    assert sorted(_phrases(at)) == sorted(k.phrase for k in result.keywords if VIEWS[view](k))
    priorities = list(at.dataframe[0].value["priority"])
    assert priorities == sorted(priorities, reverse=True)


def test_filters_narrow_and_can_be_cleared(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Keywords")
    drawn(at.segmented_control(key=_state(at, "kw_view")).set_value("All").run())
    drawn(at.text_input(key=_state(at, "kw_text")).input("Press  GARLIC").run())
    assert all("garlic" in phrase and "press" in phrase for phrase in _phrases(at))
    drawn(at.pills(key=_state(at, "kw_categories")).set_value([Category.BRANDED]).run())
    assert _phrases(at)
    drawn(at.number_input(key=_state(at, "kw_searches")).set_value(10**9).run())
    assert "No keyword matches" in said(at)
    drawn(at.button(key=_state(at, "kw_clear")).click().run())
    assert len(_phrases(at)) == len(RESULTS["usual"].keywords)


def test_filters_behind_the_button_are_counted_on_it(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Keywords")
    drawn(at.toggle(key=_state(at, "kw_missing")).set_value(True).run())
    drawn(at.number_input(key=_state(at, "kw_searches")).set_value(1).run())
    assert "2 other filters" in [block.proto.popover.label for block in at.get("popover")]


def test_what_the_listing_holds_can_be_hidden(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Keywords")
    drawn(at.toggle(key=_state(at, "kw_missing")).set_value(True).run())
    captured = {k.phrase for k in RESULTS["usual"].keywords if k.captured}
    assert captured.isdisjoint(_phrases(at))


def test_a_selected_phrase_shows_its_evidence_in_place_of_the_map(service: FakeService, visit: Open) -> None:
    result = RESULTS["usual"]
    keyword = next(k for k in result.keywords if VIEWS["Targets"](k))
    at = _open(service, visit, result, "Keywords")
    assert "Drag to filter the table" in said(at)
    at.session_state[_state(at, "kw_pick")] = keyword.phrase
    text = said(drawn(at.run()))
    assert f"**Priority {keyword.priority}**" in text
    assert f"**Relevancy {keyword.relevancy_score}**" in text
    assert "Drag to filter the table" not in text
    drawn(at.button(key="kw_back").click().run())
    assert "Drag to filter the table" in said(at)


# -- Listing --------------------------------------------------------------------------------------------------------


def test_the_alternatives_can_be_switched(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Listing")
    notes = {letter: RESULTS["usual"].seo.optimized.alternatives[place].note for place, letter in enumerate("AB")}
    assert notes["A"].rstrip(".") in said(at)
    drawn(at.segmented_control(key=_state(at, "alternative")).set_value("B").run())
    assert notes["B"].split(";")[0] in said(at)


def test_an_edit_is_judged_at_once_and_goes_into_the_files(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Listing")
    drawn(at.toggle(key=_state(at, "edit")).set_value(True).run())
    drawn(at.text_area(key=_state(at, "edit_0_title")).input("Garlic " * 20).run())
    assert ":red[:material/error: 140 / 75]" in said(at)
    assert "What the proposal breaks" in said(at)
    drawn(at.toggle(key=_state(at, "edit")).set_value(False).run())
    assert "140 / 75" in said(at)
    at.session_state["tab"] = "Export"
    assert "140 / 75" in said(drawn(at.run()))
    at.session_state["tab"] = "Listing"
    drawn(at.run())
    drawn(at.button(key=_state(at, "undo")).click().run())
    assert "140 / 75" not in said(at)


def test_without_a_listing_the_tab_says_how_to_get_more(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["no listing"], "Listing")
    assert "No listing was handed in" in said(at)
    drawn(at.button(key=_state(at, "add_listing")).click().run())
    assert at.text_input(key="new_product").value == "B0GARLIC01"


def test_the_bank_tells_used_from_missing(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Listing")
    every = len(at.dataframe[0].value)
    used = _bank(at, "Used")
    missing = _bank(at, "Missing")
    assert every == used + missing


def _bank(at: AppTest, view: str) -> int:
    drawn(at.segmented_control(key=_state(at, "bank")).set_value(view).run())
    return len(at.dataframe[0].value)


# -- Questions and Export -------------------------------------------------------------------------------------------


def test_answers_start_a_new_analysis(service: FakeService, visit: Open) -> None:
    result = RESULTS["usual"]
    at = _open(service, visit, result, "Questions")
    assert at.button(key="apply_answers").disabled
    at.segmented_control(key=_state(at, "answer_0")).set_value("Yes")
    drawn(at.segmented_control(key=_state(at, "answer_1")).set_value("No").run())
    drawn(at.button(key="apply_answers").click().run())
    (request,) = service.started
    assert request.words.has == (result.questions[0].attribute,)
    assert request.words.lacks == (result.questions[1].attribute,)


@pytest.mark.parametrize(
    ("exclusive", "chosen", "has", "lacks"),
    [
        (True, ["large"], ("large",), ("small", "mini")),
        (False, ["large"], ("large",), ()),
        (False, ["None of these"], (), ("large", "small", "mini")),
    ],
)
def test_one_of_several_options_can_be_chosen(
    service: FakeService, visit: Open, exclusive: bool, chosen: list[str], has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    question = Question(
        attribute="size", search_volume=9, phrases=("large press",), text="Which size is your product?",
        options=("large", "small", "mini"), exclusive=exclusive,
    )  # fmt: skip
    at = _open(service, visit, replace(RESULTS["usual"], questions=(question,)), "Questions")
    drawn(at.pills(key=_state(at, "answer_0")).set_value(chosen).run())
    drawn(at.button(key="apply_answers").click().run())
    (request,) = service.started
    assert (request.words.has, request.words.lacks) == (has, lacks)
    assert at.query_params["job"] != ID


def test_every_file_can_be_downloaded(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, RESULTS["usual"], "Export")
    assert [button.label for button in at.download_button] == ["XLSX", "CSV", "HTML", "JSON", "TXT", "TXT"]


def test_a_chart_carries_its_finding_for_those_who_do_not_see_it(service: FakeService, visit: Open) -> None:
    charts: list[Any] = list(_open(service, visit, RESULTS["usual"], "Overview").get("plotly_chart"))
    assert len(charts) == 3
    assert all(chart.proto.alt for chart in charts)
