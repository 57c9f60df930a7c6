"""My analyses: what this visitor started, and what can be done with it."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, FakeService, job

PAGE = "my_analyses.py"


def test_an_empty_list_offers_a_start_and_the_sample(service: FakeService, visit: Open) -> None:
    at = visit(PAGE)
    assert "No analyses yet" in said(at)
    drawn(at.button(key="sample").click().run())
    assert len(service.started) == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("complete", "41 targets, 92 → 98 % captured"),
        ("running", "Scoring 506 keywords, 62 %"),
        ("waiting", "Place 3 in the queue"),
        ("failed", "It broke"),
        ("cancelled", "Cancelled"),
        ("stalled", "Resuming"),
    ],
)
def test_each_state_says_its_outcome(service: FakeService, visit: Open, state: str, words: str) -> None:
    service.keep(job(state=state, progress=62, message="Scoring 506 keywords", place=3, error="It broke"))
    at = visit(PAGE)
    assert words in said(at)
    assert "United States" in said(at)


def test_a_job_opens(service: FakeService, visit: Open) -> None:
    service.keep(job(status="failed", state="failed", error="It broke"))
    at = visit(PAGE)
    drawn(at.button(key=f"open_{ID}").click().run())
    assert at.query_params["job"] == ID
    assert "could not be finished" in said(at)


def test_a_job_goes_back_into_the_form(service: FakeService, visit: Open) -> None:
    service.keep(job())
    at = visit(PAGE)
    drawn(at.menu_button(key=f"more_{ID}").click("Re-run with changes").run())
    assert at.title[0].value == "New analysis"
    assert at.text_input(key="new_product").value == "B0GARLIC01"


def test_deleting_asks_first(service: FakeService, visit: Open) -> None:
    service.keep(job())
    at = visit(PAGE)
    drawn(at.menu_button(key=f"more_{ID}").click("Delete now").run())
    assert "cannot be undone" in said(at)
    assert ID in service.views


def test_many_jobs_are_paged(service: FakeService, visit: Open) -> None:
    for number in range(45):
        service.keep(job(f"{ID[:-2]}{number:02x}"))
    at = visit(PAGE)
    assert sum(button.label == "Open" for button in at.button) == 20
    drawn(at.pagination(key="mine_page").set_value(3).run())
    assert sum(button.label == "Open" for button in at.button) == 5


def test_hostile_titles_stay_words(service: FakeService, visit: Open) -> None:
    bad = "[x](javascript:alert(1)) :red[y]"
    service.keep(job(title=bad, state="failed", error=bad))
    assert bad not in said(visit(PAGE))
