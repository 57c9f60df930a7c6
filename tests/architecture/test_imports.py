"""Imports run one way: pages → jobstore.service → pipeline, and each heavy library has its room."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("pipeline", "jobstore", "pages")
SOURCES = sorted([ROOT / "app.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))])


@dataclass(frozen=True)
class Import:
    file: str
    line: int
    module: str

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


def _imports(path: Path) -> Iterator[Import]:
    file = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (Import(file, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} is a relative import"
            module = node.module or ""
            yield from (
                Import(file, node.lineno, f"{module}.{alias.name}" if _is_package(module, alias.name) else module)
                for alias in node.names
            )


def _is_package(module: str, name: str) -> bool:
    place = ROOT.joinpath(*module.split("."), name)
    return module.partition(".")[0] in ROOMS and (place.is_dir() or place.with_suffix(".py").is_file())


IMPORTS = [found for path in SOURCES for found in _imports(path)]


def _broken(message: str, wrong: list[Import]) -> None:
    assert not wrong, f"{message}:\n" + "\n".join(map(str, wrong))


def test_the_pipeline_knows_nothing_of_jobs_and_pages() -> None:
    _broken(
        "The pipeline must stay pure",
        [i for i in IMPORTS if i.file.startswith("pipeline/") and i.top in {"jobstore", "pages", "app"}],
    )


def test_only_the_service_knows_both_jobs_and_pipeline() -> None:
    _broken(
        "Only jobstore/service.py may import the pipeline",
        [
            i
            for i in IMPORTS
            if i.file.startswith("jobstore/")
            and i.top in {"pipeline", "pages", "app"}
            and i.file != "jobstore/service.py"
        ],
    )


def test_pages_see_the_pipeline_through_its_door() -> None:
    doors = ("pipeline", "pipeline.report", "pipeline.samples", "pipeline.model", "pipeline.result")
    _broken(
        "Pages may import only what pipeline exports, its report and its samples",
        [
            i
            for i in IMPORTS
            if i.file.startswith("pages/")
            and i.top == "pipeline"
            and not (i.module in doors or i.module.startswith("pipeline.report."))
        ],
    )


def test_pages_see_jobs_through_the_service() -> None:
    _broken(
        "Pages may import only jobstore.service",
        [
            i
            for i in IMPORTS
            if i.file.startswith("pages/") and i.top == "jobstore" and not i.module.startswith("jobstore.service")
        ],
    )


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("streamlit", ("app.py", "pages/")),
        ("plotly", ("pipeline/report/", "pages/")),
        ("diskcache", ("jobstore/",)),
        ("starlette", ("jobstore/api.py", "jobstore/visitor.py", "jobstore/hosts.py", "app.py")),
        ("httpx", ("jobstore/client.py",)),
        ("distributed", ("jobstore/dask_engine.py",)),
        ("psutil", ("jobstore/mounts.py",)),
        ("requests", ()),
        ("pickle", ()),
        ("random", ("pipeline/samples/",)),
    ],
)
def test_each_library_has_its_room(library: str, rooms: tuple[str, ...]) -> None:
    _broken(
        f"{library} belongs in {rooms or 'no file'}",
        [i for i in IMPORTS if i.top == library and not i.file.startswith(rooms or ("nowhere",))],
    )


def test_the_pipeline_has_no_clock_and_no_network() -> None:
    _broken(
        "The pipeline depends on nothing but its request",
        [
            i
            for i in IMPORTS
            if i.file.startswith("pipeline/")
            and i.top in {"time", "socket", "urllib.request", "http", "secrets", "uuid"}
        ],
    )


def test_jobs_need_little() -> None:
    allowed = {*sys.stdlib_module_names, "jobstore", "diskcache", "msgspec", "platformdirs"}
    extra = {
        "jobstore/api.py": {"starlette"},
        "jobstore/visitor.py": {"starlette"},
        "jobstore/hosts.py": {"starlette"},
        "jobstore/mounts.py": {"psutil"},
        "jobstore/client.py": {"httpx"},
        "jobstore/dask_engine.py": {"distributed"},
        "jobstore/journal.py": {"prometheus_client"},
        "jobstore/service.py": {"pipeline"},
    }
    _broken(
        "The job store stands on the standard library, diskcache and msgspec",
        [
            i
            for i in IMPORTS
            if i.file.startswith("jobstore/") and i.top not in allowed and i.top not in extra.get(i.file, set())
        ],
    )
