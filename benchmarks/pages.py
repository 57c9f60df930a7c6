"""What a visitor waits for, in a real browser: ``python -m benchmarks.pages http://localhost:8501``.

The application must be running there. For files of several sizes: from the click on Start to the job id in sight,
and from opening a finished job's link in a fresh browser to its first chart.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.exports import export

IDLE = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
_ID = re.compile(r"job=([0-9a-f-]{36})")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser: one that is installed, else Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield browser
        browser.close()


def fill(page: Page, address: str, file: Path) -> None:
    """Put a product and a file into the form of New analysis."""
    page.goto(address)
    page.locator(IDLE).wait_for()
    page.get_by_role("textbox", name="ASIN or product link").fill("B0D5BL35MS")
    box = page.get_by_test_id("stFileUploader").first
    box.locator("input[type=file]").set_input_files(file)
    box.get_by_test_id("stFileChip").wait_for()
    page.get_by_text("1 keyword file").wait_for()
    page.locator(IDLE).wait_for()


def start(page: Page) -> tuple[str, float]:
    """The job's id and the milliseconds from the click until it is in sight."""
    began = time.perf_counter()
    page.get_by_role("button", name="Start analysis").click()
    page.wait_for_url("**/job?job=*", wait_until="commit")
    found = _ID.search(page.url)
    assert found
    page.get_by_text(found[1][:8]).first.wait_for()
    return found[1], 1000 * (time.perf_counter() - began)


def _open(browser: Browser, link: str) -> float:
    """Milliseconds from opening a link in a fresh browser until the first chart is drawn."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(60_000)
    began = time.perf_counter()
    page.goto(link, wait_until="commit")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    waited = 1000 * (time.perf_counter() - began)
    context.close()
    return waited


def main() -> None:
    """Print one line per size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--sizes", type=int, nargs="*", default=(650, 10_000, 50_000))
    options = parser.parse_args()
    address = options.address.rstrip("/")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for rows in options.sizes:
            file = Path(folder, f"revenue-{rows}.csv")
            file.write_bytes(export(rows))
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.set_default_timeout(120_000)
            fill(page, address, file)
            job, started = start(page)
            page.get_by_role("tab", name="Overview").wait_for()
            page.close()
            opened = [_open(browser, f"{address}/job?job={job}") for _ in range(3)]
            charts = ", ".join(f"{waited:.0f}" for waited in opened)
            print(f"{rows:,} rows: job id after {started:.0f} ms; link to first chart {charts} ms", flush=True)


if __name__ == "__main__":
    main()
