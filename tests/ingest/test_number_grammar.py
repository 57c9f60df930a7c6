"""The numbers of every locale, and the one decision per file between decimal comma and decimal point."""

from __future__ import annotations

import pytest

from pipeline import ingest
from pipeline.ingest.numbers import NotANumberError, decimal_mark, number
from tests.ingest.exports import delimited, file


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234), ("1.234", 1234), ("1 234", 1234), ("1\u00a0234", 1234), ("1\u202f234", 1234),
        ("1'234", 1234), ("1’234’567", 1234567), ("1,234,567", 1234567), ("1.234.567", 1234567),
        ("1,23,456", 123456), (">100,000", 100000), (">826", 826), ("≥ 5", 5), ("12.0", 12), ("1.234,5", 1234.5),
        ("1,234.5", 1234.5), ('="12"', 12), ("1E+05", 100000), ("-", None), ("–", None), ("N/A", None), ("n/a", None),
        ("N/R", None), ("", None), ("  ", None), ("#N/A", None), ("NaN", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", [".", ","])
def test_whole_numbers_mean_the_same_in_every_file(text: str, value: float | None, mark: str) -> None:
    assert number(text, mark, whole=True) == value


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("12%", 12, 12), ("$0.84", 0.84, 0.84), ("US$1,200.50", 1200.5, 1200.5), ("€ 0,46", 0.46, 0.46),
        ("0,46 €", 0.46, 0.46), ("12 EUR", 12, 12), ("−8", -8, -8), ("-8.5", -8.5, -8.5),
        ("366 714,82", 366714.82, 366714.82), ("28,9", 28.9, 28.9), ("1,234", 1234, 1.234), ("1.234", 1.234, 1234),
        ("0.123", 0.123, 0.123), (".5", 0.5, 0.5),
    ],
)  # fmt: skip
def test_decimals_depend_on_the_file_only_where_they_are_ambiguous(text: str, point: float, comma: float) -> None:
    assert number(text, ".", whole=False) == point
    assert number(text, ",", whole=False) == comma


@pytest.mark.parametrize(
    "text", ["abc", "12.05.2024", "35-40", "1 2", "inf", "1e999", "9" * 20, "12 apples", "=1+1", "--5"]
)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(NotANumberError):
        number(text, ".", whole=True)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["0.72", "1,234"], "."),
        (["0,72", "1.234"], ","),
        (["1,234", "5,678"], ";"),
        (["1.234,5"], ","),
        (["1,234,567"], "."),
        (["garlic, press.", "12.05.2024"], ";"),
        (["0,5", "0.5"], ";"),
        (["0,5", "0,6", "0.5"], ","),
    ],
)
def test_cells_that_can_mean_one_thing_only_decide_for_the_file(cells: list[str], mark: str) -> None:
    otherwise = "." if mark == ";" else mark
    assert decimal_mark(cells, otherwise) == otherwise
    if mark != ";":
        assert decimal_mark(cells, "." if mark == "," else ",") == mark


def test_semicolons_without_other_evidence_mean_decimal_commas() -> None:
    header = ["Keyword Phrase", "Search Volume", "Search Volume Trend"]
    (german,) = ingest.read([file(delimited([header, ["presse", "1.234", "2,125"]], ";"))]).rows
    (english,) = ingest.read([file(delimited([header, ["press", "1,234", "2.125"]], ","))]).rows
    assert (german.search_volume, german.search_volume_trend) == (1234, 2.125)
    assert (english.search_volume, english.search_volume_trend) == (1234, 2.125)
