"""Keywords in a real browser: ten set by a word and undone; a box drawn on the map filters the table."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import idle, open_result, open_tab, try_sample

pytestmark = pytest.mark.xdist_group("browser")

WORD = "mincer"


def _targets(page: Page) -> int:
    """How many targets the view's own button counts."""
    text = page.get_by_role("radio", name=re.compile("^Targets")).text_content() or ""
    return int(text.split()[-1])


def _keywords(page: Page) -> int:
    """How many keywords the table's heading counts."""
    heading = page.get_by_role("heading", name=re.compile("searches a month"))
    return int(re.split(r"\D", heading.text_content() or "")[0])


def test_keywords_are_set_by_a_word_and_set_back(page: Page) -> None:
    try_sample(page)
    open_tab(page, "Keywords")
    before = _targets(page)

    page.get_by_role("radio", name=re.compile("^All")).click()
    idle(page)
    page.get_by_role("combobox", name="Word or root").fill(WORD)
    page.get_by_role("option", name=re.compile(rf"^{WORD} ·")).click()
    idle(page)
    assert _keywords(page) >= 10
    page.get_by_role("button", name="Select all").click()
    page.get_by_role("button", name="Set category").click()
    page.get_by_role("menuitem", name="Irrelevant").click()
    expect(page.get_by_text("set to Irrelevant").first).to_be_visible()
    idle(page)
    after = _targets(page)
    assert after < before - 10

    page.reload()  # kept with the analysis, not with the tab
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=30_000)
    assert _targets(page) == after
    for name, said, left in (
        ("Undo", "Taken back", before),
        ("Redo", "Done again", after),
        ("Undo", "Taken back", before),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_text(said).first).to_be_visible()
        expect(page.get_by_role("radio", name=f"Targets {left}")).to_be_visible()
        open_tab(page, "Overview")  # everything else follows
        expect(page.get_by_test_id("stMetric").filter(has_text="Targets").first).to_contain_text(f"{left}")
        open_tab(page, "Keywords")


def test_a_box_on_the_map_filters_the_table(page: Page, analysed: str) -> None:
    open_result(page, analysed, "Keywords")
    expect(page.locator(".js-plotly-plot:visible")).to_have_count(1, timeout=30_000)
    every = _keywords(page)
    area = page.locator(".js-plotly-plot:visible .nsewdrag").first
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    boxed = page.get_by_role("heading", name=re.compile(rf"\d+ of {every} keywords"))
    expect(boxed).to_be_visible()
    said = boxed.inner_text()
    page.get_by_role("button", name="Select all").click()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(boxed).to_have_text(said)  # the map was drawn anew, with rings and without, and the box still holds
    page.get_by_role("button", name="Clear box").click()
    expect(page.get_by_role("heading", name=re.compile(rf"^{every} keywords"))).to_be_visible()


def test_a_click_on_a_word_of_the_roots_opens_its_phrases(page: Page, analysed: str) -> None:
    open_result(page, analysed, "Roots")
    table = page.get_by_test_id("stDataFrame").last
    expect(table).to_be_visible(timeout=30_000)
    table.click(position={"x": 40, "y": 87})  # the second row
    expect(page.get_by_role("tab", name="Keywords")).to_have_attribute("aria-selected", "true")
    idle(page)
    expect(page.get_by_role("heading", name=re.compile("searches a month"))).to_be_visible(timeout=30_000)
    assert 0 < _keywords(page) < _targets(page)
