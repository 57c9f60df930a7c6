"""Whole files to one keyword table; every row is kept, merged or dropped with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from pipeline.errors import FileError
from pipeline.ingest.derived import DerivedFigures, with_iq_score
from pipeline.ingest.filename import own_rank_column
from pipeline.ingest.limits import MAX_FILE_BYTES, MAX_ROWS
from pipeline.ingest.merge import merge_duplicates, merge_files, own_rank_conflicts
from pipeline.ingest.numbers import Mark, decimal_mark
from pipeline.ingest.rows import ReadRow, RowReader
from pipeline.ingest.source import Record, Source, open_source
from pipeline.model import DroppedRow, FileSummary, KeywordRow, KeywordTable, Role, SourceFile

_SAMPLE = 1_000
_STRIDE = 2_000
_FEW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """One file's part of the table, before its own duplicates are merged."""

    summary: FileSummary
    rows: tuple[KeywordRow, ...]
    dropped: tuple[DroppedRow, ...]
    warnings: tuple[str, ...]
    own_ranks: bool


def in_order(files: Sequence[SourceFile]) -> list[SourceFile]:
    """The files, revenue first.

    :raises FileError: there is none, or two have the same role.
    """
    if not files:
        raise FileError.none_given()
    roles = list(Role)
    ordered = sorted(files, key=lambda file: roles.index(file.role))
    for one, other in pairwise(ordered):
        if one.role == other.role:
            raise FileError.same_role(one.role.value, one.name, other.name)
    return ordered


def read_files(
    files: Sequence[SourceFile],
    report: Callable[[float], None] | None = None,
    own_asin: str = "",
    *,
    most: int = MAX_FILE_BYTES,
) -> KeywordTable:
    """Read keyword files into one table; see ``pipeline.ingest.read``."""
    ordered = in_order(files)
    parts = [
        read_file(file, own_asin, most=most, tell=_within(report, done, len(ordered)))
        for done, file in enumerate(ordered)
    ]
    tables = [merge_duplicates(part.rows) for part in parts]
    rows = merge_files(tables)
    return KeywordTable(
        files=tuple(part.summary for part in parts),
        rows=tuple(map(with_iq_score, rows)),
        dropped=tuple(row for part in parts for row in part.dropped),
        rows_read=sum(part.summary.rows for part in parts),
        duplicates_merged=sum(len(part.rows) for part in parts) - len(rows),
        warnings=(
            *(note for part in parts for note in part.warnings),
            *_no_own_ranks(parts),
            *_same_content(ordered),
            *_two_products(ordered, *own_rank_conflicts(tables)),
        ),
        own_ranks=any(part.own_ranks for part in parts),
    )


def _within(report: Callable[[float], None] | None, done: int, files: int) -> Callable[[float], None]:
    """A callback for one file's share (0-1), which tells the share of all files."""

    def tell(share: float) -> None:
        if report is not None:
            report((done + share) / files)

    return tell


def _no_own_ranks(parts: Sequence[ReadFile]) -> list[str]:
    if any(part.own_ranks for part in parts) or not any(part.summary.asins for part in parts):
        return []
    return ["No file says where your own product ranks, so its gaps to competitors are unknown."]


def _same_content(files: Sequence[SourceFile]) -> list[str]:
    if len(files) == 2 and files[0].content == files[1].content:
        return [
            f"{files[0].name} and {files[1].name} are the same file, so revenue and design competitors "
            "cannot be told apart."
        ]
    return []


def _two_products(files: Sequence[SourceFile], shared: int, conflicts: int) -> list[str]:
    """A warning where the own ranks of two files cannot be one product's."""
    if conflicts < _FEW or conflicts * 3 < shared:
        return []
    return [
        f"{files[0].name} and {files[1].name} give far different own ranks (Position) for {conflicts:,} of {shared:,} "
        f"shared phrases, so they were run on different products; {files[0].name} counts where both have one."
    ]


def row_reader(file: SourceFile, source: Source, own_asin: str = "") -> tuple[RowReader, Iterator[Record], str]:
    """A reader for a source's rows, those rows, and a warning where the own rank needs explaining."""
    sample = list(islice(source.rows, _SAMPLE))
    own, warning = own_rank_column(source.header, file.name, own_asin)
    ranks = [place for asin, place in source.header.ranks if asin != own_asin]
    reader = RowReader(file, source.header, _mark(sample, source), ranks=ranks, own=own)
    return reader, chain(sample, source.rows), warning


def _mark(sample: Sequence[Record], source: Source) -> Mark:
    phrase = source.header.places["phrase"]
    cells = (cell for _, row in sample for place, cell in enumerate(row) if place != phrase)
    return decimal_mark(cells, source.usual_mark)


def read_file(file: SourceFile, own_asin: str, *, most: int, tell: Callable[[float], None]) -> ReadFile:
    """Read one file.

    :raises FileError: it is no keyword file, too large, or holds no usable phrase.
    """
    source = open_source(file, most=most)
    reader, records, warning = row_reader(file, source, own_asin)
    derived = DerivedFigures()
    rows: list[KeywordRow] = []
    dropped: list[DroppedRow] = []
    for count, (number, cells) in enumerate(records, 1):
        if count > MAX_ROWS:
            raise FileError.too_many_rows(file.name, MAX_ROWS)
        if count % _STRIDE == 0:
            tell(min(1.0, count / max(source.expected, 1)))
        read = reader.read(number, cells)
        if isinstance(read, ReadRow):
            derived.compare(read)
            rows.append(read.row)
        else:
            dropped.append(read)
    tell(1.0)
    refuse_nothing(file.name, rows, dropped)
    notes = (*source.header.warnings, warning, *reader.warnings(), derived.warning(file.name))
    return ReadFile(
        summary=summary(file, source, len(rows) + len(dropped), own_asin),
        rows=tuple(rows),
        dropped=tuple(dropped),
        warnings=tuple(filter(None, notes)),
        own_ranks=reader.has_own_ranks,
    )


def refuse_nothing(name: str, rows: Sequence[object], dropped: Sequence[DroppedRow]) -> None:
    """Refuse a file without a single keyword.

    :raises FileError: there is none.
    """
    if not rows and not dropped:
        raise FileError.header_only(name)
    if not rows:
        raise FileError.no_phrases(name, f"row {dropped[0].row}, {dropped[0].reason}")


def summary(file: SourceFile, source: Source, rows: int, own_asin: str = "") -> FileSummary:
    """What a file is, in short; the analysed product's own column is no competitor's."""
    return FileSummary(
        name=file.name,
        role=file.role,
        format=f"{source.header.exporter.name}, {source.form}",
        rows=rows,
        asins=tuple(asin for asin in source.header.asins if asin != own_asin),
    )
