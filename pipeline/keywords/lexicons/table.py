"""A small read-only dictionary that costs its text and nothing more.

A table is a gzip file of lines ``key<TAB>value`` sorted by the key's UTF-8 bytes. It promises exact look-up in
a few microseconds without a Python object a row, and the same bytes for the same rows. It knows nothing of
what keys and values mean.
"""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np


def pack(rows: Mapping[str, str]) -> bytes:
    """The file of a table, byte for byte the same for the same rows in any order.

    :raises ValueError: a key or value holds a tab or a line break, or a key is empty.
    """
    for key, value in rows.items():
        if not key or {"\t", "\n"} & set(key + value):
            raise ValueError(f"{key!r}: {value!r} cannot be a row of a table")
    lines = sorted(f"\n{key}\t{value}".encode() for key, value in rows.items())
    return gzip.compress(b"".join(lines) + b"\n", compresslevel=9, mtime=0)


class Table:
    """Look-up in a packed table."""

    __slots__ = ("_starts", "_text")

    def __init__(self, packed: bytes) -> None:
        self._text = gzip.decompress(packed)
        breaks = np.flatnonzero(np.frombuffer(self._text, dtype=np.uint8) == ord("\n"))
        self._starts = array("I", (breaks + 1).astype(np.uintc).tobytes())  # as Python reads it faster than numpy

    @classmethod
    def read(cls, path: Path) -> Table:
        """The table in a file.

        :raises FileNotFoundError: there is none.
        """
        return cls(path.read_bytes())

    def get(self, key: str) -> str | None:
        """The value of a key; None when the table has no such key."""
        wanted = f"{key}\t".encode()
        at = bisect_left(range(len(self)), wanted, key=self._row)
        row = self._row(at) if at < len(self) else b""
        return row[len(wanted) :].decode() if row.startswith(wanted) else None

    def items(self) -> Iterator[tuple[str, str]]:
        """All rows, sorted by key."""
        for number in range(len(self)):
            key, _, value = self._row(number).decode().partition("\t")
            yield key, value

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return len(self._starts) - 1

    def _row(self, number: int) -> bytes:
        return self._text[self._starts[number] : self._starts[number + 1] - 1]
