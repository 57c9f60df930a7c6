"""Broken, strange and hostile variants of keyword files, the same for the same seed.

Promises bytes only: what a careless tool, a bad disk or a hand editor may make of an export, and what somebody who
wants to hurt the reader may send.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_TOKENS = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xef\xbf\xbc", b'"', b'""', b"'", b",", b";", b"\t", b"\r", b"\n",
    b"\r\n", b"=", b"=1+1", b'=HYPERLINK("http://x")', b"@SUM(A1)", b"-", b"N/A", b"1e308", b"-1e-308", b"9" * 400,
    b">100,000", b"1.234,5", b"1,2,3", b"NaN", b"inf", b"\xe2\x80\xae", b"\xf0\x9f\x92\x84", b"<script>", b"{{7*7}}",
    b"B0D5BL35MS", b"Keyword Phrase", b"a" * 70_000, b"\x1a", b"\x85",
)  # fmt: skip
_DRESSES = ((b",", b";"), (b",", b"\t"), (b",", b"|"), (b'"', b""), (b'"', b"'"), (b"\n", b"\r"), (b"\r\n", b"\n\n"))
_PARTS = ("revenue.csv", "xl/workbook.xml", "[Content_Types].xml", "../../x", "xl/worksheets/sheet1.xml")
_CODECS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "utf-8-sig", "cp037", "gb18030", "utf-7")


def flip(content: bytes, chance: Random) -> bytes:
    """Some bytes changed."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 30) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def splice(content: bytes, chance: Random) -> bytes:
    """Something telling put somewhere, often in the header."""
    at = chance.randint(0, min(len(content), 400) if chance.random() < 0.5 else len(content))
    return content[:at] + chance.choice(_TOKENS) * chance.choice([1, 1, 1, 50]) + content[at:]


def cut(content: bytes, chance: Random) -> bytes:
    """A piece missing, or all after one place."""
    start = chance.randint(0, len(content))
    end = len(content) if chance.random() < 0.5 else min(len(content), start + chance.randint(1, 2_000))
    return content[:start] + content[end:]


def repeat(content: bytes, chance: Random) -> bytes:
    """A piece twice or many times."""
    start = chance.randint(0, len(content))
    piece = content[start : start + chance.randint(1, 500)]
    return content[:start] + piece * chance.choice([2, 3, 200]) + content[start:]


def recode(content: bytes, chance: Random) -> bytes:
    """The same text in another encoding."""
    text = content.decode("utf-8-sig", errors="replace")
    return text.encode(chance.choice(_CODECS), errors="replace")


def redress(content: bytes, chance: Random) -> bytes:
    """Other delimiters, quotes and line ends, consistently or not."""
    old, new = chance.choice(_DRESSES)
    return content.replace(old, new, chance.choice([-1, -1, 5]))


def reorder(content: bytes, chance: Random) -> bytes:
    """Lines in another order, or columns of the first lines."""
    lines = content.split(b"\n")
    if chance.random() < 0.5:
        chance.shuffle(lines)
        return b"\n".join(lines)
    cells = lines[0].split(b",")
    chance.shuffle(cells)
    return b"\n".join([b",".join(cells[: chance.randint(1, len(cells))]), *lines[1:]])


def widen(content: bytes, chance: Random) -> bytes:
    """Thousands of columns, named or not."""
    lines = content.split(b"\n")
    name = chance.choice([b"", b"Search Volume", b"B0AAAAAA01", b"Keyword Phrase", b"x"])
    lines[0] = lines[0].rstrip(b"\r") + (b"," + name) * chance.choice([3, 300, 20_000])
    return b"\n".join(lines)


def nest(content: bytes, chance: Random) -> bytes:
    """An archive where a table should be: of the file, of nothing, of far too much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in chance.sample(_PARTS, chance.randint(1, len(_PARTS))):
            archive.writestr(name, chance.choice([content, b"", b"<a>" * 100_000, b"\0" * 10_000_000]))
    return out.getvalue()


def emptied(_content: bytes, _chance: Random) -> bytes:
    """Nothing left."""
    return b""


def blown_up(content: bytes, _chance: Random) -> bytes:
    """The same again and again."""
    return content * min(300, 1 + (30 << 20) // max(len(content), 1))


def rezip(content: bytes, chance: Random) -> bytes:
    """A workbook with one of its parts broken, emptied, blown up or gone; what is no archive any more is flipped."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return flip(content, chance)
    if not parts:
        return content
    victim, out = chance.choice(sorted(parts)), io.BytesIO()
    broken = chance.choice((flip, splice, cut, emptied, blown_up))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if name != victim:
                archive.writestr(name, part)
            elif chance.random() > 0.2:
                archive.writestr(name, broken(part, chance))
    return out.getvalue()


TEXT: tuple[Mutation, ...] = (flip, splice, cut, repeat, recode, redress, reorder, widen, nest)
BINARY: tuple[Mutation, ...] = (flip, splice, cut, repeat, rezip, rezip, rezip, nest)


def mutated(content: bytes, chance: Random) -> bytes:
    """One to four mutations in a row, at most some megabytes."""
    for _ in range(chance.choice([1, 1, 2, 4])):
        kinds = BINARY if content[:2] == b"PK" else TEXT
        content = chance.choice(kinds)(content, chance)[: 8 << 20]
    return content
