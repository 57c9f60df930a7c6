"""XLSX workbooks to records, never trusting what the archive says of itself.

The parts are unpacked here, none further than it claims, and handed to the reader as a plain archive: so nothing can
unfold a second time, no two far-apart cells can make it allocate the whole sheet between them, and no text can stand
in a million cells. Formulas are not computed: a cell is the value that was saved with it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook

from pipeline.errors import FileError
from pipeline.ingest.cells import Cell
from pipeline.ingest.grid import is_within
from pipeline.ingest.limits import (
    MAX_COLUMNS,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
    MAX_WORKBOOK_CELLS,
    MAX_WORKBOOK_PARTS,
)
from pipeline.ingest.shared_strings import SharedStrings, without_counts

Record = tuple[int, list[Cell]]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1 << 18
_ALWAYS_ALLOWED = 20_000_000
_LONGEST_DIRECTORY = 1_000_000
_LONGEST_INDEX = 4_000_000
_SHEETS = 50  # are looked at; the keywords stand in one of the first
_STRINGS = re.compile(r"/?xl/sharedstrings\.xml", re.IGNORECASE)
_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_NEEDED = re.compile(
    r"/?(?:\[content_types\]\.xml|_rels/\.rels|xl/(?:workbook|sharedstrings)\.xml|xl/_rels/workbook\.xml\.rels)",
    re.IGNORECASE,
)
_ROW_END = re.compile(rb"</((?:\w+:)?)row\s*>|<((?:\w+:)?)row\b[^<>]*/>")


def is_workbook(content: bytes, name: str) -> bool:
    """Whether the bytes are a workbook that can be read.

    :raises FileError: they are a spreadsheet of a kind that cannot, or another archive.
    """
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise FileError.protected(name)
        raise FileError.resave(name, "an old Excel workbook (.xls)")
    if not content.startswith(_ZIP):
        return False
    parts = {part.filename.lstrip("/").lower() for part in _archive(content, name).infolist()}
    if "xl/workbook.xml" in parts:
        return True
    if "xl/workbook.bin" in parts:
        raise FileError.resave(name, "a binary Excel workbook (.xlsb)")
    if "content.xml" in parts:
        raise FileError.resave(name, "an OpenDocument spreadsheet")
    raise FileError.not_text(name, "a ZIP archive")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its records, to be read once, and how many there are."""

    rows: Iterator[Record]
    height: int


def sheets(content: bytes, name: str, *, head: bool = False) -> Iterator[Sheet]:
    """The first sheets of a workbook in order; with ``head`` only their first rows.

    :raises FileError: the workbook is damaged, protected or unpacks beyond reason.
    """
    plain = _repacked(content, name, head=head)
    room = MAX_WORKBOOK_CELLS
    with _reading(name):
        book = CalamineWorkbook.from_filelike(io.BytesIO(plain))
        for sheet_name in book.sheet_names[:_SHEETS]:
            sheet = book.get_sheet_by_name(sheet_name)
            yield Sheet(_records(sheet, name), sheet.total_height)
            room -= sheet.total_height * sheet.total_width
            if room < 0:  # the same cells may stand in many sheets
                raise FileError.unpacks_too_large(name)


def _records(sheet: Any, name: str) -> Iterator[Record]:
    """The sheet's rows as its reader hands them out, with the blank columns before them that it leaves out."""
    blank: list[Cell] = [""] * (sheet.start or (0, 0))[1]
    with _reading(name):
        for number, cells in enumerate(sheet.iter_rows(), 1):
            yield number, [*blank, *cells] if blank else cells


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """:raises FileError: in place of what the reader raises, faults inside its own language among it."""
    try:
        yield
    except CalamineError as error:
        raise FileError.damaged(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise FileError.damaged(name) from error


def _archive(content: bytes, name: str) -> zipfile.ZipFile:
    if _directory_bytes(content) > _LONGEST_DIRECTORY:
        raise FileError.unpacks_too_large(name)
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise FileError.damaged(name) from error


def _directory_bytes(content: bytes) -> int:
    """How long an archive's table of contents says it is, in either of the two places that may say so."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0:
        return 0
    far = content[max(end - 76, 0) : max(end - 20, 0)]
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    return max(size, int.from_bytes(far[40:48], "little") if far.startswith(b"PK\x06\x06") else 0)


def _repacked(content: bytes, name: str, *, head: bool) -> bytes:
    """The parts that hold cells as an uncompressed archive, within all limits.

    Styles stay behind: no number needs them, and the reader believes how many they say they are.
    """
    archive = _archive(content, name)
    parts = [part for part in archive.infolist() if _is_sheet(part) or _NEEDED.fullmatch(part.filename)]
    if len(archive.infolist()) > MAX_WORKBOOK_PARTS:
        raise FileError.unpacks_too_large(name)
    if len({part.filename.lstrip("/").lower() for part in parts}) < len(parts):  # which of two would be read?
        raise FileError.damaged(name)
    if any(part.flag_bits & 1 for part in parts):
        raise FileError.protected(name)
    most = min(MAX_UNPACKED_BYTES, max(_ALWAYS_ALLOWED, MAX_UNPACKED_RATIO * len(content)))
    if sum(part.file_size for part in parts) > most:
        raise FileError.unpacks_too_large(name)
    plain, strings = io.BytesIO(), SharedStrings(b"")
    with zipfile.ZipFile(plain, "w") as copy:
        for part in sorted(parts, key=_strings_first):
            data = _part(archive, part, name, head=head)
            copy.writestr(zipfile.ZipInfo(part.filename), data)
            if _is_strings(part):
                strings = SharedStrings(data)
            elif _is_sheet(part) and strings.are_over(MAX_UNPACKED_BYTES, data):
                raise FileError.unpacks_too_large(name)
    return plain.getvalue()


def _is_sheet(part: zipfile.ZipInfo) -> bool:
    return _SHEET.fullmatch(part.filename) is not None


def _is_strings(part: zipfile.ZipInfo) -> bool:
    return _STRINGS.fullmatch(part.filename) is not None


def _strings_first(part: zipfile.ZipInfo) -> bool:
    return not _is_strings(part)


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, *, head: bool) -> bytes:
    most = part.file_size + 1  # one more than it claims is one too many
    try:
        with archive.open(part) as stream:
            data = _first_rows(stream, most) if head and _is_sheet(part) else stream.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FileError.damaged(name) from error
    if len(data) >= most:
        raise FileError.unpacks_too_large(name)
    if _is_sheet(part):
        _refuse_far_cells(data, name)
        return data
    if _is_strings(part):
        return without_counts(data)
    if len(data) > _LONGEST_INDEX:
        raise FileError.unpacks_too_large(name)
    return data


def _first_rows(stream: IO[bytes], most: int) -> bytes:
    """A sheet cut after the last row that ends within its head; without one, up to ``most`` bytes of it."""
    data = stream.read(min(_HEAD, most))
    ends = list(_ROW_END.finditer(data))
    if len(data) < _HEAD or not ends:
        return data + stream.read(most - len(data))
    prefix = ends[-1][1] or ends[-1][2] or b""
    return data[: ends[-1].end()] + b"</" + prefix + b"sheetData></" + prefix + b"worksheet>"


def _refuse_far_cells(data: bytes, name: str) -> None:
    """Refuse a sheet whose cells lie so far apart that the grid between them would not fit into memory."""
    try:
        fits = is_within(data, MAX_COLUMNS, MAX_WORKBOOK_CELLS)
    except ValueError as error:
        raise FileError.damaged(name) from error
    if not fits:
        raise FileError.unpacks_too_large(name)
