"""From the empty form to a result and a downloaded file with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotYet

from pipeline.samples import sample
from tests.browser.steps import idle, results

pytestmark = pytest.mark.xdist_group("browser")

FARTHEST = 60  # presses of Tab until somebody gives up
HELD = "element => element === document.activeElement || element.contains(document.activeElement)"
VISIBLE = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none" || style.borderColor !== "rgba(0, 0, 0, 0)";
}"""


def _reach(page: Page, wanted: Locator) -> None:
    """Press Tab until the element has the focus, and see that it shows it."""
    for _ in range(FARTHEST):
        if wanted.evaluate(HELD):
            idle(page)  # what was typed before has its effect first
            assert page.evaluate(VISIBLE), "the focus cannot be seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by Tab")


def _choose_file(page: Page, path: Path) -> None:
    """Press Enter on the first uploader's button; while the page is being drawn a press can get lost, so try again."""
    button = page.get_by_role("region", name="Competitors by revenue").get_by_role("button", name="Upload", exact=True)
    for attempt in range(3):
        _reach(page, button)
        try:
            with page.expect_file_chooser(timeout=5_000) as chooser:
                page.keyboard.press("Enter")
            chooser.value.set_files(path)
            break
        except NotYet:
            if attempt == 2:
                raise


def test_the_keyboard_is_enough(page: Page, tmp_path: Path) -> None:
    file = sample().files[0]
    path = tmp_path / file.name
    path.write_bytes(file.content)
    page.goto("/")
    expect(page.get_by_role("button", name="Start analysis")).to_be_visible()
    idle(page)

    _reach(page, page.get_by_role("textbox", name="ASIN or product link"))
    page.keyboard.type("B0D5BL35MS")
    _choose_file(page, path)
    expect(page.get_by_text("1 keyword file")).to_be_visible()
    idle(page)
    _reach(page, page.get_by_role("button", name="Start analysis"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/job?job=*")
    results(page)

    _reach(page, page.get_by_role("tab", name="Overview"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Keywords")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    idle(page)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Export")).to_have_attribute("aria-selected", "true")
    idle(page)
    _reach(page, page.get_by_role("button", name="CSV"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith("keywords.csv")
