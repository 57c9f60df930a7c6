"""Workbooks written by hand, part by part, as someone would who means harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def sheet(rows: bytes) -> bytes:
    """The XML of a worksheet with these rows."""
    return b"<worksheet " + MAIN + b"><sheetData>" + rows + b"</sheetData></worksheet>"


def strings(items: Iterable[bytes]) -> bytes:
    """The XML of the shared strings, each the inside of its element."""
    return b"<sst " + MAIN + b">" + b"".join(b"<si>" + item + b"</si>" for item in items) + b"</sst>"


def book(*sheets: bytes, texts: bytes = b"", listed: int = 0, **more: bytes) -> bytes:
    """A workbook of these worksheets and ``more`` shared strings under other spellings of their part's name.

    ``listed`` says how many sheets it claims to have: the last one stands for the rest.
    """
    count = listed or len(sheets)
    entries = b"".join(
        b'<sheet name="s%d" sheetId="%d" r:id="rId%d"/>' % (n, n + 1, min(n, len(sheets) - 1) + 1) for n in range(count)
    )
    links = b"".join(
        b'<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (n, _OFFICE, n)
        for n in range(1, len(sheets) + 1)
    )
    links += b'<Relationship Id="rIdS" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % _OFFICE
    root = b'<Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/>' % _OFFICE
    relationships = b'<Relationships xmlns="%s/relationships">%s</Relationships>'
    parts = {
        "[Content_Types].xml": b'<Types xmlns="%s/content-types"></Types>' % _PACKAGE,
        "_rels/.rels": relationships % (_PACKAGE, root),
        "xl/workbook.xml": b'<workbook %s xmlns:r="%s"><sheets>%s</sheets></workbook>' % (MAIN, _OFFICE, entries),
        "xl/_rels/workbook.xml.rels": relationships % (_PACKAGE, links),
        **{f"xl/worksheets/sheet{n}.xml": data for n, data in enumerate(sheets, 1)},
    }
    found = {"sharedStrings": texts, **more}
    return zipped(parts | {f"xl/{name}.xml": data for name, data in found.items() if data})
