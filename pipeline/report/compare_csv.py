"""Two analyses as CSV: one row a phrase that either holds, both sides of every figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from pipeline.comparison import Changes, PhraseChange
from pipeline.report.columns import Cell
from pipeline.report.compare_views import View, select
from pipeline.report.harmless import csv_text, file_stem
from pipeline.result import Keyword

Column = tuple[str, Callable[[PhraseChange], Cell]]


def changes_csv(changes: Changes) -> bytes:
    """CSV in UTF-8 with a byte order mark; a missing number is an empty cell, and no text runs as a formula.

    The moves worth most stand first.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    table = (*_COLUMNS, *_held(changes))
    writer.writerow([heading for heading, _ in table])
    writer.writerows([_plain(read(change)) for _, read in table] for change in select(changes.phrases, View.ALL))
    return text.getvalue().encode("utf-8-sig")


def changes_name(changes: Changes) -> str:
    """A name that every system takes: ASIN, store, what it is."""
    asins = dict.fromkeys((changes.before.asin, changes.after.asin))
    return f"{file_stem('-'.join((*asins, changes.after.marketplace, 'compared')))}.csv"


def _plain(cell: Cell) -> Cell:
    return csv_text(cell) if isinstance(cell, str) else cell


def _both(heading: str, read: Callable[[Keyword], Cell]) -> Sequence[Column]:
    """The same figure of both analyses, side by side."""

    def side(of: Callable[[PhraseChange], Keyword | None]) -> Callable[[PhraseChange], Cell]:
        return lambda change: None if (keyword := of(change)) is None else read(keyword)

    return (
        (f"{heading}, earlier", side(lambda change: change.before)),
        (f"{heading}, later", side(lambda change: change.after)),
    )


def _held(changes: Changes) -> Sequence[Column]:
    """Whether each listing holds the phrase; empty cells on a side to which none was handed in."""
    columns = _both("In listing", lambda keyword: _yes(keyword.captured))
    listings = (changes.before.seo.current, changes.after.seo.current)
    return [
        (heading, read if listing else lambda _change: None)
        for (heading, read), listing in zip(columns, listings, strict=True)
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


_COLUMNS: tuple[Column, ...] = (
    ("Phrase", lambda change: change.phrase),
    ("Result", lambda change: change.move.value),
    ("Target", lambda change: _yes(change.target)),
    *_both("Rank", lambda keyword: keyword.own_rank),
    ("Places nearer to 1", lambda change: change.places),
    *_both("Search volume", lambda keyword: keyword.search_volume),
    ("Search volume, change", lambda change: change.volume_change),
    *_both("Category", lambda keyword: keyword.category.value),
    *_both("Relevancy", lambda keyword: keyword.relevancy_score),
    *_both("Priority", lambda keyword: keyword.priority),
    *_both("Rivals in top 10", lambda keyword: keyword.top_10_competitors),
    ("Passed by", lambda change: "; ".join(change.passed_by)),
    *_both("Title density", lambda keyword: keyword.title_density),
    *_both("Reason", lambda keyword: keyword.reason),
)
