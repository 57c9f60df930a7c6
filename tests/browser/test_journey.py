"""From two files to charts, and back again by the link: the whole way of a visitor in one browser."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pipeline.model import Role, SourceFile
from pipeline.samples import sample
from tests.browser.conftest import Server
from tests.browser.steps import idle, open_tab, results, start, upload

pytestmark = pytest.mark.xdist_group("browser")

LABELS = {Role.REVENUE: "Competitors by revenue", Role.DESIGN: "Competitors by design"}


def _saved(file: SourceFile, folder: Path) -> Path:
    path = folder / file.name
    path.write_bytes(file.content)
    return path


def _product(page: Page) -> Locator:
    return page.get_by_role("textbox", name="ASIN or product link")


def _job_id(page: Page) -> str:
    found = re.search(r"job=([0-9a-f-]{36})", page.url)
    assert found, page.url
    return str(uuid.UUID(found[1]))


def test_two_files_become_charts_and_the_link_finds_them_again(
    page: Page, browser: Browser, server: Server, tmp_path: Path
) -> None:
    request = sample()
    page.goto("/")
    _product(page).fill(request.product)
    for file in request.files:
        upload(page, LABELS[file.role], _saved(file, tmp_path))
    expect(page.get_by_text("2 keyword files")).to_be_visible()
    start(page)

    page.wait_for_url("**/job?job=*")
    job_id = _job_id(page)
    results(page)
    for tab in ("Keywords", "Roots", "Competitors", "Listing", "Export"):
        open_tab(page, tab)
        expect(page).to_have_url(re.compile(f"tab={tab}"))

    for label, ending in (("XLSX", ".xlsx"), ("CSV", ".csv"), ("HTML", ".html"), ("JSON", ".json")):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename.endswith(ending)
        assert download.value.path().stat().st_size > 1_000

    with browser.new_context(base_url=server.url) as stranger:
        elsewhere = stranger.new_page()
        elsewhere.goto(f"/job?job={job_id}&tab=Keywords")
        expect(elsewhere.get_by_text(request.product).first).to_be_visible(timeout=30_000)
        expect(elsewhere.get_by_test_id("stDataFrame")).to_be_visible()
        elsewhere.goto("/my_analyses")
        expect(elsewhere.get_by_text("No analyses yet")).to_be_visible()

    page.goto("/my_analyses")
    expect(page.get_by_text(request.product).first).to_be_visible(timeout=30_000)
    assert "Traceback" not in server.log.read_text("utf-8", "replace")


def test_a_wrong_file_is_refused_in_a_sentence_and_makes_no_job(page: Page, tmp_path: Path) -> None:
    photo = tmp_path / "photo.csv"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    page.goto("/")
    _product(page).fill(sample().product)
    upload(page, LABELS[Role.REVENUE], photo)
    expect(page.get_by_text("photo.csv is").first).to_be_visible()
    start(page)
    idle(page)
    expect(_product(page)).to_have_value(sample().product)
    assert "job=" not in page.url
    page.goto("/my_analyses")
    expect(page.get_by_text("No analyses yet")).to_be_visible(timeout=30_000)


def _more(page: Page, choice: str) -> None:
    page.get_by_role("button", name="More").click()
    page.get_by_text(choice, exact=True).click()


def test_a_job_is_there_within_a_moment_can_be_changed_and_deleted(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Try with sample data").click()
    page.wait_for_url("**/job?job=*", timeout=5_000)
    results(page)
    job_id = _job_id(page)
    open_tab(page, "Listing")  # its name stands in the address, which must not hinder the way out
    _more(page, "Re-run with changes")
    expect(_product(page)).to_have_value(sample().product)
    expect(page.get_by_text("2 keyword files")).to_be_visible()

    page.goto(f"/job?job={job_id}&tab=Keywords")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=30_000)
    _more(page, "Delete now")
    page.get_by_role("dialog").get_by_role("button", name="Delete now").click()
    expect(page.get_by_text("No analyses yet")).to_be_visible(timeout=30_000)
    page.goto(f"/job?job={job_id}")
    expect(page.get_by_text("No analysis behind this link")).to_be_visible(timeout=30_000)
