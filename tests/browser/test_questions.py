"""Questions: answers run the analysis anew, whose link keeps them; the result that was asked from stays as it was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import idle, open_tab, results, try_sample

pytestmark = pytest.mark.xdist_group("browser")

TRUE, FALSE = "rocker", "manual"
PHRASES = ("garlic press rocker", "manual garlic press")


def _asked(page: Page, word: str) -> Locator:
    return page.get_by_text(f"Does “{word}” describe your product?", exact=True)


def _answer(page: Page, word: str, answer: str) -> None:
    question = page.get_by_test_id("stHorizontalBlock").filter(has=_asked(page, word)).last
    question.get_by_role("radio", name=answer, exact=True).click()
    idle(page)


def _categories(page: Page) -> list[str]:
    """The categories of both phrases in the analysis that is open."""
    job = re.search(r"job=([0-9a-f-]{36})", page.url)
    assert job, page.url
    keywords = page.request.get(f"/api/v1/job-results/{job[1]}").json()["keywords"]
    found = {keyword["phrase"]: keyword["category"] for keyword in keywords}
    return [found[phrase] for phrase in PHRASES]


def test_answers_move_their_phrases_in_a_new_analysis(page: Page) -> None:
    try_sample(page)
    first = page.url.partition("&")[0]
    assert _categories(page) == ["Relevant", "Design-Specific"]
    open_tab(page, "Questions")
    expect(page.get_by_role("button", name="Apply answers")).to_be_disabled()
    _answer(page, TRUE, "Yes")
    _answer(page, FALSE, "No")
    page.get_by_role("button", name="Apply answers").click()
    page.wait_for_url(lambda url: "job=" in url and not url.startswith(first))
    open_tab(page, "Overview")
    results(page)
    assert _categories(page) == ["Design-Specific", "Irrelevant"]

    page.reload()
    results(page)
    open_tab(page, "Questions")
    expect(page.get_by_role("button", name="Apply answers")).to_be_visible()
    expect(_asked(page, TRUE)).to_have_count(0)
    expect(_asked(page, FALSE)).to_have_count(0)

    page.goto(first)
    results(page)
    assert _categories(page) == ["Relevant", "Design-Specific"]
