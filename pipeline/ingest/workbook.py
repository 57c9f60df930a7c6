"""XLSX workbooks to records, never trusting what the archive says of itself.

The parts are unpacked here, counted as they unfold, and handed to the reader as a plain archive: so nothing can
unfold a second time, and no two far-apart cells can make it allocate the whole sheet between them. Formulas are
not computed: a cell is the value that was saved with it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from pipeline.errors import FileError
from pipeline.ingest.cells import Cell
from pipeline.ingest.limits import (
    MAX_COLUMNS,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
    MAX_WORKBOOK_CELLS,
    MAX_WORKBOOK_PARTS,
)

Record = tuple[int, list[Cell]]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_HEAD = 1 << 18
_ALWAYS_ALLOWED = 20_000_000
_LONGEST_DIRECTORY = 1_000_000
_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_NEEDED = re.compile(
    r"/?(?:\[content_types\]\.xml|_rels/\.rels|xl/(?:workbook|sharedstrings)\.xml|xl/_rels/workbook\.xml\.rels)",
    re.IGNORECASE,
)
_STRINGS_START = re.compile(rb"<((?:\w+:)?sst)\b[^>]*?(/?)>")
_ROW_END = re.compile(rb"</((?:\w+:)?)row\s*>|<((?:\w+:)?)row\b[^<>]*/>")
_PLACE = rb"""r(?<=[\s"']r)\s*=\s*["']"""
_COLUMN_LETTERS = re.compile(_PLACE + rb"([A-Z]+)")
_ROW_NUMBERS = re.compile(_PLACE + rb"[A-Z]*([0-9]+)")
_UNUSUAL = re.compile(_PLACE + rb"""(?![A-Z]{0,3}[0-9]{0,5}["'])([^"']*)""")
_FAR = re.compile(rb"[A-Z]{0,3}([0-9]{6,7})")


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


def sheets(content: bytes, name: str, *, head: bool = False) -> Iterator[list[Record]]:
    """The sheets of a workbook in order, each as its records; with ``head`` only their first rows.

    :raises FileError: the workbook is damaged, protected or unpacks beyond reason.
    """
    plain = _repacked(content, name, head=head)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(plain))
        for sheet_name in book.sheet_names:
            rows = book.get_sheet_by_name(sheet_name).to_python(skip_empty_area=False)
            yield list(enumerate(rows, 1))
    except CalamineError as error:
        raise FileError.damaged(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a fault inside the reader's own language arrives as
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
    parts = [part for part in archive.infolist() if _SHEET.fullmatch(part.filename) or _NEEDED.fullmatch(part.filename)]
    if len(archive.infolist()) > MAX_WORKBOOK_PARTS:
        raise FileError.unpacks_too_large(name)
    if any(part.flag_bits & 1 for part in parts):
        raise FileError.protected(name)
    room = min(MAX_UNPACKED_BYTES, max(_ALWAYS_ALLOWED, MAX_UNPACKED_RATIO * len(content)))
    if sum(part.file_size for part in parts) > room:
        raise FileError.unpacks_too_large(name)
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as copy:
        for part in parts:
            data = _part(archive, part, name, room, head=head)
            room -= len(data)
            copy.writestr(zipfile.ZipInfo(part.filename), data)
    return plain.getvalue()


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, room: int, *, head: bool) -> bytes:
    is_sheet = _SHEET.fullmatch(part.filename) is not None
    try:
        with archive.open(part) as stream:
            data = _first_rows(stream, room) if head and is_sheet else stream.read(room + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FileError.damaged(name) from error
    if len(data) > room:
        raise FileError.unpacks_too_large(name)
    if is_sheet:
        _refuse_far_cells(data, name)
        return data
    return _STRINGS_START.sub(rb"<\1\2>", data, count=1)  # without the number of strings that it claims to hold


def _first_rows(stream: IO[bytes], room: int) -> bytes:
    """A sheet cut after the last row that ends within its head."""
    data = stream.read(_HEAD)
    ends = list(_ROW_END.finditer(data))
    if len(data) < _HEAD or not ends:
        return data + stream.read(room + 1)
    prefix = ends[-1][1] or ends[-1][2] or b""
    return data[: ends[-1].end()] + b"</" + prefix + b"sheetData></" + prefix + b"worksheet>"


def _refuse_far_cells(data: bytes, name: str) -> None:
    """Refuse a sheet whose cells lie so far apart that the grid between them would not fit into memory."""
    width = max(map(_column_number, set(_COLUMN_LETTERS.findall(data))), default=1)
    unusual = [_FAR.fullmatch(place) for place in _UNUSUAL.findall(data)]
    if not all(unusual):
        raise FileError.damaged(name)
    far = max((int(place[1]) for place in unusual if place), default=0)
    if width * max(far, 99_999) > MAX_WORKBOOK_CELLS:
        far = max(map(int, set(_ROW_NUMBERS.findall(data))), default=1)
    if width > MAX_COLUMNS or width * far > MAX_WORKBOOK_CELLS:
        raise FileError.unpacks_too_large(name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
