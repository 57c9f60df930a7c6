"""Which row is the header, which tool wrote it, and where each of our columns stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import FileError, listed
from pipeline.ingest.cells import Cell, clean, is_blank, key
from pipeline.ingest.exporters import Exporter, keyword_exporter, phrase_headers, product_exporter
from pipeline.isbn import is_isbn

_ASIN = re.compile(r"B(?=[A-Z]*\d)[0-9A-Z]{9}")
LOOKED_AT = 10
"""How many of a file's first records may hold its header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A keyword file's columns: ``places`` of our columns by name, ``ranks`` the ASINs and where they stand.

    ``row`` counts as a spreadsheet does; ``width`` is the number of columns, ``names`` their headers, cleaned.
    """

    exporter: Exporter
    row: int
    names: tuple[str, ...]
    places: dict[str, int]
    ranks: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many columns there are, blank ones included."""
        return len(self.names)

    @property
    def asins(self) -> tuple[str, ...]:
        """The rank columns, in file order."""
        return tuple(asin for asin, _ in self.ranks)


def rank_asin(header: str) -> str:
    """The ASIN that a header is, in capitals; empty when it is none."""
    name = header.upper()
    return name if _ASIN.fullmatch(name) or (len(name) == 10 and is_isbn(name)) else ""


def find_header(records: Sequence[tuple[int, list[Cell]]], name: str) -> Header:
    """The header among a file's first records: some tools write a line about the report above it.

    :raises FileError: no row names a search phrase column, or it is a list of products.
    """
    rows = [(row, tuple(map(clean, cells))) for row, cells in records[:LOOKED_AT] if not is_blank(cells)]
    if not rows:
        raise FileError.empty(name)
    for index, (row, names) in enumerate(rows):
        exporter = keyword_exporter(names)
        if exporter is not None and (index == 0 or len(places_of(exporter, names)) > 1):
            return _header(exporter, row, names, name)
    for _, names in rows:
        if products := product_exporter(names):
            raise FileError.product_list(name, products.name)
    fullest = max((names for _, names in rows[:3]), key=_named)
    raise FileError.no_phrase_column(name, phrase_headers(fullest), fullest)


def weight(rows: list[list[str]]) -> tuple[int, int]:
    """How many known columns the likeliest header among some first rows has, and how many columns at all."""
    known = (tuple(map(clean, cells)) for cells in rows)
    return max(((_known(names), len(names)) for names in known), default=(0, 0))


def _known(names: tuple[str, ...]) -> int:
    exporter = keyword_exporter(names) or product_exporter(names)
    return 0 if exporter is None else 1 + len(places_of(exporter, names)) + len(_ranks(names))


def _named(names: tuple[str, ...]) -> int:
    return sum(bool(name) for name in names)


def places_of(exporter: Exporter, names: tuple[str, ...]) -> dict[str, int]:
    """Where a tool's columns stand among the headers."""
    keys = tuple(map(key, names))
    found = {field: exporter.column(field, keys) for field in exporter.columns}
    return {field: place for field, place in found.items() if place is not None}


def _ranks(names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        if asin := rank_asin(name):
            first.setdefault(asin, place)
    return tuple(first.items())


def _header(exporter: Exporter, row: int, names: tuple[str, ...], name: str) -> Header:
    places, ranks = places_of(exporter, names), _ranks(names)
    return Header(
        exporter=exporter,
        row=row,
        names=names,
        places=places,
        ranks=ranks,
        warnings=tuple(_warnings(names, places, ranks, name)),
    )


def _warnings(
    names: tuple[str, ...], places: dict[str, int], ranks: tuple[tuple[str, int], ...], name: str
) -> list[str]:
    used = {key(names[place]) for place in (*places.values(), *(place for _, place in ranks))}
    keys = [key(header) for header in names]
    twice = list(dict.fromkeys(header for header in names if keys.count(key(header)) > 1 and key(header) in used))
    notes = []
    if twice:
        notes.append(f"{name} has more than one column named {listed(twice)}; the first of each is used.")
    if "search_volume" not in places:
        notes.append(f"{name} has no search volume column, so its keywords cannot be weighed by their searches.")
    return notes
