"""Made-up products of very different kinds, each with a keyword list labelled by hand.

The lists hold words only: no competing products, no ranks, and volumes that say nothing. What is right here is right
by the words of the phrases and the listing alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.keywords import Categorisation, Context, categorise
from pipeline.model import KeywordRow, Listing, Relevancy, Store, UserWords, Verdict

FOLDER = Path(__file__).parent / "lists"


def store(code: str, *languages: str) -> Store:
    """A store that matters by its languages only."""
    host = f"amazon.{code.lower()}"
    return Store(code=code, name=code, host=host, marketplace_id=code, languages=languages, currency="USD",
                 title_characters=75, search_terms_bytes=249)  # fmt: skip


STORES = {"US": store("US", "en"), "DE": store("DE", "de"), "ES": store("ES", "es"), "MX": store("MX", "es"),
          "IT": store("IT", "it")}  # fmt: skip
UNKNOWN = Relevancy(score=5, from_ranks=None, top_10=0, competitors=0, reason="no ranks")


@dataclass(frozen=True)
class Made:
    """One made-up product."""

    name: str
    store: Store
    main_keyword: str
    listing: Listing
    labels: dict[str, str]

    def categorise(self, *, listing: bool = True, main_keyword: bool = False) -> Categorisation:
        """Categorise the list with or without what is known of the product."""
        context = Context(
            listing=self.listing if listing else None,
            store=self.store,
            main_keyword=self.main_keyword if main_keyword else "",
        )
        return categorise(rows(self.labels), [UNKNOWN] * len(self.labels), context)

    def right(self, found: Categorisation) -> float:
        """The share of phrases that are labelled as they should be."""
        pairs = zip(self.labels.values(), found.verdicts, strict=True)
        return sum(label == verdict.category for label, verdict in pairs) / len(self.labels)


def rows(phrases: Iterable[str]) -> list[KeywordRow]:
    """Rows with volumes that fall in no particular order."""
    return [KeywordRow(phrase=phrase, search_volume=200 + 7919 * at % 5000) for at, phrase in enumerate(phrases)]


def _made(row: dict[str, str]) -> Made:
    with (FOLDER / f"{row['list']}.csv").open(encoding="utf-8", newline="") as file:
        labels = {entry["phrase"]: entry["category"] for entry in csv.DictReader(file)}
    return Made(
        name=row["list"],
        store=STORES[row["store"]],
        main_keyword=row["main_keyword"],
        listing=Listing(title=row["title"], brand=row["brand"]),
        labels=labels,
    )


def products() -> list[Made]:
    """All of them."""
    with (FOLDER / "products.csv").open(encoding="utf-8", newline="") as file:
        return [_made(row) for row in csv.DictReader(file)]


def verdicts(
    phrases: Iterable[str],
    *,
    title: str = "",
    brand: str = "",
    code: str = "US",
    words: UserWords | None = None,
    ranks: dict[str, int] | None = None,
    competing: dict[str, int] | None = None,
) -> dict[str, Verdict]:
    """Each phrase's verdict for a product of that title; ``ranks`` are relevancies."""
    listed = list(phrases)
    table = [
        KeywordRow(phrase=phrase, search_volume=1000, competing_products=(competing or {}).get(phrase))
        for phrase in listed
    ]
    scores = [
        Relevancy(score=5, from_ranks=ranks.get(phrase, 0) if ranks else None, top_10=0, competitors=0, reason="")
        for phrase in listed
    ]
    context = Context(
        listing=Listing(title=title, brand=brand) if title else None, store=STORES[code], words=words or UserWords()
    )
    return dict(zip(listed, categorise(table, scores, context).verdicts, strict=True))
