"""Two runs of a product, opened side by side by link: what changed, the rows behind it, the file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jobstore.client import Client
from tests.browser.conftest import Server
from tests.browser.steps import open_tab

pytestmark = pytest.mark.xdist_group("browser")

HEADER = "Keyword Phrase,Search Volume,Position (Rank),B0RIVAL001\n"
THEN = HEADER + "garlic press,9000,24,3\ngarlic press rocker,4000,4,9\ngarlic mincer,3000,12,5\n"
NOW = HEADER + "garlic press,9500,6,3\ngarlic press rocker,4000,31,9\ngarlic mincer,3000,12,5\n"


def _run(client: Client, path: Path, content: str) -> str:
    path.write_text(content, "utf-8")
    job_id = client.start("B0GARLIC01", revenue_csv=path, main_keyword="garlic press")
    client.wait(job_id, timeout=120, poll=0.2)
    return job_id


def test_two_runs_are_compared_by_link(page: Page, server: Server, tmp_path: Path) -> None:
    with Client(server.url) as client:
        before = _run(client, tmp_path / "then.csv", THEN)
        after = _run(client, tmp_path / "now.csv", NOW)
    page.goto(f"/compare?job={after}&with={before}")
    expect(page.get_by_text("What changed")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Won the top 10")).to_be_visible()
    expect(page.get_by_text("Lost the top 10")).to_be_visible()

    open_tab(page, "Keywords")
    page.get_by_role("radio", name=re.compile("^Lost")).click()
    expect(page.get_by_role("heading", name="garlic press rocker")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert {row["Phrase"]: row["Result"] for row in rows}["garlic press"] == "Won top 10"

    page.goto(f"/compare?job={after}&with={after}")
    expect(page.get_by_text("Twice the same analysis")).to_be_visible()
