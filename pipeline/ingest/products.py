"""A list of products (a Helium 10 Xray export) to what is known of each competitor.

Promises one entry an ASIN, the first of several; rows without an ASIN (notes, totals) are no products. It knows nothing
of keywords.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from pipeline.errors import FileError
from pipeline.ingest.cells import Cell, clean, is_blank
from pipeline.ingest.exporters import keyword_exporter, product_list
from pipeline.ingest.header import LOOKED_AT, Header, places_of, rank_asin
from pipeline.ingest.limits import MAX_FILE_BYTES, MAX_ROWS
from pipeline.ingest.numbers import Decimals, Wholes, decimal_mark
from pipeline.ingest.source import open_source
from pipeline.model import CompetitorInfo, SourceFile


def read_products(file: SourceFile, *, most: int = MAX_FILE_BYTES) -> tuple[CompetitorInfo, ...]:
    """Read a competitor file; see ``pipeline.ingest.read_competitors``.

    :raises FileError: the file cannot be read, has too many rows, or names no product.
    """
    source = open_source(file, most=most, find=find_product_header)
    rows = [cells for _, cells in islice(source.rows, MAX_ROWS + 1)]
    if len(rows) > MAX_ROWS:
        raise FileError.too_many_rows(file.name, MAX_ROWS)
    numbers = [place for field, place in source.header.places.items() if field in {"price", "sales"}]
    mark = decimal_mark((cells[at] for cells in rows for at in numbers if at < len(cells)), source.usual_mark)
    columns = _Columns(source.header, Decimals(mark), Wholes(mark))
    found: dict[str, CompetitorInfo] = {}
    for cells in rows:
        info = columns.read(cells)
        if info:
            found.setdefault(info.asin, info)
    if not found:
        raise FileError.no_products(file.name)
    return tuple(found.values())


class _Columns:
    """Reads one row's cells by their columns."""

    def __init__(self, header: Header, prices: Decimals, sales: Wholes) -> None:
        self._places, self._prices, self._sales = header.places, prices, sales

    def read(self, cells: list[Cell]) -> CompetitorInfo | None:
        """One product; None for a row without an ASIN."""
        asin = rank_asin(clean(self._cell(cells, "asin")))
        if not asin:
            return None
        price = self._prices[self._cell(cells, "price")]
        return CompetitorInfo(
            asin=asin,
            title=_known(clean(self._cell(cells, "title"))),
            brand=_known(clean(self._cell(cells, "brand"))),
            price=price if price and price > 0 else None,
            sales=self._sales[self._cell(cells, "sales")],
        )

    def _cell(self, cells: list[Cell], field: str) -> Cell:
        place = self._places.get(field)
        return cells[place] if place is not None and place < len(cells) else ""


def _known(text: str) -> str:
    """A text, but for the marks that stand for none."""
    return "" if text.casefold() in {"-", "–", "n/a", "na", "none", "null", "unknown"} else text


def find_product_header(records: Sequence[tuple[int, list[Cell]]], name: str) -> Header:
    """The header among a product list's first records.

    :raises FileError: no row names an ASIN column beside a title, brand or price; or it is a list of keywords.
    """
    rows = [(row, tuple(map(clean, cells))) for row, cells in records[:LOOKED_AT] if not is_blank(cells)]
    if not rows:
        raise FileError.empty(name)
    for row, names in rows:
        exporter = product_list(names)
        if exporter is not None:
            places = places_of(exporter, names)
            return Header(exporter=exporter, row=row, names=names, places=places, ranks=(), warnings=())
    keywords = next((found for _, names in rows if (found := keyword_exporter(names))), None)
    if keywords is not None:
        raise FileError.keyword_list(name, keywords.name)
    raise FileError.no_asin_column(name, max((names for _, names in rows[:3]), key=len))
