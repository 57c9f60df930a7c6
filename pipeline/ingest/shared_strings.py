"""How much text a workbook's cells come to once each shared string is written out where it stands.

A workbook keeps every text once and its cells point to it: a small file can mean any amount of text. Promises an upper
bound, whatever the XML looks like, that is close for what spreadsheets write.
"""

from __future__ import annotations

import re
from itertools import pairwise

_START = re.compile(rb"<((?:\w+:)?sst)\b[^<>]*?(/?)>")
_ITEM = re.compile(rb"<(?:\w+:)?si[\s/>]")
_POINTER = re.compile(rb"""\bt\s*=\s*["']s["']""")
_PLAIN_POINTER = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v[^<>]*>([0-9]{1,9})<""")


def without_counts(data: bytes) -> bytes:
    """A part of shared strings without the number of them that it claims to hold."""
    return _START.sub(rb"<\1\2>", data, count=1)


class SharedStrings:
    """The strings of a workbook, by their sizes: the bytes of each one's XML are never fewer than those of its text."""

    def __init__(self, data: bytes) -> None:
        """:param data: the XML of the part that holds them."""
        starts = [found.start() for found in _ITEM.finditer(data)]
        self._sizes = [end - start for start, end in pairwise([*starts, len(data)])]
        self._longest = max(self._sizes, default=0)
        if b"<!" in data:  # in a CDATA section one string can look like many
            self._sizes, self._longest = [], len(data)

    def are_over(self, most: int, sheet: bytes) -> bool:
        """Whether a sheet's cells come to more than so many bytes of shared text.

        By the longest string where that is little enough, else each cell by its own.
        """
        if sheet.count(b"<") * self._longest <= most:
            return False
        cells = sum(1 for _ in _POINTER.finditer(sheet))
        if cells * self._longest <= most:
            return False
        known = [int(found[1]) for found in _PLAIN_POINTER.finditer(sheet)]
        sizes = [self._sizes[at] for at in known if at < len(self._sizes)]
        return (cells - len(sizes)) * self._longest + sum(sizes) > most
