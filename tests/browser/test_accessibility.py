"""axe-core finds nothing serious on any page, in either theme; the pages are those of the app's own menu."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.samples import sample
from tests.browser.steps import faults, idle, try_sample, upload

pytestmark = pytest.mark.xdist_group("browser")

TABS = ("Overview", "Keywords", "Roots", "Competitors", "Listing", "Questions", "Export")


def _menu(page: Page) -> list[str]:
    """The names of the pages in the app's menu."""
    names = page.get_by_role("navigation", name="App pages").get_by_role("link").all_inner_texts()
    return [name.splitlines()[-1] for name in names]


def test_no_page_of_the_menu_has_a_serious_fault(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("button", name="Start analysis").click()
    expect(page.get_by_text("No product was given").first).to_be_visible()
    found = faults(page, "a refused start")
    page.get_by_role("button", name="How to export").click()
    found += faults(page, "how to export")
    page.keyboard.press("Escape")
    path = tmp_path / "DE_AMAZON_cerebro_B0DDDDDD04_2026-01-01.csv"
    path.write_bytes(sample().files[0].content)
    upload(page, "Competitors by revenue", path)
    expect(page.get_by_role("button", name="Use Germany")).to_be_visible()
    found += faults(page, "what is said of a file")
    names = _menu(page)
    assert len(names) >= 3
    for name in names:
        page.get_by_role("navigation", name="App pages").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading").first).to_be_visible()
        expect(page).to_have_title(re.compile("^Amazon Sales" if name == names[0] else f"^{name} · Amazon Sales"))
        found += faults(page, name)
    page.goto("/job?job=nonsense")
    expect(page.get_by_text("No analysis behind this link")).to_be_visible()
    found += faults(page, "an unknown link")
    assert not found, "\n".join(found)


def test_no_tab_of_a_result_has_a_serious_fault(page: Page) -> None:
    try_sample(page)
    found = []
    for tab in TABS:
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
        found += faults(page, tab)
    page.get_by_role("tab", name="Keywords").click()
    idle(page)
    page.get_by_role("button", name="All categories").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="● Relevant").click()
    found += faults(page, "a chosen category")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Select all").click()
    expect(page.get_by_role("button", name="Set category")).to_be_visible()
    found += faults(page, "ticked keywords")
    for name, heading in (("My analyses", "My analyses"), ("Compare", "One analysis is there")):
        page.get_by_role("navigation", name="App pages").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        found += faults(page, f"{name} with one analysis")
        if name == "My analyses":
            page.get_by_role("button", name="More").click()
            expect(page.get_by_role("menuitem").first).to_be_visible()
            found += faults(page, "an analysis's menu")
            page.keyboard.press("Escape")
    assert not found, "\n".join(found)
