"""On a phone: the sample's results, tab by tab, without a page that must be pushed sideways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import idle, open_result, results

pytestmark = pytest.mark.xdist_group("browser")

TABS = ("Overview", "Keywords", "Roots", "Competitors", "Listing", "Questions", "Export")
OVERFLOW = """() => [...document.querySelectorAll("[data-testid=stMain], [data-testid=stMainBlockContainer]")]
    .map(element => element.scrollWidth - element.clientWidth)"""
TOO_SMALL = """buttons => buttons
    .map(button => [button.textContent, button.getBoundingClientRect()])
    .filter(([text, box]) => text && box.height > 0 && (box.height < 24 || box.width < 24))
    .map(([text]) => text)"""


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A phone's browser."""
    size = {"width": 390, "height": 844}
    with browser.new_context(base_url=server.url, viewport=size, has_touch=True, is_mobile=True) as visitor:
        visitor.set_default_timeout(30_000)
        yield visitor.new_page()


def _fits(page: Page, where: str) -> None:
    idle(page)
    assert page.evaluate(OVERFLOW) == [0, 0], where
    small = page.get_by_test_id("stMain").get_by_role("button").evaluate_all(TOO_SMALL)
    assert not small, (where, small)


def test_every_tab_fits_a_phone(page: Page, analysed: str) -> None:
    open_result(page, analysed, "Overview")
    results(page)
    for tab in TABS:
        page.get_by_role("tab", name=tab).tap()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
        _fits(page, tab)
    page.get_by_role("tab", name="Keywords").tap()
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    assert box["width"] >= 300
    assert box["height"] <= 844  # a thumb can get past it


def test_the_other_pages_fit_a_phone(page: Page) -> None:
    for path in ("/", "/my_analyses", "/compare", "/job?job=nonsense"):
        page.goto(path)
        expect(page.get_by_role("heading").first).to_be_visible()
        _fits(page, path)
