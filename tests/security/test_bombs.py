"""Small files that would unfold into large ones are refused before they do, whatever they hide it behind.

Each bomb is a little above its limit: were its guard gone, it would be read, and the test would say so.
"""

from __future__ import annotations

import contextlib
import io
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineError, CalamineWorkbook

from pipeline import ingest
from pipeline.errors import FileError
from pipeline.ingest import workbook
from pipeline.ingest.grid import is_within
from pipeline.ingest.limits import MAX_COLUMNS, MAX_UNPACKED_BYTES, MAX_WORKBOOK_CELLS
from pipeline.ingest.shared_strings import SharedStrings, without_counts
from pipeline.model import Role, SourceFile
from tests.ingest.exports import file
from tests.security.workbooks import MAIN, book, sheet, strings

SECONDS = 20.0
"""What a refusal may take on a busy machine; it takes two on an idle one. What proves a guard is the refusal."""

HEADER = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
PHRASE = b"<t>Keyword Phrase</t>"
LONG = 100_000


def _pointers(cell: bytes, count: int) -> bytes:
    return sheet(HEADER + b"".join(b'<row r="%d">%s</row>' % (n, cell % {b"n": n}) for n in range(2, count + 2)))


def _one_text_everywhere(cell: bytes, text: bytes = b"<t>" + b"x" * LONG + b"</t>") -> bytes:
    return book(_pointers(cell, MAX_UNPACKED_BYTES // LONG + 100), texts=strings([PHRASE, text]))


def _far_apart(columns: int, rows: int) -> bytes:
    letters, number = b"", columns
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes([65 + rest]) + letters
    return sheet(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="%d"><c r="%b%d"><v>1</v></c></row>' % (rows, letters, rows)
    )


def _without_places(disguise: bytes = b"") -> bytes:
    wide = MAX_COLUMNS - 10
    cells = (b"<c><v>1</v></c>" + disguise) * wide
    last = MAX_WORKBOOK_CELLS // wide + 100
    return sheet(b"<row>" + cells + b'</row><row r="%d"><c><v>1</v></c></row>' % last)


LOOKS = pytest.mark.parametrize("look", [ingest.preview, lambda each: ingest.read([each])], ids=["preview", "read"])
UNFOLDING = {
    "one shared text in every cell": lambda: _one_text_everywhere(b'<c r="A%(n)d" t="s"><v>1</v></c>'),
    "its cells in single quotes": lambda: _one_text_everywhere(b"<c r='A%(n)d' t = 's' ><v >1</v></c>"),
    "its cells with a prefix": lambda: _one_text_everywhere(b'<c r="A%(n)d" t="s"><f>1</f><v>1</v></c>'),
    "its text in a CDATA section": lambda: _one_text_everywhere(
        b'<c r="A%(n)d" t="s"><v>1</v></c>', b"<t><![CDATA[" + b"<si>x" * (LONG // 5) + b"]]></t>"
    ),
    "one sheet under many names": lambda: book(_far_apart(900, 8_000), listed=40),
    "many sheets with far corners": lambda: book(*[_far_apart(900, 8_000)] * 40),
    "cells that do not say where they stand": lambda: book(_without_places()),
    "such cells behind comments": lambda: book(_without_places(b"<!--<row>-->")),
    "such cells behind attributes": lambda: book(_without_places(b'<x a="<row>"/>')),
    "rows that do not say where they stand": lambda: book(
        sheet(b'<row r="99999"><c r="CA99999"><v>1</v></c></row>' + b"<row><c/></row>" * 9_000)
    ),
    "a million sheets in the index": lambda: book(_far_apart(1, 1), listed=100_000),
}


@pytest.mark.parametrize("bomb", UNFOLDING)
@LOOKS
def test_a_workbook_that_unfolds_is_refused(bomb: str, look: Callable[[SourceFile], object]) -> None:
    content = UNFOLDING[bomb]()
    assert len(content) < 2_000_000
    began = time.perf_counter()
    with pytest.raises(FileError, match="unpacks to far more"):
        look(file(content, "bomb.xlsx"))
    assert time.perf_counter() - began < SECONDS


@pytest.mark.parametrize("disguise", [b"", b"<!--<row>-->", b'<x a="<row>"/>'], ids=["plain", "comments", "attributes"])
def test_cells_without_places_are_counted_before_any_is_read(disguise: bytes) -> None:
    """The reader's own figures would come too late: it has made room by then."""
    data = sheet(b"<row>" + (b"<c><v>1</v></c>" + disguise) * 5 + b"</row>")
    assert is_within(data, 10, MAX_WORKBOOK_CELLS)
    assert not is_within(data, 4, MAX_WORKBOOK_CELLS)


@pytest.mark.parametrize("place", [b"a1", b"A-1", b"ABCD1", b"A12345678", b"&#65;1"])
def test_a_place_that_no_spreadsheet_writes_is_damage(place: bytes) -> None:
    with pytest.raises(ValueError, match="usual place"):
        is_within(sheet(b'<row r="1"><c r="%b"><v>1</v></c></row>' % place), MAX_COLUMNS, MAX_WORKBOOK_CELLS)


def test_only_the_first_sheets_are_looked_at() -> None:
    found = list(workbook.sheets(book(_far_apart(1, 1), listed=200), "many.xlsx"))
    assert 1 < len(found) < 200


def test_files_are_looked_at_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look may take half a gigabyte for a moment."""
    three, met = threading.Barrier(3), threading.Event()

    def look(*_: object, most: int) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            three.wait(1)  # for a third that must never come
            met.set()

    monkeypatch.setattr(ingest, "check_files", look)
    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(ingest.check, []) for _ in range(6)]:
            done.result(SECONDS)
    assert not met.is_set()


@LOOKS
def test_what_unfolds_is_counted_whatever_the_archive_claims(
    look: Callable[[SourceFile], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's own reader of archives stops where a part claims to end; were that to change, nothing here would."""
    honest = zipfile.ZipFile.open

    def unfolding(archive: zipfile.ZipFile, part: zipfile.ZipInfo, mode: str = "r") -> object:
        return _Endless() if mode == "r" and "worksheets" in part.filename else honest(archive, part, mode)

    monkeypatch.setattr(zipfile.ZipFile, "open", unfolding)
    with pytest.raises(FileError, match="unpacks to far more"):
        look(file(book(sheet(HEADER), texts=strings([PHRASE])), "endless.xlsx"))


class _Endless(io.BytesIO):
    """A stream that is never at its end; of rows without cells, which no other guard minds."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0, "nobody may ask for all of it"
        return b" " * size


@LOOKS
def test_an_archive_that_claims_less_than_it_holds_is_refused_before_it_unfolds(
    look: Callable[[SourceFile], object],
) -> None:
    content = book(sheet(HEADER + b" " * 60_000_000), texts=strings([PHRASE]))
    held, claimed = (60_000_000 + len(sheet(HEADER))).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    assert content.count(held) == 2  # before the part, and in the table of contents
    tracemalloc.start()
    try:
        with pytest.raises(FileError, match="is damaged"):
            look(file(content.replace(held, claimed), "modest.xlsx"))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_long_table_of_contents_is_not_even_looked_through() -> None:
    entry = b"PK\x01\x02" + bytes(24) + b"\x01" + bytes(17) + b"a"
    entries = 60_000
    end = b"PK\x05\x06" + bytes(8) + (len(entry) * entries).to_bytes(4, "little") + b"\x04\x00\x00\x00\x00\x00"
    content = b"PK\x03\x04" + entry * entries + end
    tracemalloc.start()
    try:
        with pytest.raises(FileError, match="unpacks to far more"):
            ingest.preview(file(content, "contents.xlsx"))
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_two_parts_of_one_name_are_refused() -> None:
    """The one that is measured need not be the one that is read."""
    with pytest.raises(FileError, match="is damaged"):
        ingest.read([file(book(sheet(HEADER), texts=strings([PHRASE]), SharedStrings=strings([PHRASE])), "twice.xlsx")])


@pytest.mark.parametrize(
    "texts", [b"<sst " * 200_000, b"<w" * 500_000, b"<sst x" + b" " * 500_000], ids=["a", "b", "c"]
)
def test_shared_strings_that_never_end_are_refused_at_once(texts: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(FileError):
        ingest.read([file(book(_far_apart(1, 1), texts=texts), "endless.xlsx")])
    assert time.perf_counter() - began < SECONDS


def test_entities_of_a_workbook_reach_no_file_and_do_not_multiply(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", "utf-8")
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    doctype = b'<!DOCTYPE x [<!ENTITY f SYSTEM "%s"><!ENTITY l0 "ha">%s]>' % (secret.as_uri().encode(), laughs)
    rows = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
    lines = (b"Keyword Phrase", b"garlic press", b"&f;", b"&l11;")
    body = b"".join(rows % (n, n, text) for n, text in enumerate(lines, 1))
    began = time.perf_counter()
    try:
        table = ingest.read([file(book(doctype + sheet(body), texts=doctype + strings([b"<t>&f;</t>"])), "xxe.xlsx")])
    except FileError:
        table = None
    assert "secret words" not in repr(table)
    assert len(repr(table)) < 5_000
    assert time.perf_counter() - began < SECONDS


def test_deeply_nested_elements_are_no_trouble() -> None:
    deep = b"<r>" * 200_000 + PHRASE + b"</r>" * 200_000
    with contextlib.suppress(FileError):
        ingest.read([file(book(_pointers(b'<c r="A%(n)d" t="s"><v>0</v></c>', 3), texts=strings([deep])), "deep.xlsx")])


# -- whatever the XML looks like, the guards never think too little --------------------------------------------------

_CELLS = st.tuples(
    st.sampled_from(
        [b"", b' r="%(at)s"', b" r='%(at)s'", b' s="1" r="%(at)s"', b' x=" r=" ', b" t='s' r = \"%(at)s\""]
    ),
    st.integers(1, 60),
    st.integers(1, 40),
    st.sampled_from(
        [b"<v>1</v>", b"<!-- <row> -->", b'<is><t>r="B9" :c row</t></is>', b"<v><![CDATA[<row>]]></v>", b""]
    ),
)
_ROWS = st.lists(
    st.tuples(
        st.sampled_from([b"", b' r="%d"', b" spans='1:2' r='%d'"]), st.integers(1, 60), st.lists(_CELLS, max_size=5)
    ),
    min_size=1,
    max_size=5,
)
_PREFIXES = st.sampled_from([b"", b"x:"])


def _written(rows: list[tuple[bytes, int, list[tuple[bytes, int, int, bytes]]]], prefix: bytes) -> bytes:
    text = b""
    for place, number, cells in rows:
        inside = b""
        for form, row, column, value in cells:
            at = bytes([64 + (column - 1) // 26]).replace(b"@", b"") + bytes([65 + (column - 1) % 26]) + b"%d" % row
            inside += b"<%(p)bc%(f)b>%(v)b</%(p)bc>" % {b"p": prefix, b"f": form.replace(b"%(at)s", at), b"v": value}
        text += b"<%brow%b>%b</%brow>" % (prefix, place.replace(b"%d", b"%d" % number), inside, prefix)
    opening = b"<%bworksheet xmlns:x=%b><%bsheetData>" % (prefix, MAIN.partition(b"=")[2], prefix)
    return opening + text + b"</%bsheetData></%bworksheet>" % (prefix, prefix)


@given(_ROWS, _PREFIXES, st.integers(1, 60), st.integers(1, 2_000))
@settings(max_examples=400, deadline=None)
def test_no_grid_is_larger_than_the_guard_says(rows: list, prefix: bytes, columns: int, cells: int) -> None:
    data = _written(rows, prefix)
    try:
        found = CalamineWorkbook.from_filelike(io.BytesIO(book(data))).get_sheet_by_index(0)
    except CalamineError:
        return
    try:
        within = is_within(data, columns, cells)
    except ValueError:
        return
    if within:
        assert found.total_width <= columns
        assert found.total_width * found.total_height <= cells


@given(
    st.lists(
        st.sampled_from(
            [b"<t>a</t>", b"<t>bbbb</t>", b"<r><t>cc</t></r><r><t>dddddd</t></r>", b"<t><![CDATA[<si>eeee]]></t>"]
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(
        st.tuples(
            st.sampled_from([b't="s"', b"t='s'", b'y="1" t = "s"']),
            st.sampled_from([b"<v>%d</v>", b"<v>%d</v >", b"<f>1</f><v>%d</v>"]),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(1, 200),
)
@settings(max_examples=300, deadline=None)
def test_no_text_is_longer_than_the_guard_says(items: list[bytes], cells: list, most: int) -> None:
    texts = without_counts(strings(items))
    inside = b"".join(b"<c %b>%b</c>" % (kind, value.replace(b"%d", b"%d" % at)) for kind, value, at in cells)
    data = sheet(b'<row r="1">' + inside + b"</row>")
    try:
        found = CalamineWorkbook.from_filelike(io.BytesIO(book(data, texts=texts))).get_sheet_by_index(0).to_python()
    except CalamineError:
        return
    if not SharedStrings(texts).are_over(most, data):
        assert sum(len(str(cell)) for row in found for cell in row) <= most


# -- delimited text --------------------------------------------------------------------------------------------------

HEAD = b"Keyword Phrase,Search Volume\n"
ENDLESS = {
    "a million columns": HEAD + b"a" + b",1" * 1_000_000,
    "a million semicolons": b"Keyword Phrase" + b";x" * 1_000_000,
    "one line of forty megabytes": HEAD + b"x" * 40_000_000,
    "a million quotation marks": HEAD + b'"' * 1_000_001,
    "a quoted cell of forty megabytes": HEAD + b'"' + b"line\n" * 8_000_000 + b'"',
    "quotation marks in pairs": HEAD + b'"a""b",' * 1_000_000,
    "many cells of no great length in one line": HEAD + b"garlic press,100\n" + b",".join([b"x" * 2_000] * 900),
    "nothing but ends of lines": HEAD + b"\r" * 40_000_000,
}


@pytest.mark.parametrize("bomb", ENDLESS)
def test_text_without_end_is_refused_in_a_sentence(bomb: str) -> None:
    began = time.perf_counter()
    with pytest.raises(FileError) as refusal:
        ingest.preview(SourceFile(name="bomb.csv", role=Role.REVENUE, content=ENDLESS[bomb]))
    assert str(refusal.value).endswith(".")
    assert time.perf_counter() - began < 2 * SECONDS
