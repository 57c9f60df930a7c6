"""Real exports, read from the folder that ``ASI_REAL_DATA`` names: they are other people's and not kept here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import ingest
from pipeline.errors import FileError
from pipeline.model import Role, SourceFile

FOLDER = Path(os.environ.get("ASI_REAL_DATA", "."))
pytestmark = pytest.mark.skipif(
    "ASI_REAL_DATA" not in os.environ, reason="ASI_REAL_DATA names no folder of real exports"
)
FILES = sorted((FOLDER / "exports").glob("*")) if "ASI_REAL_DATA" in os.environ else [Path("exports")]


def source(path: Path, role: Role = Role.REVENUE) -> SourceFile:
    return SourceFile(name=path.name, role=role, content=path.read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_export_is_read_or_refused_in_a_sentence(path: Path) -> None:
    if not any(tool in path.name for tool in ("cerebro", "magnet", "search_query", "sellersprite")):
        with pytest.raises(FileError, match=path.name):
            ingest.preview(source(path))
        return
    preview = ingest.preview(source(path))
    ingest.check([source(path)])
    table = ingest.read([source(path)])
    assert table.files[0] == preview.summary
    assert table.rows_read == len(table.rows) + table.duplicates_merged + len(table.dropped)
    assert not [warning for warning in table.warnings if "own product ranks" not in warning]


def test_two_exports_of_one_product_make_one_table() -> None:
    folder = FOLDER / "strawberry"
    table = ingest.read([source(folder / "revenue.csv"), source(folder / "design.csv", Role.DESIGN)])
    assert (table.rows_read, len(table.rows), table.duplicates_merged, len(table.dropped)) == (648, 506, 142, 0)
    assert [len(summary.asins) for summary in table.files] == [9, 6]
