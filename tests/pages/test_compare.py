"""Two analyses side by side: the findings first, and what is said where two cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.components.compare.choice import UNKNOWN
from pages.components.words import md
from tests.factories import make_result
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, STARTED, FakeService, job

PAGE = "compare.py"
EARLIER = ID[:-1] + "a"
OTHER = ID[:-1] + "b"


@pytest.fixture(autouse=True)
def _no_results_of_other_tests() -> Iterator[None]:
    """Results are cached by job and attempt, which tests share."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def two(service: FakeService) -> FakeService:
    """A run, and one of the same product a month before it."""
    before = STARTED - timedelta(days=30)
    service.keep(job(), make_result(60, seed=2))
    return service.keep(job(EARLIER, created_at=before, completed_at=before), make_result(60))


def _open(visit: Open, of: str, other: str = "") -> AppTest:
    at = visit(PAGE)
    at.query_params.clear()
    at.query_params["job"] = of
    if other:
        at.query_params["with"] = other
    return drawn(at.run())


def test_a_link_of_two_leads_with_what_changed(two: FakeService, visit: Open) -> None:
    at = _open(visit, ID, EARLIER)
    assert "What changed since 24 Oct" in said(at)
    assert "30 days apart" in said(at)
    assert {"Top 10 targets", "Captured"} <= {metric.label for metric in at.metric}


def test_the_earlier_one_stands_first_whichever_way_the_link_says_it(two: FakeService, visit: Open) -> None:
    at = _open(visit, EARLIER, ID)
    assert "What changed" in said(at)
    assert (at.selectbox(key="compare_before").value, at.selectbox(key="compare_after").value) == (EARLIER, ID)


def test_one_alone_is_compared_with_the_run_before_it(two: FakeService, visit: Open) -> None:
    assert "What changed" in said(_open(visit, ID))


@pytest.mark.parametrize("part", ["Keywords", "Competitors", "Listing"])
def test_every_part_is_drawn(two: FakeService, visit: Open, part: str) -> None:
    at = _open(visit, ID, EARLIER)
    at.session_state["part"] = part
    drawn(at.run())
    assert "What changed" not in said(at)


@pytest.mark.parametrize("place", ["result", "list"])
def test_results_and_the_list_lead_here(two: FakeService, visit: Open, place: str) -> None:
    at = visit(job=ID) if place == "result" else visit("my_analyses.py")
    menu = at.menu_button(key="more" if place == "result" else f"more_{ID}")
    assert "What changed" in said(drawn(menu.click("Compare with another").run()))


@pytest.mark.parametrize("link", [(OTHER, EARLIER), (ID, OTHER), ("no id", EARLIER)])
def test_what_nobody_or_somebody_else_holds_is_answered_alike(
    two: FakeService, visit: Open, link: tuple[str, str]
) -> None:
    assert md(UNKNOWN) in said(_open(visit, *link))


@pytest.mark.parametrize(
    ("state", "words"),
    [("running", "still running"), ("failed", "failed and has no results"), ("cancelled", "was cancelled")],
)
def test_an_analysis_without_results_says_why(two: FakeService, visit: Open, state: str, words: str) -> None:
    two.keep(job(OTHER, state=state))
    assert words in said(_open(visit, OTHER, EARLIER))


def test_the_same_analysis_twice_is_said(two: FakeService, visit: Open) -> None:
    assert "Twice the same analysis" in said(_open(visit, ID, ID))


def test_without_two_analyses_the_page_says_what_it_takes(service: FakeService, visit: Open) -> None:
    assert "No analyses to compare yet" in said(visit(PAGE))
    service.keep(job(), make_result(30))
    assert "One analysis is there" in said(visit(PAGE))


def test_what_was_not_known_before_is_said_so(service: FakeService, visit: Open) -> None:
    service.keep(job(), make_result(60))
    service.keep(job(EARLIER, created_at=STARTED - timedelta(days=1)), make_result(60, listing=False))
    assert _captured(_open(visit, ID, EARLIER)) == "unknown before"


def test_what_neither_analysis_knows_is_said_so(service: FakeService, visit: Open) -> None:
    service.keep(job(), make_result(60, listing=False))
    service.keep(job(EARLIER, created_at=STARTED - timedelta(days=1)), make_result(60, listing=False))
    assert _captured(_open(visit, ID, EARLIER)) == "in neither analysis"


def _captured(at: AppTest) -> str:
    return next(str(metric.delta) for metric in at.metric if metric.label == "Captured")


def test_the_evidence_of_a_move_says_since_when(two: FakeService, visit: Open) -> None:
    at = visit(PAGE)
    at.query_params.update({"job": ID, "with": EARLIER, "part": "Keywords"})
    assert "since 24 Oct" in said(drawn(at.run()))


def test_a_result_that_was_deleted_a_moment_ago_is_no_failure(two: FakeService, visit: Open) -> None:
    two.keep(job(OTHER))
    assert "No analysis behind this link" in said(_open(visit, OTHER, EARLIER))


def test_another_product_is_said_plainly_and_compared(two: FakeService, visit: Open) -> None:
    other = replace(make_result(60), asin="B0OTHER001", marketplace="DE")
    two.keep(job(OTHER, asin="B0OTHER001", marketplace="DE"), other)
    text = said(_open(visit, OTHER, EARLIER))
    assert "What differs" in text
    assert ":material/info:" in text
