"""Files and forms full of markup: on no tab does any of it become a link, an image, a colour or a script."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from pipeline.model import Role
from tests.browser.steps import idle, open_tab, results, start, upload
from tests.browser.test_journey import LABELS

pytestmark = pytest.mark.xdist_group("browser")

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b>bold press</b>",
    "<a href='https://evil.example'>press</a>",
    "[press](javascript:alert(1))",
    "[press](https://evil.example)",
    "![press](https://evil.example/x.png)",
    "https://evil.example press",
    "www.evil.example press",
    "mail@evil.example press",
    ":red[garlic] press",
    ":material/bolt: press",
    ":streamlit: press",
    "**garlic** _press_ ~~old~~",
    "$x^2$ press",
    "`garlic` press",
    "# garlic press",
    "- garlic press",
    "garlic -> press",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1) press",
    "garlic press | table | cell",
)


RIVALS = ("B0RIVAL001", "B0RIVAL002")
FOREIGN = ("javascript:", "mailto:", "https://evil", "http://www.evil", "http://evil")


def _file(folder: Path) -> Path:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["Keyword Phrase", "Search Volume", "Competing Products", "Title Density", *RIVALS])
    for number, phrase in enumerate(("garlic press", "garlic press set", *HOSTILE)):
        rows.writerow([phrase, 9000 - 100 * number, 300 + number, number % 4, number % 9 + 1, 20])
    path = folder / "hostile.csv"
    path.write_text(text.getvalue(), "utf-8")
    return path


def test_markup_stays_text_on_every_tab(page: Page, tmp_path: Path) -> None:
    opened: list[str] = []

    def ran(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", ran)
    page.goto("/")
    page.get_by_role("textbox", name="ASIN or product link").fill("B0D5BL35MS")
    upload(page, LABELS[Role.REVENUE], _file(tmp_path))
    page.get_by_role("textbox", name="Title").fill("Garlic Press " + " ".join(HOSTILE[:6]))
    page.get_by_role("textbox", name="Bullets, one a line").fill("\n".join(HOSTILE[4:9]))
    start(page)
    results(page)
    for tab in ("Overview", "Keywords", "Roots", "Competitors", "Listing", "Export"):
        open_tab(page, tab)
        links = page.locator("a[href]:visible").evaluate_all("links => links.map(link => link.href)")
        assert not [href for href in links if href.startswith(FOREIGN)], tab
        expect(page.get_by_test_id("stMain").locator("img[src*='evil'], img[onerror], script, .katex")).to_have_count(0)
    open_tab(page, "Listing")
    expect(page.get_by_text("<script>alert(1)</script>").first).to_be_visible()
    idle(page)
    assert not opened
