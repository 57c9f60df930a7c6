"""A promise in ``docs/`` names what keeps it and the test that proves it, and both exist.

On every page there, in tables and between them, `room.module.Class.function` is code, `tests/….py::Class::name` is a
test and `folder/file` is a file. Where a table has a column *test*, each of its rows names one; where the column is
*test, or why none*, it may say in a sentence after "None:" why there is none. Where it has a column *guard*, each names
code or a file that guards.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))

_QUOTED = re.compile(r"`([^`]+)`")
_CODE = re.compile(r"(?:pipeline|jobstore|pages|app|benchmarks)(?:\.\w+)+(?:\(\))?")
_FILE = re.compile(r"\.?[\w-]+(?:/[\w.-]+)+")
_TEST, _REASON, _GUARD = "test", "test, or why none", "guard"
_WHY_NONE = re.compile(r"None: .{20,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    line: int
    header: Sequence[str]
    cells: Sequence[str]

    def untested(self) -> bool:
        """Whether the row has a place for a test and names none."""
        named = any("::" in name for column in (_TEST, _REASON) for name in self._under(column))
        excused = _WHY_NONE.match(self._cell(_REASON))
        return bool({_TEST, _REASON} & set(self.header)) and not named and not excused

    def unguarded(self) -> bool:
        """Whether the row has a place for a guard and names none."""
        return _GUARD in self.header and not any(map(_names_code, self._under(_GUARD)))

    def _under(self, column: str) -> list[str]:
        return _QUOTED.findall(self._cell(column))

    def _cell(self, column: str) -> str:
        return dict(zip(self.header, self.cells, strict=False)).get(column, "")


def _names_code(name: str) -> bool:
    return bool(_CODE.fullmatch(name) or _FILE.fullmatch(name))


def _rows(page: Path) -> Iterator[Row]:
    header: Sequence[str] = ()
    for number, line in enumerate(page.read_text("utf-8").splitlines(), start=1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            header = ()
        elif not header:
            header = [cell.lower() for cell in cells]
        elif not set(line) <= set("|-: "):
            yield Row(line=number, header=header, cells=cells)


def _named(page: Path) -> Iterator[tuple[int, str]]:
    """What a page quotes, with its line: in tables everything, between them code and tests (files may be a user's)."""
    fenced = False
    for number, line in enumerate(page.read_text("utf-8").splitlines(), start=1):
        fenced ^= line.lstrip().startswith("```")
        if not fenced:
            names = _QUOTED.findall(line)
            yield from ((number, name) for name in names if line.startswith("|") or "::" in name or _CODE.match(name))


def _exists(name: str) -> bool:
    if "::" in name:
        file, *path = name.split("::")
        return name.startswith("tests/") and path[-1].startswith("test_") and _defines(ROOT / file, path)
    if _CODE.fullmatch(name):
        return _is_code(name.removesuffix("()").split("."))
    return not _FILE.fullmatch(name) or (ROOT / name).exists()


def _is_code(parts: Sequence[str]) -> bool:
    """Whether a dotted name is a module, or something that one defines."""
    return any(
        _defines(file, parts[length:])
        for length in range(1, len(parts) + 1)
        for file in (ROOT.joinpath(*parts[:length]).with_suffix(".py"), ROOT.joinpath(*parts[:length], "__init__.py"))
    )


def _defines(file: Path, path: Sequence[str]) -> bool:
    if not file.is_file():
        return False
    body = _body(file)
    for name in path:
        found = next((node for node in body if name in _defined(node)), None)
        if found is None:
            return False
        body = getattr(found, "body", [])
    return True


@cache
def _body(file: Path) -> list[ast.stmt]:
    return ast.parse(file.read_text("utf-8")).body


def _defined(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
    return set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_exists_and_each_promise_has_its_test(page: Path) -> None:
    gone = [f"{page.name}:{line} {name}" for line, name in _named(page) if not _exists(name)]
    assert not gone, "these are gone or have another name now:\n" + "\n".join(gone)
    untested = [f"{page.name}:{row.line} {row.cells[0]}" for row in _rows(page) if row.untested()]
    assert not untested, "these promises name no test:\n" + "\n".join(untested)
    unguarded = [f"{page.name}:{row.line} {row.cells[0]}" for row in _rows(page) if row.unguarded()]
    assert not unguarded, "these threats name no guard:\n" + "\n".join(unguarded)


GOOD = (
    "tests/architecture/test_docs.py::test_what_is_not_there_is_found",
    "tests/jobstore/test_engines.py::EngineContract::test_bytes_in_bytes_out",
    "jobstore.lifecycle.Lease.check",
    "jobstore.runner.Runner.drain()",
    "jobstore.lifecycle",
    "pipeline.worker",
    "jobstore.engine.WORKER",
    "app.lifespan",
    ".streamlit/config.toml",
    "waiting",
)
BAD = (
    "tests/architecture/test_docs.py::test_nothing",
    "tests/architecture/test_nothing.py::test_nothing",
    "tests/jobstore/test_engines.py::test_bytes_in_bytes_out",
    "tests/jobstore/test_engines.py::FAKE",
    "jobstore.lifecycle.Lease.chuck",
    "jobstore.lifecicle.Lease",
    "jobstore.lifecycle.claimed.row",
    "docs/nothing.md",
)


@pytest.mark.parametrize("name", GOOD)
def test_what_is_there_is_believed(name: str) -> None:
    assert _exists(name)


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_there_is_found(name: str) -> None:
    assert not _exists(name)


def test_a_promise_without_a_test_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "| promise | test |\n| --- | --- |\n| a | `tests/a.py::test_a` |\n| b | none |\n| c |\n\n"
        "| other | table |\n| --- | --- |\n| d | e |\n",
        "utf-8",
    )
    assert [row.cells[0] for row in _rows(page) if row.untested()] == ["b", "c"]
    assert [row.line for row in _rows(page)] == [3, 4, 5, 9]


def test_a_row_without_a_test_says_why(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "| pitfall | test, or why none |\n| --- | --- |\n| a | `tests/a.py::test_a` |\n"
        "| b | None: there is nothing of the kind here |\n| c | None: no |\n| d | none needed |\n",
        "utf-8",
    )
    assert [row.cells[0] for row in _rows(page) if row.untested()] == ["c", "d"]


def test_names_between_tables_are_looked_at_and_examples_are_not(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("See `app.gone` and `jobstore.once`.\n\n```\n`app.example`\n```\n`app.lost`\n", "utf-8")
    assert [(line, name) for line, name in _named(page) if not _exists(name)] == [(1, "app.gone"), (6, "app.lost")]


def test_a_threat_without_a_guard_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "| threat | guard |\n| --- | --- |\n| a | `jobstore.disk` |\n| b | good will, `always` |\n| c |\n", "utf-8"
    )
    assert [row.cells[0] for row in _rows(page) if row.unguarded()] == ["b", "c"]
