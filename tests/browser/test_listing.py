"""The proposed listing under an analyst's hands: edited against its limits, copied, exported and put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.steps import idle, open_result, open_tab

pytestmark = pytest.mark.xdist_group("browser")

TITLE = "Tavenor Garlic Press, <b>Rust Proof</b> & **Easy**"
LIMIT = 75


def _title(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Title", exact=True)


def _edit(page: Page) -> None:
    page.get_by_test_id("stCheckbox").filter(has_text="Edit").locator("label").click()
    idle(page)


def _write(page: Page, text: str) -> None:
    _title(page).fill(text)
    _title(page).press("Control+Enter")
    idle(page)


def _copied(page: Page, button: str) -> str:
    pressed = page.get_by_role("button", name=button, exact=True)
    expect(pressed).not_to_have_text("Copied")  # what an earlier press says has gone
    pressed.click()
    expect(pressed).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_title_is_edited_against_its_limit_copied_exported_and_put_back(
    visitor: BrowserContext, page: Page, analysed: str, tmp_path: Path
) -> None:
    visitor.grant_permissions(["clipboard-read", "clipboard-write"])
    open_result(page, analysed, "Listing")
    proposed = _copied(page, "Copy title")

    _edit(page)
    expect(_title(page)).to_have_value(proposed)
    _write(page, "x" * 80)
    expect(page.get_by_text(f"80 / {LIMIT}")).to_be_visible()
    _write(page, TITLE)
    expect(page.get_by_text(f"{len(TITLE)} / {LIMIT}")).to_be_visible()

    _edit(page)
    assert _copied(page, "Copy title") == TITLE
    whole = _copied(page, "Copy the whole listing")
    assert whole.startswith(f"Title\n{TITLE}\n\nItem highlights\n")

    open_tab(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("button", name="TXT").last.click()
    download.value.save_as(tmp_path / "listing.txt")
    assert (tmp_path / "listing.txt").read_text("utf-8").splitlines()[1] == TITLE

    open_tab(page, "Listing")
    assert _copied(page, "Copy title") == TITLE
    page.get_by_role("button", name="Undo my edits").click()
    expect(page.get_by_role("button", name="Undo my edits")).to_have_count(0)
    assert _copied(page, "Copy title") == proposed
