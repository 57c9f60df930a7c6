"""One record to one keyword row, or to a dropped row with its reason. Cells keep to their own columns, always."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import shown
from pipeline.ingest.cells import Cell, clean, text_of
from pipeline.ingest.header import Header
from pipeline.ingest.limits import MAX_PHRASE_CHARACTERS
from pipeline.ingest.numbers import Decimals, Mark, Wholes
from pipeline.model import DroppedRow, FileRanks, KeywordRow, SourceFile

_WHOLES = (
    "search_volume", "keyword_sales", "competing_products", "cerebro_iq_score", "cpr", "title_density",
    "sponsored_asins", "ranking_competitors", "relative_rank",
)  # fmt: skip
_DECIMALS = ("search_volume_trend", "click_share", "conversion_share", "performance_score", "competitor_rank_avg")
_SEPARATORS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A keyword row with what its file says about it but the table does not keep, for checking the file.

    ``capped``: the number of competing products is only known to be more than given (``>100,000``).
    """

    row: KeywordRow
    competitor_rank_avg: float | None
    relative_rank: int | None
    capped: bool


class RowReader:
    """Reads the rows of one file, in order.

    :param mark: the file's decimal mark.
    :param ranks: the columns of the competitors' ranks.
    :param own: the column of the own product's rank, if there is one.
    """

    def __init__(
        self, file: SourceFile, header: Header, mark: Mark, *, ranks: Iterable[int], own: int | None = None
    ) -> None:
        self._file, self._header = file, header
        places = header.places
        self._phrase = places["phrase"]
        self._wholes = {name: (places[name], Wholes(mark)) for name in _WHOLES if name in places}
        self._decimals = {name: (places[name], Decimals(mark)) for name in _DECIMALS if name in places}
        self._rank = Wholes(mark, least=1)
        self._ranks, self._own = tuple(ranks), own
        self._short = 0

    @property
    def has_own_ranks(self) -> bool:
        """Whether the file says where the own product ranks."""
        return self._own is not None

    def read(self, number: int, cells: list[Cell]) -> ReadRow | DroppedRow:
        """Read one record; ``number`` is its row as a spreadsheet counts."""
        cells, reason = self._fitted(cells)
        phrase = clean(cells[self._phrase])
        reason = reason or self._fault(phrase, text_of(cells[self._phrase]))
        if reason:
            return DroppedRow(file=self._file.name, row=number, phrase=shown(phrase, 100), reason=reason)
        return self._keyword(phrase, cells)

    def _fitted(self, cells: list[Cell]) -> tuple[list[Cell], str]:
        """The record in the header's width; a reason to drop it where cells are left over."""
        spare = self._header.width - len(cells)
        if spare > 0:
            self._short += 1
            return [*cells, *[""] * spare], ""
        if spare and any(clean(cell) for cell in cells[spare:]):
            return cells, (
                f"it has {len(cells)} cells where the header has {self._header.width}: "
                "a comma or quotation mark in it is not quoted"
            )
        return cells, ""

    @staticmethod
    def _fault(phrase: str, raw: str) -> str:
        """Why a text is no search phrase; empty when it is one."""
        if not phrase:
            return "the search phrase is blank"
        if ("\n" in raw or "\r" in raw) and any(mark in raw for mark in _SEPARATORS):
            return "its quotation marks do not pair up, so that several rows run into one"
        if len(phrase) > MAX_PHRASE_CHARACTERS:
            return f"the search phrase is longer than {MAX_PHRASE_CHARACTERS} characters"
        if not any(char.isalnum() for char in phrase):
            return "the search phrase has no letters or digits"
        return ""

    def _keyword(self, phrase: str, cells: list[Cell]) -> ReadRow:
        whole = {name: column[cells[place]] for name, (place, column) in self._wholes.items()}
        decimal = {name: column[cells[place]] for name, (place, column) in self._decimals.items()}
        rank = self._rank
        ranks = FileRanks(
            role=self._file.role,
            ranks=tuple([rank[cells[place]] for place in self._ranks]),
            performance_score=decimal.pop("performance_score", None),
            ranking_competitors=whole.pop("ranking_competitors", None),
        )
        average, relative = decimal.pop("competitor_rank_avg", None), whole.pop("relative_rank", None)
        row = KeywordRow(
            phrase=phrase,
            search_volume=whole.get("search_volume"),
            search_volume_trend=decimal.get("search_volume_trend"),
            keyword_sales=whole.get("keyword_sales"),
            competing_products=whole.get("competing_products"),
            cerebro_iq_score=whole.get("cerebro_iq_score"),
            cpr=whole.get("cpr"),
            title_density=whole.get("title_density"),
            click_share=decimal.get("click_share"),
            conversion_share=decimal.get("conversion_share"),
            sponsored_asins=whole.get("sponsored_asins"),
            own_rank=None if self._own is None else rank[cells[self._own]],
            files=(ranks,),
        )
        return ReadRow(row=row, competitor_rank_avg=average, relative_rank=relative, capped=self._is_capped(cells))

    def _is_capped(self, cells: list[Cell]) -> bool:
        found = self._wholes.get("competing_products")
        return found is not None and text_of(cells[found[0]]).lstrip().startswith(">")

    def warnings(self) -> list[str]:
        """What was odd about the rows read so far, summed up, at most one sentence a column."""
        name, names = self._file.name, self._header.names
        columns = [(names[place], cells.column) for place, cells in self._wholes.values()]
        columns += [(names[place], cells.column) for place, cells in self._decimals.values()]
        notes = [
            f"{name}: {_cells(column.unreadable)} in “{title}” left empty for not being a number "
            f"(for example “{shown(column.example, 30)}”)."
            for title, column in (*columns, ("the rank columns", self._rank.column))
            if column.unreadable
        ]
        if self._short:
            notes.append(f"{name}: {_rows(self._short)} shorter than the header; the missing cells count as empty.")
        return notes


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count:,} rows are"
