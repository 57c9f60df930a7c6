"""No number without words: every column and headline figure of the pages explains itself where the pointer rests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "pages"
FILES = sorted(PAGES.rglob("*.py"))


def _calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def _unexplained(path: Path) -> list[str]:
    explained = [
        (node, {keyword.arg for keyword in node.keywords})
        for node, name in _calls(path)
        if name == "metric" or (name.endswith("Column") and name != "Column")
    ]
    return [f"{path.relative_to(PAGES)}:{node.lineno}" for node, given in explained if "help" not in given]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_column_and_figure_has_its_sentence(path: Path) -> None:
    assert not _unexplained(path)


def test_a_column_without_its_sentence_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.architecture.test_words.PAGES", tmp_path)
    file = tmp_path / "bare.py"
    file.write_text('st.metric("A", 1)\n_C.TextColumn("B")\n_C.TextColumn("C", help="What it is.")\n', "utf-8")
    assert _unexplained(file) == ["bare.py:1", "bare.py:2"]
