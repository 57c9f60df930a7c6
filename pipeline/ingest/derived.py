"""What a Cerebro file derives from its own columns, computed again: a file that disagrees was edited or shifted.

Formulas (checked on real exports): IQ score = round(1000 × search volume ÷ competing products); average rank = the mean
of the competitors that rank; relative rank = 1 + the competitors that rank better than the own position, 0 without one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.ingest.rows import ReadRow
from pipeline.model import KeywordRow

_LEAST_ROWS = 3
_LEAST_SHARE = 0.05


def iq_score(row: KeywordRow) -> int | None:
    """Cerebro's IQ score of a phrase: its searches per thousand competing products; None without both."""
    if row.search_volume is None or not row.competing_products:
        return None
    return round(1000 * row.search_volume / row.competing_products)


def with_iq_score(row: KeywordRow) -> KeywordRow:
    """The row with its IQ score, computed where the file has none."""
    return row if row.cerebro_iq_score is not None else replace(row, cerebro_iq_score=iq_score(row))


class DerivedFigures:
    """Compares a file's derived figures with those of its own columns, row by row.

    Rows whose number of competing products is capped (``>100,000``) cannot be compared.
    """

    def __init__(self) -> None:
        self._compared: Counter[str] = Counter()
        self._wrong: Counter[str] = Counter()

    def compare(self, read: ReadRow) -> None:
        """Compare one row."""
        row = read.row
        expected = None if read.capped else iq_score(row)
        self._count("IQ score", row.cerebro_iq_score, expected, max(1.0, 0.01 * (expected or 0)))
        ranks = [rank for rank in row.files[0].ranks if rank is not None]
        if ranks:
            self._count("average competitor rank", read.competitor_rank_avg, sum(ranks) / len(ranks), 0.11)
        if ranks and row.own_rank:
            self._count("relative rank", read.relative_rank, 1 + sum(rank < row.own_rank for rank in ranks), 0)

    def _count(self, what: str, given: float | None, expected: float | None, tolerance: float) -> None:
        if given is None or expected is None:
            return
        self._compared[what] += 1
        self._wrong[what] += abs(given - expected) > tolerance

    def warning(self, name: str) -> str:
        """One sentence on a file that disagrees with itself in a noticeable number of rows, else nothing."""
        found = [
            f"{what} in {self._wrong[what]:,} of {total:,} rows"
            for what, total in self._compared.items()
            if self._wrong[what] >= max(_LEAST_ROWS, _LEAST_SHARE * total)
        ]
        if not found:
            return ""
        return f"{name} disagrees with its own columns ({'; '.join(found)}): it may have been edited after the export."
