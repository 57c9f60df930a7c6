"""Bytes to text: UTF-8 with or without BOM, UTF-16 with or without BOM, else Windows-1252.

Refuses what is no text at all, naming what it seems to be.
"""

from __future__ import annotations

import codecs
import re

from pipeline.errors import FileError

_SIGNATURES = {
    b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"BM": "a bitmap image",
    b"RIFF": "a media file", b"%PDF": "a PDF", b"\x1f\x8b": "a gzip archive", b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive", b"PAR1": "a Parquet file", b"\x7fELF": "a program", b"MZ": "a program",
    b"{\\rtf": "a rich text document", b"SQLite": "a database",
}  # fmt: skip
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_LOOK = 4_096


def decode(content: bytes, name: str, *, whole: bool = True) -> str:
    """The text of a file, its byte order mark removed.

    :param whole: False where the bytes are only a file's head, which may end within a character.
    :raises FileError: the bytes are no text.
    """
    text = _text(content, whole=whole)
    start = text[:_LOOK]
    mostly_controls = len(_CONTROLS.findall(start)) > max(3, len(start) // 50)
    if mostly_controls or content.startswith((b"%PDF", b"{\\rtf")):
        raise FileError.not_text(name, _kind(content))
    if _WEB_PAGE.match(start):
        raise FileError.not_text(name, "a web page")
    return text


def _kind(content: bytes) -> str:
    return next((what for mark, what in _SIGNATURES.items() if content.startswith(mark)), "a binary file")


def _text(content: bytes, *, whole: bool) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace").removeprefix("\ufeff")
    if encoding := _utf_16_without_mark(content[:_LOOK]):
        return content.decode(encoding, errors="replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(content, final=whole).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return _eight_bits(content)


def _utf_16_without_mark(head: bytes) -> str | None:
    """Western text in UTF-16 shows as a zero in every other byte."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 8 < len(head) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _eight_bits(content: bytes) -> str:
    """UTF-8 where only a few bytes are broken, else Windows-1252."""
    patched = content.decode("utf-8-sig", errors="replace")
    broken = patched.count("\ufffd")
    sound = len(patched) - len(patched.encode("ascii", errors="ignore")) - broken
    if sound > 4 * broken:
        return patched
    return content.decode("cp1252", errors="replace")
