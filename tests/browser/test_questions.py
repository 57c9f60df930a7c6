"""Questions: an answer runs the analysis anew, whose link keeps it; the result that was asked from stays as it was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import idle, open_tab, results, try_sample

pytestmark = pytest.mark.xdist_group("browser")

ASKED, PHRASE = "Does “manual” describe your product?", "manual garlic press"


def _question(page: Page) -> Locator:
    return page.get_by_test_id("stHorizontalBlock").filter(has=page.get_by_text(ASKED, exact=True)).last


def _category(page: Page) -> str:
    job = re.search(r"job=([0-9a-f-]{36})", page.url)
    assert job, page.url
    keywords = page.request.get(f"/api/v1/job-results/{job[1]}").json()["keywords"]
    return str(next(keyword["category"] for keyword in keywords if keyword["phrase"] == PHRASE))


@pytest.mark.parametrize(("answer", "targets"), [("Yes", True), ("No", False)])
def test_an_answer_moves_its_phrases_in_a_new_analysis(page: Page, answer: str, targets: bool) -> None:
    try_sample(page)
    first, before = page.url.partition("&")[0], _category(page)
    open_tab(page, "Questions")
    expect(page.get_by_role("button", name="Apply answers")).to_be_disabled()
    _question(page).get_by_role("radio", name=answer, exact=True).click()
    idle(page)
    page.get_by_role("button", name="Apply answers").click()
    page.wait_for_url(lambda url: "job=" in url and not url.startswith(first))
    open_tab(page, "Overview")
    results(page)
    assert (_category(page) in {"Relevant", "Design-Specific"}) == targets

    page.reload()
    results(page)
    open_tab(page, "Questions")
    expect(page.get_by_role("button", name="Apply answers")).to_be_visible()
    expect(page.get_by_text(ASKED, exact=True)).to_have_count(0)

    page.goto(first)
    results(page)
    assert _category(page) == before
