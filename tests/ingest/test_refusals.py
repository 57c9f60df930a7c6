"""Bad files are refused with one sentence that names the file, what is wrong, and the remedy, before a job exists."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline import ingest
from pipeline.errors import FileError
from pipeline.model import Role, SourceFile
from tests.ingest.exports import HEADER, ROWS, csv_file, delimited, file, workbook

GOOD = workbook([["Keyword Phrase", "Search Volume"], ["garlic press", 12]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def rezipped(change: Callable[[str, bytes], bytes]) -> bytes:
    """The good workbook with some part changed."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return zipped({name: change(name, archive.read(name)) for name in archive.namelist()})


def in_sheet(old: bytes, new: bytes) -> bytes:
    return rezipped(lambda name, data: data.replace(old, new) if "worksheets" in name else data)


REFUSED = {
    "empty": (b"", "is empty"),
    "white space": (b"\xef\xbb\xbf \r\n\r\n", "is empty"),
    "header only": (delimited([HEADER]).encode(), "a header but no rows"),
    "header and blank rows": (b"Keyword Phrase,CPR\n,,\n\n", "a header but no rows"),
    "no usable phrase": (b"Keyword Phrase,CPR\n,1\n!!,2\n", "no row with a usable search phrase"),
    "no phrase column": (b"Word,Search Volume\na,1\n", "expected “Keyword Phrase” (or “Phrase”"),
    "misspelt phrase column": (b"Keyword Phrse,Search Volume\na,1\n", "rename “Keyword Phrse” if it is that column"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "is a PNG image"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(range(32)) * 20, "is a JPEG image"),
    "pdf": (b"%PDF-1.7\n%some text", "is a PDF"),
    "web page": (b"<!DOCTYPE html><html><title>Sign in</title></html>", "is a web page"),
    "noise": (bytes(range(256)) * 8, "is a binary file"),
    "old excel": (OLE, "an old Excel workbook (.xls)"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "another zip": (zipped({"a.txt": b"hello"}), "is a ZIP archive"),
    "xlsb": (zipped({"xl/workbook.bin": b""}), "a binary Excel workbook"),
    "ods": (zipped({"content.xml": b"<a/>"}), "an OpenDocument spreadsheet"),
    "cut workbook": (GOOD[: len(GOOD) // 2], "is damaged"),
    "no sheet xml": (in_sheet(b"<sheetData>", b"<oops"), "is damaged"),
    "a million columns": (b"Keyword Phrase" + b",x" * 1_000_000 + b"\na\n", "in row 1"),
    "wide row": (b"Keyword Phrase,CPR\na,1\nb" + b",1" * 5_000 + b"\n", "in row 3"),
    "endless cell": (b"Keyword Phrase,CPR\n" + b"x" * 2_000_000 + b"\n", "in row 2"),
    "endless line": (b"Keyword Phrase,CPR\n" + b"a,1\n" * 20 + b",".join([b"x" * 2_000] * 900), "in row 22"),
    "blank lines": (b"Keyword Phrase,CPR\n" + b"\n" * 3_000_000 + b"a,1\n", "more than 200,000 rows"),
    "open quote": (b'Keyword Phrase,CPR\ngood,1\n"bad,2\nmore,3\n', "in row 3 that is never closed"),
    "products": (b"ASIN,Title,Brand,Price,BSR,Review Count\nB0AAAAAA01,x,y,1,2,3\n", "is a product list (Helium 10"),
    "far cell": (in_sheet(b'r="B2"', b'r="XFD1048576"'), "unpacks to far more"),
    "odd cell": (in_sheet(b'r="B2"', b'r="&#66;2"'), "is damaged"),
    "bomb": (rezipped(lambda name, data: data + b" " * 60_000_000 * ("sheet1" in name)), "unpacks to far more"),
    "many parts": (zipped(dict.fromkeys(["xl/workbook.xml", *map(str, range(2_000))], b"")), "unpacks to far more"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_bad_files_are_refused_in_one_sentence(case: str) -> None:
    content, expected = REFUSED[case]
    with pytest.raises(FileError) as refusal:
        ingest.read([file(content)])
    sentence = str(refusal.value)
    assert sentence.startswith("revenue.csv ")
    assert expected in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("count", [b"cellXfs count", b"sst count", b"uniqueCount"])
def test_a_workbook_that_claims_to_hold_too_much_is_read_by_what_it_holds(count: bytes) -> None:
    content = rezipped(lambda _, data: re.sub(count + rb'="\d+"', count + b'="999999999999"', data))
    assert content != GOOD
    assert [row.phrase for row in ingest.read([file(content, "a.xlsx")]).rows] == ["garlic press"]


LATE = {"wide row", "endless cell", "endless line", "open quote"}
"""Faults that lie below the first good rows: a quick look need not see them."""


@pytest.mark.parametrize("case", sorted(REFUSED.keys() - LATE))
def test_the_quick_check_and_the_preview_refuse_in_the_same_words(case: str) -> None:
    with pytest.raises(FileError) as whole:
        ingest.read([file(REFUSED[case][0])])
    with pytest.raises(FileError, match=REFUSED[case][1].replace("(", r"\(").replace(")", r"\)")):
        ingest.preview(file(REFUSED[case][0]))
    with pytest.raises(FileError) as quick:
        ingest.check([file(REFUSED[case][0])])
    assert str(quick.value) == str(whole.value)


def test_a_missing_phrase_column_is_told_with_what_was_found() -> None:
    with pytest.raises(FileError) as refusal:
        ingest.check([file("Term,Volume,\nx,1,\n")])
    assert str(refusal.value).endswith("found: “Term”, “Volume”.")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Term,Volume", "expected “Keyword Phrase” (or “Phrase”, “Keyword”, “Keywords”, “Search Term”, "),
        ("Term,Cerebro IQ Score,Position (Rank)", "expected “Keyword Phrase” (or “Phrase”, “Keyword”); found"),
        ("词,月搜索量,月购买量", "expected “Keyword Phrase” (or “关键词”); found: “词”, “月搜索量”"),
    ],
)
def test_the_expected_names_are_those_of_the_tool_that_wrote_the_file(header: str, expected: str) -> None:
    with pytest.raises(FileError) as refusal:
        ingest.check([file(f"{header}\nx,1,2\n")])
    assert expected in str(refusal.value)


def test_what_a_refusal_asks_for_is_read() -> None:
    ingest.check([file("Keyword Phrase,月搜索量,月购买量\nx,1,2\n")])


def test_a_refusal_can_be_read_on_a_screen_without_chinese_letters() -> None:
    with pytest.raises(FileError) as refusal:
        ingest.check([file("Term,Volume\nx,1\n")])
    assert "`" not in str(refusal.value)
    assert all(letter in "“”…" or letter.isascii() for letter in str(refusal.value))


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    big = csv_file([HEADER, *ROWS])
    with pytest.raises(FileError, match="over the limit of 0 MB"):
        ingest.check([big], max_bytes=100)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.reading.MAX_ROWS", 2)
    monkeypatch.setattr("pipeline.ingest.looking.MAX_ROWS", 2)
    for use in (lambda f: ingest.read([f]), lambda f: ingest.check([f]), ingest.preview):
        with pytest.raises(FileError, match="more than 2 rows"):
            use(csv_file([HEADER, *ROWS]))


def test_one_file_for_each_role_and_at_least_one() -> None:
    good = csv_file([HEADER, *ROWS])
    with pytest.raises(FileError, match="No keyword file"):
        ingest.check([])
    with pytest.raises(FileError, match="both given as the revenue file"):
        ingest.check([good, replace(good, name="again.csv")])
    ingest.check([good, replace(good, role=Role.DESIGN)])


def test_names_of_files_cannot_break_the_sentence() -> None:
    with pytest.raises(FileError) as refusal:
        ingest.check([SourceFile(name="a\n\x00b" + "x" * 300 + ".csv", role=Role.REVENUE, content=b"")])
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 150


def test_the_quick_check_reads_no_more_than_a_head() -> None:
    content = delimited([HEADER, *ROWS * 50]).encode() + b"broken \x00\xff" * 200_000
    ingest.check([file(content)])


def test_a_head_may_end_within_a_character() -> None:
    text = "Keyword Phrase,Search Volume\n" + "üüüü,1\n" * 150_000
    for shift in range(3):
        ingest.check([file("\ufeff" + text.replace("Volume", "Volume" + " " * shift))])
    ingest.check([file(text.replace("\n", "\r"))])
    ingest.check([file(text.encode("utf-16"))])
