"""How rows of earlier versions become rows of this one.

Pure. One step per version, each a function of a row's JSON, in the order in which they
were made. A new field with a default needs no step: older rows get the default, and older code ignores what it does
not know. A step, and a higher ``VERSION``, is for what would otherwise be misread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

Raw = dict[str, Any]
"""A row's JSON as it lies on disk."""

VERSION = 2
"""The schema that this code writes."""

FIRST = 1
"""The schema of rows and folders that name none."""


def _recorded(row: Raw) -> Raw:
    """1 to 2: the folder says which schema it holds. Nothing else in a row changes."""
    return row


_STEPS: dict[int, Callable[[Raw], Raw]] = {1: _recorded}


class _Peek(msgspec.Struct):
    v: int = FIRST


_PEEK = msgspec.json.Decoder(_Peek)


def upgraded(text: str | bytes) -> str | bytes:
    """A row's JSON in the schema of this version; the same object if it is there already, or beyond.

    :raises msgspec.DecodeError: it is no row's JSON.
    """
    version = max(FIRST, _PEEK.decode(text).v)
    if version >= VERSION:
        return text
    row = msgspec.json.decode(text, type=Raw)
    for step in range(version, VERSION):
        row = {**_STEPS[step](row), "v": step + 1}
    return msgspec.json.encode(row).decode()
