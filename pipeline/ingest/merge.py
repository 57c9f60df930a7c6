"""The same phrase twice becomes one row: within a file, then over the files.

Within a file the row with the most information stays, then the one with the higher search volume. Over two files
each figure is the first file's (revenue before design) unless it is missing there; the ranks of both are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from pipeline.model import KeywordRow
from pipeline.text import phrase_key

_DRIFT = 5
_FIGURES = tuple(field.name for field in fields(KeywordRow) if field.name not in {"phrase", "files"})


def merge_duplicates(rows: Iterable[KeywordRow]) -> list[KeywordRow]:
    """One row per phrase of one file, in order of first appearance."""
    kept: dict[str, KeywordRow] = {}
    for row in rows:
        key = phrase_key(row.phrase)
        other = kept.get(key)
        kept[key] = row if other is None else max(other, row, key=_worth)
    return list(kept.values())


def _worth(row: KeywordRow) -> tuple[int, int, str]:
    """Known figures first, then volume; the rest only makes the choice independent of the order."""
    known = sum(getattr(row, name) is not None for name in _FIGURES)
    ranked = sum(rank is not None for file in row.files for rank in file.ranks)
    return known + ranked, row.search_volume or 0, repr(row)


def merge_files(tables: Sequence[Sequence[KeywordRow]]) -> list[KeywordRow]:
    """One row per phrase of all files, those of the first file first."""
    merged: dict[str, KeywordRow] = {}
    for table in tables:
        for row in table:
            key = phrase_key(row.phrase)
            merged[key] = _joined(merged[key], row) if key in merged else row
    return list(merged.values())


def own_rank_conflicts(tables: Sequence[Sequence[KeywordRow]]) -> tuple[int, int]:
    """How many phrases of two files have an own rank in both, and for how many of them these lie apart.

    Ranks move by a few places between two exports; more than that means that the files speak of two products.
    """
    if len(tables) != 2:
        return 0, 0
    first, second = ({phrase_key(row.phrase): row.own_rank for row in table} for table in tables)
    pairs = [(rank, second[key]) for key, rank in first.items() if rank and second.get(key)]
    return len(pairs), sum(abs(one - (other or 0)) > max(_DRIFT, one // 2) for one, other in pairs)


def _joined(first: KeywordRow, second: KeywordRow) -> KeywordRow:
    missing = {name: getattr(second, name) for name in _FIGURES if getattr(first, name) is None}
    return replace(first, files=first.files + second.files, **missing)
