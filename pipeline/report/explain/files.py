"""Which exports are recognised, and why a file is refused: from the readers' own data and sentences."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import FileError
from pipeline.ingest.exporters import Exporter, exporters
from pipeline.ingest.limits import MAX_COLUMNS, MAX_ROWS

_LEAST_MARKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One export that is recognised.

    ``marks`` are headers by which it is told, none for a list of any tool; ``needed`` the names of the column without
    which it is refused; ``columns`` how many of our columns it can fill.
    """

    name: str
    is_product_list: bool
    marks: tuple[str, ...]
    needed: tuple[str, ...]
    columns: int


def tools() -> tuple[Tool, ...]:
    """Every export that is recognised, lists of any tool last."""
    return tuple(map(_tool, exporters()))


def _tool(exporter: Exporter) -> Tool:
    return Tool(
        name=exporter.name,
        is_product_list=exporter.is_product_list,
        marks=exporter.recognised_by[:_LEAST_MARKS],
        needed=exporter.columns["asin" if exporter.is_product_list else "phrase"],
        columns=len(exporter.columns),
    )


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file is refused, and the sentence with the remedy."""

    why: str
    sentence: str


def refusals(max_bytes: int) -> tuple[Refused, ...]:
    """What is refused before an analysis starts, each with the sentence that a seller then reads."""
    name = "revenue.csv"
    return (
        Refused("Nothing in it", str(FileError.empty(name))),
        Refused("Column names and no rows", str(FileError.header_only(name))),
        Refused("No column of phrases", str(_without_phrases(name))),
        Refused("Products instead of keywords", str(FileError.product_list(name, _named(products=True)))),
        Refused("Keywords as the competitor file", str(FileError.keyword_list("xray.csv", _named(products=False)))),
        Refused("Another kind of file", str(FileError.not_text(name, "a PDF"))),
        Refused("An old spreadsheet", str(FileError.resave("revenue.xls", "an old Excel workbook (.xls)"))),
        Refused("A password", str(FileError.protected("revenue.xlsx"))),
        Refused("A damaged workbook", str(FileError.damaged("revenue.xlsx"))),
        Refused("A quotation mark that never ends", str(FileError.open_quote(name, 27))),
        Refused("Too large", str(FileError.too_big(name, max_bytes + 1_200_000, max_bytes))),
        Refused("Too many rows", str(FileError.too_many_rows(name, MAX_ROWS))),
        Refused("Too many columns", str(FileError.too_wide(name, 1, MAX_COLUMNS))),
        Refused("One purpose twice", str(FileError.same_role("revenue", name, "again.csv"))),
    )


def _named(*, products: bool) -> str:
    return next(tool.name for tool in exporters() if tool.is_product_list is products)


def _without_phrases(name: str) -> FileError:
    return FileError.no_phrase_column(name, exporters()[0].columns["phrase"], ("Term", "Search Volume"))
