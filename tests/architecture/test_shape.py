"""Short files, short functions: what a reader can hold in mind at once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    [ROOT / "app.py", *(path for room in ("pipeline", "jobstore", "pages") for path in (ROOT / room).rglob("*.py"))]
)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_files_and_functions_are_short_and_explained(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= 400, f"{_name(path)} has {text.count(chr(10))} lines"
    assert not text.strip() or ast.get_docstring(tree), f"{_name(path)} has no docstring"
    long = [
        f"{_name(path)}:{node.lineno} {node.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > 40
    ]
    assert not long, f"functions over 40 lines: {long}"


def test_no_page_renders_html() -> None:
    wrong = [
        _name(p) for p in SOURCES if "unsafe_allow_html" in p.read_text("utf-8") or "st.html(" in p.read_text("utf-8")
    ]
    assert not wrong
