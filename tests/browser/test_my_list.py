"""A visitor's list: a name of one's own is shown wherever the job is, and what was run before is not run unasked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import idle, results

pytestmark = pytest.mark.xdist_group("browser")

NAME = "Spring <b>launch</b> **two**"


def _open_list(page: Page) -> None:
    page.goto("/my_analyses")
    page.get_by_role("button", name="New analysis").wait_for()
    idle(page)


def _more(page: Page, entry: str) -> None:
    page.get_by_role("button", name="More").click()
    page.get_by_text(entry, exact=True).click()


def test_a_sample_is_renamed_found_again_not_run_twice_unasked_and_deleted(page: Page) -> None:
    _open_list(page)
    expect(page.get_by_text("No analyses yet")).to_be_visible()
    page.get_by_role("button", name="Try this one").nth(2).click()
    page.wait_for_url("**/job?job=*")
    results(page)
    job = page.url
    expect(page).to_have_title("Wandersocken")

    _open_list(page)
    _more(page, "Rename")
    box = page.get_by_role("dialog").get_by_role("textbox", name="Name")
    box.fill(NAME)
    box.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text(NAME)).to_be_visible()
    page.get_by_role("button", name="Open").click()
    results(page)
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    expect(page).to_have_title(NAME)

    idle(page)
    _more(page, "Re-run with changes")
    expect(page.get_by_text("2 keyword files")).to_be_visible()
    idle(page)
    page.get_by_role("button", name="Start analysis").click()
    expect(page.get_by_text("You ran exactly this today")).to_be_visible()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    assert page.url.partition("&")[0] == job.partition("&")[0]

    _open_list(page)
    _more(page, "Delete now")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(NAME)).to_be_visible()
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(NAME)).to_be_visible()
    _more(page, "Delete now")
    dialog.get_by_role("button", name="Delete now").click()
    expect(page.get_by_text("No analyses yet")).to_be_visible()
