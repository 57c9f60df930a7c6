"""``python -m benchmarks.interface [--keywords 1000 10000]``: how long a visitor waits for what a result shows.

It starts the application on an empty folder, runs an analysis of each size, and works in a real Chromium: it opens the
results from another page of the app, opens the Keywords tab, changes the view, types into the phrase filter and draws
a box on the map. Each wait ends when the element shows its last change, canvas pixels included; it is printed in
milliseconds and as a share of what is promised. Exits with 1 if a median breaks a promise.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.exports import export
from benchmarks.pages import IDLE, chromium, fill, start
from benchmarks.serving import UNLIMITED, serve

FIRST_CHART, REPAINT = 1500, 500
"""Promised milliseconds: from opening a result to its first chart, and from a filter to the new rows."""

_STOPWATCH = Path(__file__).with_name("stopwatch.js").read_text("utf-8")
_CHART = ".js-plotly-plot .main-svg"
_TABLE = "[data-testid=stDataFrame] canvas"
_MAP = ".js-plotly-plot .cartesianlayer"


def _timed(page: Page, selector: str, act: Callable[[], object]) -> float:
    """Milliseconds from the first click or key of ``act`` until the element has settled."""
    page.locator(IDLE).wait_for()
    page.evaluate(_STOPWATCH, selector)
    act()
    waited = page.evaluate("window.stopwatch")
    if waited is None:
        raise TimeoutError(f"{selector} did not change within half a minute")
    page.locator(IDLE).wait_for()
    return float(waited)


def _open_result(page: Page, address: str) -> float:
    """From My analyses, as an app that is open already, to the first chart."""
    page.goto(f"{address}/my_analyses")
    return _timed(page, _CHART, page.get_by_role("button", name="Open", exact=True).first.click)


def _keywords(page: Page) -> Iterator[tuple[str, float]]:
    yield "Keywords tab to its rows", _timed(page, _TABLE, page.get_by_role("tab", name="Keywords").click)
    for view in ("Worth a look", "All"):
        pill = page.get_by_role("radio", name=view)
        yield "view to new rows", _timed(page, _TABLE, pill.click)
    search = page.get_by_placeholder("Phrase holds…")
    for key in ("p", "r"):
        yield "filter to new rows", _timed(page, _TABLE, partial(search.press, key))
    for _ in range(2):
        yield "filter to new map", _timed(page, _MAP, partial(search.press, "Backspace"))
    yield "box on the map to its rows", _timed(page, _TABLE, lambda: _draw_box(page))


def _draw_box(page: Page) -> None:
    area = page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    assert area
    page.mouse.move(area["x"] + 0.02 * area["width"], area["y"] + 0.6 * area["height"])
    page.mouse.down()
    page.mouse.move(area["x"] + 0.6 * area["width"], area["y"] + 0.98 * area["height"], steps=4)
    page.mouse.up()


def _measure(page: Page, address: str, runs: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        found.setdefault("open a result to its first chart", []).append(_open_result(page, address))
        page.locator(IDLE).wait_for()
        for name, waited in _keywords(page):
            found.setdefault(name, []).append(waited)
    return found


def _report(keywords: int, found: dict[str, list[float]]) -> bool:
    """Print a line per wait; whether every promise holds."""
    kept = True
    for name, waits in found.items():
        promised = FIRST_CHART if "chart" in name or "tab" in name else REPAINT
        median = statistics.median(waits)
        kept &= median < promised
        each = ", ".join(f"{wait:.0f}" for wait in waits)
        print(f"{keywords:,} keywords: {name}: {median:.0f} ms, {median / promised:.0%} of what is promised ({each})")
    sys.stdout.flush()
    return kept


def main() -> int:
    """Print the waits of every size; 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keywords", type=int, nargs="*", default=(1_000, 10_000))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    kept = True
    for keywords in options.keywords:
        with tempfile.TemporaryDirectory() as place, chromium() as browser:
            folder = Path(place)
            server = serve(folder / "data", folder / "log", **UNLIMITED)
            try:
                file = folder / "revenue.csv"
                file.write_bytes(export(keywords))
                page = browser.new_page(viewport={"width": 1440, "height": 1000})
                page.set_default_timeout(120_000)
                fill(page, server.address, file)
                start(page)
                page.get_by_role("tab", name="Overview").wait_for()
                kept &= _report(keywords, _measure(page, server.address, options.runs))
            finally:
                server.kill()
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
