"""Whatever the bytes, reading gives a table whose rows add up or one sentence; whatever the dialect, the same table."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import ingest
from pipeline.errors import FileError
from pipeline.model import KeywordTable, Role
from tests.ingest.exports import HEADER, ROWS, delimited, file, workbook

LETTERS = "abc déñ éß '&-+/.,;\"|1234567890"
phrases = st.text(LETTERS, min_size=1, max_size=30)
wholes = st.one_of(st.just("-"), st.just("N/A"), st.just(""), st.integers(0, 2_000_000).map(str))
ranks = st.one_of(st.just("-"), st.just("0"), st.integers(1, 306).map(str))
tenths = st.one_of(st.just(""), st.integers(-999, 999).map(lambda value: f"{value / 10:.1f}"))
tables = st.lists(st.tuples(phrases, wholes, tenths, wholes, ranks, ranks).map(list), min_size=1, max_size=12)
COLUMNS = ["Keyword Phrase", "Search Volume", "Search Volume Trend", "Competing Products", "B0AAAAAA01", "B0BBBBBB02"]


def adds_up(table: KeywordTable) -> bool:
    known = len(table.rows) + table.duplicates_merged + len(table.dropped)
    return table.rows_read == known == sum(summary.rows for summary in table.files)


def read_or_refuse(content: bytes) -> KeywordTable | str:
    try:
        table = ingest.read([file(content)])
    except FileError as error:
        return str(error)
    assert adds_up(table)
    return table


def german(rows: list[list[str]]) -> list[list[str]]:
    """The rows with decimal commas and points between thousands."""
    return [[phrase, grouped(volume), trend.replace(".", ","), grouped(competing), *rest]
            for phrase, volume, trend, competing, *rest in rows]  # fmt: skip


def grouped(number: str) -> str:
    return f"{int(number):,}".replace(",", ".") if number.isdigit() else number


ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "bom": (codecs.BOM_UTF8, "utf-8"),
    "le": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "be": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "1252": (b"", "cp1252"),
}


@given(
    rows=tables,
    encoding=st.sampled_from(sorted(ENCODINGS)),
    delimiter=st.sampled_from([",", ";", "\t"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quote_all=st.booleans(),
    decimal_commas=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_every_dialect_gives_the_same_table(
    rows: list[list[str]], encoding: str, delimiter: str, end: str, *, quote_all: bool, decimal_commas: bool
) -> None:
    plain = read_or_refuse(delimited([COLUMNS, *rows]).encode())
    mark, codec = ENCODINGS[encoding]
    cells = german(rows) if decimal_commas else rows
    text = delimited([COLUMNS, *cells], delimiter, end, quote_all=quote_all)
    other = read_or_refuse(mark + text.encode(codec))
    if isinstance(plain, str) or isinstance(other, str):
        assert plain == other
        return
    assert (other.rows, other.rows_read, other.duplicates_merged) == (
        plain.rows,
        plain.rows_read,
        plain.duplicates_merged,
    )
    assert [(drop.row, drop.reason) for drop in other.dropped] == [(drop.row, drop.reason) for drop in plain.dropped]


@given(one=tables, other=tables)
@settings(max_examples=60, deadline=None)
def test_the_funnel_of_two_files_adds_up_in_either_order(one: list[list[str]], other: list[list[str]]) -> None:
    files = [
        file(delimited([COLUMNS, *one])),
        file(delimited([COLUMNS, *other]), "design.csv", Role.DESIGN),
    ]
    try:
        table = ingest.read(files)
    except FileError:
        return
    assert adds_up(table)
    assert table == ingest.read(files[::-1])
    assert len({row.phrase.casefold() for row in table.rows}) == len(table.rows)


@given(st.binary(max_size=2_000))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(content)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_below_a_header_is_read_or_refused(text: str) -> None:
    read_or_refuse(b"Keyword Phrase,Search Volume,B0AAAAAA01\n" + text.encode("utf-8", "surrogatepass"))


GOOD = workbook([list(HEADER), *(list(row) for row in ROWS)])


@given(place=st.integers(0, len(GOOD) - 1), change=st.binary(min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(place: int, change: bytes) -> None:
    read_or_refuse(GOOD[:place] + change + GOOD[place + len(change) :])


@pytest.mark.parametrize("kept", [0.0, 0.2, 0.5, 0.9])
def test_a_cut_off_csv_is_read_or_refused(kept: float) -> None:
    whole = delimited([HEADER, *ROWS], quote_all=True).encode()
    read_or_refuse(whole[: int(len(whole) * kept)])


def test_reading_the_same_files_twice_gives_the_same_table() -> None:
    source = file(delimited([HEADER, *ROWS]))
    assert ingest.read([source]) == ingest.read([replace(source)])
