"""axe-core finds nothing serious on any page, in either theme; the pages are those of the app's own menu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pipeline.samples import sample
from tests.browser.conftest import Server
from tests.browser.steps import idle, try_sample, upload

pytestmark = pytest.mark.xdist_group("browser")

TABS = ("Overview", "Keywords", "Roots", "Competitors", "Listing", "Questions", "Export")
BAD = ("serious", "critical")


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    """A tab of a visitor who prefers a theme."""
    size = {"width": 1360, "height": 1000}
    with browser.new_context(base_url=server.url, viewport=size, color_scheme=request.param) as visitor:
        visitor.set_default_timeout(30_000)
        yield visitor.new_page()


def _look(page: Page, where: str) -> list[str]:
    """What axe-core has against the page as it stands, a line for each element."""
    idle(page)
    return [
        f"{where}: {violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in BAD
        for node in violation["nodes"]
    ]


def _menu(page: Page) -> list[str]:
    """The names of the pages in the app's menu."""
    names = page.get_by_role("navigation", name="App pages").get_by_role("link").all_inner_texts()
    return [name.splitlines()[-1] for name in names]


def test_no_page_of_the_menu_has_a_serious_fault(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("button", name="Start analysis").click()
    expect(page.get_by_text("No product was given").first).to_be_visible()
    found = _look(page, "a refused start")
    path = tmp_path / "DE_AMAZON_cerebro_B0DDDDDD04_2026-01-01.csv"
    path.write_bytes(sample().files[0].content)
    upload(page, "Competitors by revenue", path)
    expect(page.get_by_role("button", name="Use Germany")).to_be_visible()
    found += _look(page, "what is said of a file")
    names = _menu(page)
    assert len(names) >= 3
    for name in names:
        page.get_by_role("navigation", name="App pages").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading").first).to_be_visible()
        expect(page).to_have_title(re.compile("^Amazon Sales" if name == names[0] else f"^{name} · Amazon Sales"))
        found += _look(page, name)
    page.goto("/job?job=nonsense")
    expect(page.get_by_text("No analysis behind this link")).to_be_visible()
    found += _look(page, "an unknown link")
    assert not found, "\n".join(found)


def test_no_tab_of_a_result_has_a_serious_fault(page: Page) -> None:
    try_sample(page)
    found = []
    for tab in TABS:
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
        found += _look(page, tab)
    page.get_by_role("tab", name="Keywords").click()
    idle(page)
    page.get_by_role("button", name="All categories").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="● Relevant").click()
    found += _look(page, "a chosen category")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Select all").click()
    expect(page.get_by_role("button", name="Set category")).to_be_visible()
    found += _look(page, "ticked keywords")
    for name, heading in (("My analyses", "My analyses"), ("Compare", "One analysis is there")):
        page.get_by_role("navigation", name="App pages").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        found += _look(page, f"{name} with one analysis")
    assert not found, "\n".join(found)
