"""A small read-only dictionary that costs its text and nothing more.

A table is a gzip file of lines ``key<TAB>value`` sorted by the key's UTF-8 bytes. It promises exact look-up in
a few microseconds without a Python object a row, and the same bytes for the same rows. It knows nothing of
what keys and values mean.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path


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
    """Look-up in a packed table: its text is searched as it is, so there is no index to build or to keep."""

    __slots__ = ("_text",)

    def __init__(self, packed: bytes) -> None:
        self._text = gzip.decompress(packed)

    @classmethod
    def read(cls, path: Path) -> Table:
        """The table in a file.

        :raises FileNotFoundError: there is none.
        """
        return cls(path.read_bytes())

    def get(self, key: str) -> str | None:
        """The value of a key; None when the table has no such key."""
        text, wanted = self._text, f"{key}\t".encode()
        low, high = 0, len(text) - 1  # line breaks: the row that is sought begins behind one of low … high
        while low < high:
            start = text.rfind(b"\n", low, (low + high) // 2 + 1)
            end = text.find(b"\n", start + 1)
            if text[start + 1 : end] < wanted:
                low = end
            else:
                high = start
        if not text.startswith(wanted, low + 1):
            return None
        return text[low + 1 + len(wanted) : text.find(b"\n", low + 1)].decode()

    def items(self) -> Iterator[tuple[str, str]]:
        """All rows, sorted by key."""
        for row in self._text[1:-1].split(b"\n") if len(self) else ():
            key, _, value = row.decode().partition("\t")
            yield key, value

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return self._text.count(b"\n") - 1
