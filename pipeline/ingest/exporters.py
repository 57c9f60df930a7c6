"""The tools whose exports are known, read from ``tools/*.toml``: their names, marks and column headers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.ingest.cells import key

_FOLDER = Path(__file__).with_name("tools")
_LAST_RESORT = "Keyword list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One tool: the headers that give it away, and for each of our columns its headers, best first."""

    name: str
    is_product_list: bool
    recognised_by: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]

    def marks(self, keys: frozenset[str]) -> int:
        """How many of the headers that give this tool away are there."""
        return sum(key(header) in keys for header in self.recognised_by)

    def column(self, field: str, keys: tuple[str, ...]) -> int | None:
        """Where one of our columns stands among a file's headers."""
        wanted = (key(alias) for alias in self.columns.get(field, ()))
        return next((keys.index(alias) for alias in wanted if alias in keys), None)


@cache
def exporters() -> tuple[Exporter, ...]:
    """All known tools, by file name, the one for any other list last."""
    tools = [_exporter(tomllib.loads(path.read_text("utf-8"))) for path in sorted(_FOLDER.glob("*.toml"))]
    return tuple(sorted(tools, key=lambda tool: tool.name == _LAST_RESORT))


def _exporter(document: dict[str, Any]) -> Exporter:
    return Exporter(
        name=document["name"],
        is_product_list=document["kind"] == "products",
        recognised_by=tuple(document["recognised_by"]),
        columns={field: tuple(aliases) for field, aliases in document.get("columns", {}).items()},
    )


def keyword_exporter(headers: tuple[str, ...]) -> Exporter | None:
    """The tool that wrote a header with a phrase column; None where no such column is known."""
    keys = tuple(key(header) for header in headers)
    able = [tool for tool in exporters() if not tool.is_product_list and tool.column("phrase", keys) is not None]
    marked = [tool for tool in able if tool.marks(frozenset(keys)) or not tool.recognised_by]
    return max(marked, key=lambda tool: tool.marks(frozenset(keys)), default=None)


def product_exporter(headers: tuple[str, ...]) -> Exporter | None:
    """The tool that wrote a header of a product list, if it is one."""
    keys = frozenset(key(header) for header in headers)
    return next((tool for tool in exporters() if tool.is_product_list and tool.marks(keys) >= 4), None)


def product_list(headers: tuple[str, ...]) -> Exporter | None:
    """The tool whose product list has a header with an ASIN column and one that tells of the product."""
    keys = tuple(key(header) for header in headers)
    if keyword_exporter(headers) is not None:
        return None
    told = ("title", "brand", "price")
    return next(
        (
            tool
            for tool in exporters()
            if tool.is_product_list
            and tool.column("asin", keys) is not None
            and any(tool.column(field, keys) is not None for field in told)
        ),
        None,
    )


def phrase_headers(headers: tuple[str, ...]) -> tuple[str, ...]:
    """How the search phrase's column should be named among these headers, best known first.

    The names that the tool gives it whose marks the headers bear; without such marks those of any list.
    """
    keys = frozenset(key(header) for header in headers)
    tools = [tool for tool in exporters() if not tool.is_product_list]
    likeliest = max(tools, key=lambda tool: (tool.marks(keys), not tool.recognised_by))
    return likeliest.columns["phrase"]
