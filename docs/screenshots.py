"""Takes the README's pictures, and more to look at: ``python docs/screenshots.py http://localhost:8501 FOLDER``.

The application must be running there. The sample data are analysed once; each page is then shown in both themes,
on a desk and on a phone.
"""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NotYet

SIZES = {"wide": (1440, 1000), "narrow": (1100, 900), "phone": (390, 844)}
TABS = {
    "Overview": True, "Keywords": True, "Roots": True, "Competitors": True, "Listing": True, "Questions": False,
    "Export": False,
}  # fmt: skip
IDLE = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def _settle(page: Page, *, charts: bool = False) -> None:
    page.locator(IDLE).wait_for()
    if charts:
        with suppress(NotYet):  # a result may have nothing to draw
            page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=8_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_200)


def _sample_job(page: Page, address: str) -> str:
    page.goto(address)
    page.get_by_role("button", name=re.compile("sample data")).first.click()
    page.wait_for_url("**/job?job=*")
    page.get_by_role("tab", name="Overview").wait_for(timeout=60_000)
    return page.url.partition("job=")[2].partition("&")[0]


def _shots(browser: Browser, address: str, folder: Path, theme: str, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    page = context.new_page()
    page.set_default_timeout(30_000)

    def shoot(name: str, path: str, *, charts: bool = False) -> None:
        page.goto(address + path)
        _settle(page, charts=charts)
        page.screenshot(path=folder / f"{name}-{size}-{theme}.png", full_page=size == "phone")

    job = _sample_job(page, address)
    for tab in TABS:
        shoot(
            tab.lower(),
            f"/job?job={job}&tab={tab}",
            charts=tab in {"Overview", "Keywords", "Roots", "Competitors", "Listing"},
        )
    shoot("new", "/")
    shoot("mine", "/my_analyses")
    shoot("unknown", "/job?job=00000000-0000-4000-8000-000000000000")
    context.close()


def main(address: str, folder: Path, themes: list[str], sizes: list[str]) -> None:
    """Save every page as ``page-size-theme.png`` in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for theme in themes:
            for size in sizes:
                _shots(browser, address.rstrip("/"), folder, theme, size)
        browser.close()


if __name__ == "__main__":
    main(
        sys.argv[1],
        Path(sys.argv[2]),
        (sys.argv[3] if len(sys.argv) > 3 else "light,dark").split(","),
        (sys.argv[4] if len(sys.argv) > 4 else ",".join(SIZES)).split(","),
    )
