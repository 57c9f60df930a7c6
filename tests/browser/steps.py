"""What a visitor does, in words; each step waits for what it brings about."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotYet

_IDLE = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"


def idle(page: Page) -> None:
    """Wait until the page has been drawn."""
    page.locator(_IDLE).wait_for()


def upload(page: Page, label: str, path: Path) -> None:
    """Hand in a file and wait for what the page says of it.

    The file's chip is there while it is still on its way, so only the page's word on it shows that it has arrived.
    An upload can get lost while the page is being drawn, so it is tried again.
    """
    box = page.get_by_test_id("stFileUploader").filter(has_text=label)
    for attempt in range(3):
        idle(page)
        box.locator("input[type=file]").set_input_files(path)
        try:
            box.get_by_test_id("stFileChip").wait_for(timeout=5_000)
            break
        except NotYet:
            if attempt == 2:
                raise
    page.get_by_test_id("stMarkdown").filter(has_text=path.name).first.wait_for()
    idle(page)


def results(page: Page, charts: int = 3) -> None:
    """Wait for the job to end and for the charts of its first tab; their library is a large download of its own."""
    expect(page.get_by_role("heading", name="What to do first")).to_be_visible(timeout=120_000)
    expect(page.locator(".js-plotly-plot:visible")).to_have_count(charts, timeout=60_000)


def start(page: Page) -> None:
    """Leave the field that was typed in, as a person does, and press Start."""
    page.keyboard.press("Tab")
    idle(page)
    page.get_by_role("button", name="Start analysis").click()


def open_tab(page: Page, name: str) -> None:
    """Open a tab of the results."""
    page.get_by_role("tab", name=name).click()
    idle(page)


def open_result(page: Page, job_id: str, tab: str) -> None:
    """Follow the link to a tab of a finished analysis."""
    page.goto(f"/job?job={job_id}&tab={tab}")
    expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
    idle(page)


def number_in(text: str | None) -> int:
    """The first number in a text."""
    found = re.search(r"\d[\d,]*", text or "")
    assert found, text
    return int(found[0].replace(",", ""))


def try_sample(page: Page) -> None:
    """Run the first sample and wait for its results."""
    page.goto("/")
    page.get_by_role("button", name="Try with sample data").click()
    results(page)


def faults(page: Page, where: str) -> list[str]:
    """What axe-core has seriously against the page as it stands, in either theme; a line for each element."""
    return [line for theme in ("dark", "light") for line in _faults(page, theme, f"{where}, {theme}")]


def _faults(page: Page, theme: Literal["dark", "light"], where: str) -> list[str]:
    page.emulate_media(color_scheme=theme)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", theme)
    idle(page)
    return [
        f"{where}: {violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]
