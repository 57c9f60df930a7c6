"""A preview says what a file is; its rows, columns and first keywords are those that reading will give."""

from __future__ import annotations

import pytest

from pipeline import ingest
from tests.ingest.exports import A1, A2, A3, HEADER, ROWS, csv_file, file, workbook


def test_a_preview_shows_what_reading_will_find() -> None:
    preview = ingest.preview(csv_file([HEADER, *ROWS], "US_AMAZON_cerebro_B0DDDDDD04_2026-09-19.csv"))
    assert preview.summary == ingest.read([csv_file([HEADER, *ROWS], preview.summary.name)]).files[0]
    assert [(row.phrase, row.search_volume, row.competing_products) for row in preview.first_rows] == [
        ("garlic press", 10000, 4000),
        ("garlic mincer", 500, 5000),
        ("rocker garlic crusher", 480, 10000),
    ]
    assert preview.columns == tuple(HEADER)
    assert preview.fields >= {"phrase", "search_volume", "own_rank", "ranking_competitors"}
    assert (preview.exported_asin, preview.exported_store, preview.exported_on) == ("B0DDDDDD04", "US", "2026-09-19")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("US_AMAZON_cerebro_B0DDDDDD04_2026-09-19.csv", ("US", "B0DDDDDD04", "2026-09-19")),
        ("de_amazon_Cerebro_b0dddddd04_2025-01-02 (1).xlsx", ("DE", "B0DDDDDD04", "2025-01-02")),
        ("US_AMAZON_cerebro__2026-08-21.csv", ("US", "", "2026-08-21")),
        ("US_AMAZON_magnet_2026-08-21.csv", ("US", "", "2026-08-21")),
        ("revenue.csv", ("", "", "")),
    ],
)
def test_the_name_of_an_export_tells_store_product_and_day(name: str, told: tuple[str, str, str]) -> None:
    preview = ingest.preview(csv_file([HEADER, *ROWS], name))
    assert (preview.exported_store, preview.exported_asin, preview.exported_on) == told


def test_unused_columns_are_not_shown_and_all_rows_are_counted() -> None:
    rows = [["category", "Keyword Phrase", ""], *(["x", f"phrase {n}", ""] for n in range(700)), ["", "", ""]]
    preview = ingest.preview(csv_file(rows))
    assert preview.columns == ("Keyword Phrase",)
    assert preview.summary.rows == 700
    assert preview.summary.format == "Keyword list, CSV"
    assert preview.fields == {"phrase"}
    assert "no search volume column" in preview.warnings[0]


def test_a_workbook_is_previewed_too() -> None:
    preview = ingest.preview(file(workbook([["Keyword Phrase", A1, A2, A3], ["garlic press", 1, 2, "-"]]), "a.xlsx"))
    assert (preview.summary.rows, preview.summary.asins) == (1, (A1, A2, A3))
