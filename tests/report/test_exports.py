"""Files that a result leaves the program as: whole, harmless, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pipeline.model import Category
from pipeline.report.exports import (
    file_name,
    flat_fields,
    flat_file,
    keywords_csv,
    listing_text,
    result_json,
    workbook,
)
from pipeline.report.flat_file import HEADER
from pipeline.report.harmless import CELL_CHARACTERS, cell_text, file_stem
from pipeline.result import Result
from tests.factories import RIVALS, hostile_result, make_result

RESULTS = {
    "nothing": make_result(0),
    "usual": make_result(60),
    "no listing": make_result(60, listing=False),
    "hostile": hostile_result(),
}
RUNS = re.compile(r"^[\s]*[=+\-@\t\r]")


@pytest.fixture(params=RESULTS)
def result(request: pytest.FixtureRequest) -> Result:
    return RESULTS[request.param]


def _read_csv(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _read_workbook(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_csv_holds_every_keyword(result: Result) -> None:
    rows = _read_csv(keywords_csv(result))
    assert [row["Phrase"].removeprefix("'") for row in rows] == [k.phrase for k in result.keywords]
    assert [row["Category"] for row in rows] == [k.category.value for k in result.keywords]
    for row, keyword in zip(rows, result.keywords, strict=True):
        volume = row["Search volume (a month)"]
        assert (int(volume) if volume else None) == keyword.search_volume
        for asin in RIVALS:
            rank = keyword.competitor_ranks[asin]
            assert row[f"Rank {asin}"] == ("" if rank is None else str(rank))


def test_csv_runs_nowhere(result: Result) -> None:
    for row in _read_csv(keywords_csv(result)):
        for cell in row.values():
            assert not RUNS.match(cell) or re.fullmatch(r"-?\d+(\.\d+)?", cell), cell


def test_numbers_stay_numbers_in_csv() -> None:
    falling = [k for k in make_result().keywords if (k.search_volume_trend or 0) < 0]
    rows = {row["Phrase"]: row for row in _read_csv(keywords_csv(make_result()))}
    assert falling
    for keyword in falling:
        assert float(rows[keyword.phrase]["Search volume trend (%)"]) == keyword.search_volume_trend


def test_the_workbook_holds_every_keyword_on_its_category_s_sheet(result: Result) -> None:
    sheets = _read_workbook(workbook(result))
    for category in Category:
        rows = sheets[category.value][1:]
        expected = [k for k in result.keywords if k.category is category]
        assert [str(row[0]).removeprefix("'") for row in rows] == [k.phrase for k in expected]
        assert [row[2] if row[2] != "" else None for row in rows] == [k.search_volume for k in expected]


def test_the_workbook_holds_the_rest(result: Result) -> None:
    sheets = _read_workbook(workbook(result))
    assert next(iter(sheets)) == "Overview"
    assert len(sheets["Roots"]) == len(result.roots) + 1
    assert len(sheets["Competitors"]) == len(result.competitors) + 1
    assert len(sheets["Dropped rows"]) == len(result.dropped) + 1
    assert len(sheets["Rules"]) == len(result.seo.violations) + 1
    versions = {row[0] for row in sheets["Listing"][1:]}
    assert ("Today" in versions) == (result.seo.current is not None)
    assert {"Proposal A", "Proposal B", "Proposal C"} <= versions


def test_no_text_of_the_workbook_starts_a_formula(result: Result) -> None:
    for name, rows in _read_workbook(workbook(result)).items():
        for row in rows:
            assert not any(isinstance(cell, str) and RUNS.match(cell) for cell in row), name
    with zipfile.ZipFile(io.BytesIO(workbook(result))) as archive:
        assert not any(re.search(rb"<f[\s>/]", archive.read(name)) for name in archive.namelist())


def test_the_same_result_gives_the_same_bytes(result: Result) -> None:
    for write in (workbook, keywords_csv, flat_file, listing_text, result_json):
        assert write(result) == write(result)


def test_the_flat_file_has_amazon_s_columns(result: Result) -> None:
    header, row, end = flat_file(result).decode("utf-8-sig").split("\r\n")
    assert header.split("\t") == [
        "item_name", "title_differentiation", "bullet_point1", "bullet_point2", "bullet_point3", "bullet_point4",
        "bullet_point5", "generic_keyword",
    ]  # fmt: skip
    assert len(row.split("\t")) == len(HEADER)
    assert end == ""


def test_the_flat_file_of_another_alternative_keeps_empty_columns() -> None:
    result = make_result()
    third = flat_fields(result, 2)
    assert third["item_name"] == result.seo.optimized.alternatives[2].title.text
    assert third["bullet_point4"] == third["bullet_point5"] == ""
    assert list(third) == list(HEADER)


def test_the_plain_text_holds_every_field() -> None:
    result = make_result()
    text = listing_text(result).decode()
    assert text.startswith(f"Title\n{result.seo.optimized.title.text}\n")
    assert all(bullet.text in text for bullet in result.seo.optimized.bullets)
    assert result.seo.optimized.search_terms.text in text


def test_json_is_the_document(result: Result) -> None:
    assert Result.from_json(result_json(result)) == result
    assert json.loads(result_json(result))["asin"] == result.asin


def test_file_names_suit_every_system(result: Result) -> None:
    for suffix in ("keywords.csv", ".xlsx"):
        name = file_name(result, suffix)
        assert re.fullmatch(r"[A-Za-z0-9._-]+", name)
        assert name.endswith(suffix)
        assert len(name) < 120
    assert file_stem("../..\\con: *?") == "con"
    assert file_stem("日本") == "result"


@given(st.text())
def test_no_text_survives_as_a_formula(text: str) -> None:
    cell = cell_text(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert len(cell) <= CELL_CHARACTERS
    assert "\x00" not in cell


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_phrase_comes_back_from_csv(phrase: str) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow([cell_text(phrase), "end"])
    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert row == [cell_text(phrase), "end"]
