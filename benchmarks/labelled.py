"""Keyword lists labelled by people, to measure categories on: the project's made-up products and real exports.

Promises rows, relevancies and labels side by side. The made-up lists lie with the tests; some hold words alone, others
figures too. The real ones lie in the folder that ``ASI_REAL_DATA`` names and are left out without it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import listing_from_json, store
from pipeline.ingest import read
from pipeline.keywords import Categorisation, Context, categorise
from pipeline.model import Category, KeywordRow, Listing, Relevancy, Role, SourceFile, Verdict
from pipeline.research import relevancy

MADE = Path(__file__).parents[1] / "tests" / "keywords" / "lists"
REAL = {
    "strawberry": (("revenue.csv", Role.REVENUE), ("design.csv", Role.DESIGN)),
    "makeup_sponge": (("keywords.csv", Role.REVENUE),),
}
UNKNOWN = Relevancy(score=5, from_ranks=None, top_10=0, competitors=0, reason="no ranks")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What people say of a phrase, and what the categoriser says."""

    label: Category
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether both say the same."""
        return self.label == self.verdict.category


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """One product with its labelled list; ``labels`` go by phrase and may leave rows out."""

    name: str
    rows: tuple[KeywordRow, ...]
    relevancy: tuple[Relevancy, ...]
    context: Context
    labels: dict[str, Category]
    main_keyword: str = ""

    @property
    def has_figures(self) -> bool:
        """Whether the list holds more than words."""
        return any(row.competing_products is not None for row in self.rows)

    def categorise(self, *, listing: bool = True, main_keyword: bool = False) -> Categorisation:
        """Categorise the list with or without what is known of the product."""
        known = replace(
            self.context,
            listing=self.context.listing if listing else None,
            main_keyword=self.main_keyword if main_keyword else "",
        )
        return categorise(self.rows, self.relevancy, known)

    def outcomes(self, found: Categorisation) -> list[Outcome]:
        """The labelled phrases' outcomes, in the rows' order."""
        return [
            Outcome(self.labels[row.phrase], verdict)
            for row, verdict in zip(self.rows, found.verdicts, strict=True)
            if row.phrase in self.labels
        ]

    def right(self, found: Categorisation) -> float:
        """The share of labelled phrases that are categorised as labelled."""
        outcomes = self.outcomes(found)
        return sum(outcome.right for outcome in outcomes) / len(outcomes)


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(cell: str | None) -> int | None:
    return int(cell) if cell else None


def _row(at: int, cells: dict[str, str]) -> KeywordRow:
    """A row with its figures; where a list has none, volumes that fall in no particular order."""
    return KeywordRow(
        phrase=cells["phrase"],
        search_volume=_number(cells.get("search_volume")) or 200 + 7919 * at % 5000,
        competing_products=_number(cells.get("competing_products")),
    )


def _relevancy(cells: dict[str, str]) -> Relevancy:
    score = _number(cells.get("relevancy"))
    return UNKNOWN if score is None else replace(UNKNOWN, score=score, from_ranks=score)


def made() -> list[Labelled]:
    """The made-up products, in the order of their table."""
    return [_made(product) for product in _table(MADE / "products.csv")]


def _made(product: dict[str, str]) -> Labelled:
    table = _table(MADE / f"{product['list']}.csv")
    listing = Listing(title=product["title"], brand=product["brand"])
    return Labelled(
        name=product["list"],
        rows=tuple(_row(at, cells) for at, cells in enumerate(table)),
        relevancy=tuple(map(_relevancy, table)),
        context=Context(listing=listing, store=store(product["store"])),
        labels={cells["phrase"]: Category(cells["category"]) for cells in table},
        main_keyword=product["main_keyword"],
    )


def real() -> Iterator[Labelled]:
    """The real products; none where ``ASI_REAL_DATA`` is not set."""
    folder = os.environ.get("ASI_REAL_DATA")
    for name, files in REAL.items() if folder else ():
        yield _real(name, Path(folder or "") / name, files)


def _real(name: str, folder: Path, files: Sequence[tuple[str, Role]]) -> Labelled:
    table = read(tuple(SourceFile(name=file, role=role, content=(folder / file).read_bytes()) for file, role in files))
    listing = listing_from_json((folder / "listing.json").read_bytes())
    scores, _ = relevancy(table, listing.title, "en")
    said = {row["phrase"].strip().lower(): Category(row["category"]) for row in _table(folder / "labels.csv")}
    return Labelled(
        name=name,
        rows=tuple(table.rows),
        relevancy=tuple(scores),
        context=Context(listing=listing, store=store("US")),
        labels={row.phrase: said[row.phrase.lower()] for row in table.rows if row.phrase.lower() in said},
    )
