"""Every file of the Export tab, pressed in the browser and opened as its reader would: it says what the page says."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.model import Category
from pipeline.samples import SAMPLES
from tests.browser.steps import number_in, open_result, open_tab

pytestmark = pytest.mark.xdist_group("browser")

# Headings of a Cerebro file, and what the same figure is called where it leaves.
KEPT = {
    "ABA Total Click Share": "Click share (%)",
    "ABA Total Conv. Share": "Conversion share (%)",
    "Keyword Sales": "Keyword sales (units a month)",
    "Cerebro IQ Score": "IQ score",
    "Search Volume": "Search volume (a month)",
    "Search Volume Trend": "Search volume trend (%)",
    "Sponsored ASINs": "Sponsored ASINs",
    "Competing Products": "Competing products",
    "CPR": "CPR (units in 8 days)",
    "Title Density": "Title density (titles)",
    "Position (Rank)": "Your rank",
}
PHRASE, VOLUME, CATEGORY = "Phrase", "Search volume (a month)", "Category"
CELLS = (
    """table => [...table.querySelectorAll("[role=row]")].map(row => [...row.children].map(cell => cell.textContent))"""
)


def _download(page: Page, name: str, folder: Path) -> Path:
    """Press the button beside a file's name; returns where the file lies, under the name that it came with."""
    title = page.locator("strong", has_text=re.compile(rf"{name}$"))
    beside = page.get_by_test_id("stHorizontalBlock").filter(has=title)
    with page.expect_download() as download:
        beside.get_by_test_id("stDownloadButton").get_by_role("button").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.fixture
def download(page: Page, analysed: str, tmp_path: Path) -> Callable[[str], Path]:
    """Takes a file of the sample's analysis by its name on the Export tab."""
    open_result(page, analysed, "Export")
    return lambda name: _download(page, name, tmp_path)


def _csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""]).set_index(PHRASE)


def _inputs() -> pd.DataFrame:
    """Both keyword files of the sample as one table; of a phrase in both, the first."""
    files = (pd.read_csv(io.BytesIO(file.content), na_values=["-"]) for file in SAMPLES[0].request.files)
    rows = pd.concat(files, ignore_index=True)
    rows[PHRASE] = rows["Keyword Phrase"].str.lower()
    rows["Position (Rank)"] = rows["Position (Rank)"].where(rows["Position (Rank)"] > 0)  # 0: not among the ranks
    return rows.groupby(PHRASE).first()


def test_the_keyword_table_holds_what_the_page_shows_and_what_came_in(
    page: Page, download: Callable[[str], Path], analysed: str
) -> None:
    path = download("Keyword table")
    assert path.name == "B0SAMPLE01-US-garlic-press-keywords.csv"
    rows = _csv(path)

    open_tab(page, "Keywords")
    page.get_by_role("radio", name=re.compile("^All")).click()
    heading = page.get_by_role("heading", name=re.compile("keywords, .* searches a month"))
    expect(heading).to_have_text(f"{len(rows):,} keywords, {rows[VOLUME].sum():,.0f} searches a month")
    page.get_by_role("searchbox", name="Phrase holds").fill("garlic press stainless steel")
    table = page.get_by_test_id("stDataFrame")
    expect(table.get_by_text("garlic press stainless steel", exact=True)).to_be_attached()
    header, *shown = table.evaluate(CELLS)
    for cells in shown:
        row, cell = rows.loc[cells[header.index("Phrase")]], dict(zip(header, cells, strict=True))
        assert (cell["Category"], cell["Searches"]) == (row[CATEGORY], str(row[VOLUME]))
        assert int(cell["Priority"]) == row["Priority (0–100)"]
    assert shown

    inputs = _inputs()
    assert set(rows.index) == set(inputs.index), "no phrase is lost, and none made up"
    for given, left in KEPT.items():
        both = rows[left].notna().to_numpy() == inputs[given].loc[rows.index].notna().to_numpy()
        assert both.mean() > 0.95, f"{given} is in the files and missing as {left}"
    ranks = {f"Rank {asin}" for asin in SAMPLES[0].revenue + SAMPLES[0].design}
    assert ranks <= set(rows.columns)
    press = rows.loc["garlic press"], inputs.loc["garlic press"]
    assert [press[0][left] for left in KEPT.values()] == pytest.approx([press[1][given] for given in KEPT])


def test_the_workbook_has_a_sheet_for_each_category_to_read_and_to_filter(download: Callable[[str], Path]) -> None:
    rows = _csv(download("Keyword table"))
    book = openpyxl.load_workbook(download("Workbook"))
    names = [category.value for category in Category]
    assert book.sheetnames[:7] == ["Overview", *names]
    assert {"Roots", "Competitors", "Listing", "Rules", "Questions", "Dropped rows"} <= set(book.sheetnames)
    seen: dict[str, str] = {}
    for name in names:
        sheet = book[name]
        headings = [cell.value for cell in sheet[1]]
        assert headings == [PHRASE, *rows.columns]
        assert sheet.freeze_panes == "B2", "header and phrase stay in sight"
        assert sheet.auto_filter.ref == sheet.dimensions if sheet.max_row > 1 else sheet.auto_filter.ref
        for cells in sheet.iter_rows(min_row=2):
            row = dict(zip(headings, cells, strict=True))
            phrase, volume = str(row[PHRASE].value), row[VOLUME]
            seen[phrase] = name
            assert volume.value == rows.loc[phrase, VOLUME] or pd.isna(rows.loc[phrase, VOLUME])
            assert volume.value is None or volume.number_format == "#,##0"
            assert (row["Confidence (0–1)"].number_format, row[PHRASE].number_format) == ("0.00", "@")
    assert seen == rows[CATEGORY].to_dict()
    assert all(cell.font.bold for name in book.sheetnames for cell in book[name][1])
    overview = {row[0].value: row[1].value for row in book["Overview"].iter_rows()}
    assert {name: overview[name] for name in names} == rows[CATEGORY].value_counts().reindex(
        names, fill_value=0
    ).to_dict()


def test_the_result_is_what_the_route_for_scripts_gives(
    download: Callable[[str], Path], page: Page, analysed: str
) -> None:
    saved = json.loads(download("Result").read_bytes())
    answer = page.request.get(f"/api/v1/job-results/{analysed}")
    assert answer.ok
    assert saved == answer.json()
    rows = _csv(download("Keyword table"))
    assert {k["phrase"]: k["category"] for k in saved["keywords"]} == rows[CATEGORY].to_dict()


def test_flat_file_and_listing_hold_the_proposal_that_is_chosen(page: Page, analysed: str, tmp_path: Path) -> None:
    open_result(page, analysed, "Listing")
    page.get_by_role("radio", name="B", exact=True).click()
    title = page.request.get(f"/api/v1/job-results/{analysed}").json()["seo"]["optimized"]["alternatives"][1]["title"]
    expect(page.get_by_text(title["text"]).first).to_be_visible()
    open_tab(page, "Export")

    header, row = _download(page, "Flat file", tmp_path).read_text("utf-8-sig").splitlines()
    fields = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    bullets = [f"bullet_point{number}" for number in range(1, 6)]
    assert list(fields) == ["item_name", "title_differentiation", *bullets, "generic_keyword"]
    assert fields["item_name"] == title["text"]
    for name, text in fields.items():
        line = page.get_by_test_id("stHorizontalBlock").filter(has=page.get_by_text(name, exact=True)).first
        expect(line).to_contain_text(text or "–")

    plain = _download(page, "Listing", tmp_path).read_text("utf-8")
    written = dict(part.split("\n", 1) for part in plain.strip().split("\n\n"))
    assert (written["Title"], written["Search terms"]) == (fields["item_name"], fields["generic_keyword"])
    assert [written.get(f"Bullet {number}", "") for number in range(1, 6)] == [fields[name] for name in bullets]

    report = _download(page, "Report", tmp_path).read_text("utf-8")
    assert f'<p dir="auto">{title["text"]}</p>' in report


@pytest.mark.parametrize(("scheme", "width"), [("light", 1360), ("dark", 390)])
def test_the_report_is_whole_without_a_network(
    download: Callable[[str], Path], browser: Browser, scheme: str, width: int
) -> None:
    path = download("Report")
    rows = _csv(download("Keyword table"))
    listing = download("Listing").read_text("utf-8")
    asked: list[str] = []
    said: list[str] = []
    with browser.new_context(offline=True, color_scheme=scheme, viewport={"width": width, "height": 900}) as reader:
        page = reader.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path.as_uri())
        charts = page.locator("[role=img]")
        assert charts.count() == 10
        expect(
            page.locator(".js-plotly-plot > .plot-container > .svg-container > .main-svg:first-child")
        ).to_have_count(10)
        assert all(box and box["height"] > 100 for box in (chart.bounding_box() for chart in charts.all()))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "it must not be pushed sideways"
        paper, ink = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
        axis = page.locator("#funnel .ytick text").first.evaluate("text => getComputedStyle(text).fill")
        assert axis == ink, "the charts' words are written in the page's ink"
        assert (paper == "rgb(255, 255, 255)") == (scheme == "light")

        expect(page).to_have_title(re.compile(r"garlic press · B0SAMPLE01 · \d+ \w+ 20\d\d"))
        expect(page.get_by_text(re.compile(r"analysed on \d+ \w+ 20\d\d"))).to_be_visible()
        targets = page.locator("h2", has_text="Targets").locator("xpath=following-sibling::*[1]").locator("tbody tr")
        chosen = rows[rows[CATEGORY].isin([Category.RELEVANT.value, Category.DESIGN.value])]
        assert targets.count() == len(chosen)
        for row in targets.all()[:20]:
            phrase, category, volume = row.locator("td").all_inner_texts()[:3]
            assert category.replace("\n", "") == chosen.loc[phrase, CATEGORY]
            assert number_in(volume) == chosen.loc[phrase, VOLUME]
        text = page.locator("body").inner_text()
        assert all(line in text for line in listing.splitlines() if line)
    assert asked == [path.as_uri()], "it asks nothing of anybody"
    assert not said, said
