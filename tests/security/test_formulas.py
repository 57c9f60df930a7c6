"""No file that leaves the program runs anything in a spreadsheet, whatever the spreadsheet takes to part its cells."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pipeline.comparison import compare
from pipeline.model import Category, Decision
from pipeline.report.compare_csv import changes_csv
from pipeline.report.exports import decisions_csv, flat_file, keywords_csv, workbook
from pipeline.report.harmless import CELL_CHARACTERS, csv_text
from pipeline.result import Result
from tests.factories import make_result

STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\uff1d", "\uff0b", "\uff0d", "\uff20")
ATTACKS = tuple(
    f"{before}{start}HYPERLINK(0)" for start in STARTS for before in ("", "press;", 'press; "', "press\t", "press\n")
)
RUNS = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TEXTS = st.text(st.sampled_from("=+-@;\"' \t\r\n,a\uff1d") | st.characters(codec="utf-8"), max_size=20)

EXPORTS: dict[str, Callable[[Result], bytes]] = {
    "keywords": keywords_csv,
    "comparison": lambda result: changes_csv(compare(result, result)),
    "decisions": lambda result: decisions_csv(
        Decision(phrase=keyword.phrase, category=Category.OUTLIER) for keyword in result.keywords
    ),
    "flat file": flat_file,
}


def _hostile() -> Result:
    """A result in which every phrase, its reason and the copy mean harm."""
    made = make_result(60)
    assert len(ATTACKS) <= len(made.keywords)
    keywords = [
        replace(k, phrase=text, reason=text, root=text) for k, text in zip(made.keywords, ATTACKS, strict=False)
    ]
    first, *others = made.seo.optimized.alternatives
    bullets = tuple(replace(first.title, text=text) for text in ATTACKS[:5])
    copy = replace(
        first,
        title=replace(first.title, text=ATTACKS[0]),
        item_highlights=replace(first.item_highlights, text=ATTACKS[20]),
        bullets=bullets,
        search_terms=replace(first.search_terms, text=ATTACKS[-5]),
    )
    seo = replace(made.seo, optimized=replace(made.seo.optimized, alternatives=(copy, *others)))
    return replace(made, keywords=tuple(keywords), seo=seo)


HOSTILE = _hostile()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("name", EXPORTS)
def test_no_cell_of_an_export_runs(name: str, delimiter: str) -> None:
    text = EXPORTS[name](HOSTILE).decode("utf-8-sig")
    assert "HYPERLINK" in text
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]
    assert not [cell for cell in cells if RUNS.match(cell) and not NUMBER.fullmatch(cell)]


def test_the_workbook_holds_no_formula_and_no_link() -> None:
    content = workbook(HOSTILE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert any(b"HYPERLINK" in data for data in parts.values())
    for name, data in parts.items():
        assert not re.search(rb"<f[\s>/]|<hyperlink|<ddeLink|TargetMode", data), name
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        cells = [cell for row in book.get_sheet_by_name(name).to_python() for cell in row if isinstance(cell, str)]
        assert not [cell for cell in cells if RUNS.match(cell)], name


@given(TEXTS, st.sampled_from(",;\t"))
def test_any_text_is_harmless_in_a_cell_of_csv(text: str, delimiter: str) -> None:
    assert len(csv_text(text)) <= CELL_CHARACTERS
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerow(["first", csv_text(text), "end"])
    for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=delimiter):
        assert not [cell for cell in row if RUNS.match(cell)]


@given(TEXTS)
def test_text_in_which_no_cell_could_start_a_formula_is_left_as_it_is(text: str) -> None:
    plain = re.sub(r"[=+\-@\x00-\x1f\x7f\uff1d\uff0b\uff0d\uff20\ufffe\uffff]", "", text)
    assert csv_text(plain) == plain
