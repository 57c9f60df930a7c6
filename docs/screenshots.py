"""Takes the pictures of every page anew: ``python -m docs.screenshots [FOLDER]``, by default those of ``docs/screens``.

It starts the application on an empty folder, analyses the samples, one of them twice for the comparison, and
photographs each page wide in both themes and on a phone.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pandas as pd
from PIL import Image
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotYet

from benchmarks.exports import export
from benchmarks.pages import IDLE, chromium
from benchmarks.serving import UNLIMITED, serve
from jobstore.client import Client
from pipeline.samples import FOLDER, LISTING, SAMPLES, Sample

SCREENS = Path(__file__).with_name("screens")
DESK, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}
LOOKS = (("wide-light", DESK, "light"), ("wide-dark", DESK, "dark"), ("phone-light", PHONE, "light"))
_TABS = ("Overview", "Keywords", "Roots", "Competitors", "Listing", "Questions", "Export")
_LONG = 60_000  # rows that take long enough to be photographed on their way


def main() -> None:
    """Save every page as ``page-look.png``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SCREENS)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        server = serve(Path(place, "data"), Path(place, "log"), **UNLIMITED, ASI_SINGLE_USER="1")
        try:
            with Client(server.address) as client:
                pages = dict(_addresses(client, Path(place)))
                for look, viewport, theme in LOOKS:
                    running = {"progress": f"/job?job={_start_long(client, Path(place))}"}
                    _photograph(browser, server.address, folder, running | pages, (look, viewport, theme))
        finally:
            server.kill()


def _addresses(client: Client, place: Path) -> Iterator[tuple[str, str]]:
    """Each page's name and address, its analyses complete."""
    garlic = SAMPLES[0]
    then = _start(client, garlic, _a_month_ago(garlic, place))
    for other in SAMPLES[1:]:
        _start(client, other, FOLDER / other.key / "revenue.csv")
    now = _start(client, garlic, FOLDER / garlic.key / "revenue.csv")
    yield "new-analysis", "/"
    yield from ((tab.lower(), f"/job?job={now}&tab={tab}") for tab in _TABS)
    yield "compare", f"/compare?job={now}&with={then}"
    yield "my-analyses", "/my_analyses"
    yield "help", "/help"


def _start(client: Client, sample: Sample, revenue: Path) -> str:
    own = FOLDER / sample.key
    job = client.start(
        sample.asin,
        marketplace=sample.store,
        revenue_csv=revenue,
        design_csv=own / "design.csv",
        listing=msgspec.json.decode((own / LISTING).read_bytes(), type=dict[str, object]),
    )
    client.wait(job, timeout=300)
    return job


def _a_month_ago(sample: Sample, place: Path) -> Path:
    """The sample's file with other ranks and fewer searches, so that there is something to compare."""
    table = pd.read_csv(FOLDER / sample.key / "revenue.csv")
    rank = pd.to_numeric(table["Position (Rank)"], errors="coerce")
    table["Position (Rank)"] = (rank * [(0.5, 1.0, 2.5, 1.5)[row % 4] for row in table.index]).round().astype("Int64")
    table["Search Volume"] = (pd.to_numeric(table["Search Volume"], errors="coerce") * 0.9).round().astype("Int64")
    path = place / "revenue.csv"
    table.to_csv(path, index=False)
    return path


def _start_long(client: Client, place: Path) -> str:
    path = place / "long.csv"
    path.write_bytes(export(_LONG))
    return client.start("B0D5BL35MS", revenue_csv=path, main_keyword="garlic press")


def _photograph(
    browser: Browser, address: str, folder: Path, pages: dict[str, str], look: tuple[str, dict[str, int], str]
) -> None:
    name, viewport, theme = look
    context = browser.new_context(viewport=viewport, color_scheme=theme)
    page = context.new_page()
    page.set_default_timeout(60_000)
    for which, path in pages.items():
        page.goto(address + path)
        _settle(page)
        _save(page.screenshot(), folder / f"{which}-{name}.png")
    context.close()


def _settle(page: Page) -> None:
    """A page that is at rest; one that watches a running job never is."""
    with suppress(NotYet):
        page.locator(IDLE).wait_for(timeout=10_000)
        page.wait_for_load_state("networkidle", timeout=10_000)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")  # on a busy machine pieces come late
    page.wait_for_timeout(1_500)  # charts fade in


def _save(picture: bytes, path: Path) -> None:
    """With 256 colours, a third of the size."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
