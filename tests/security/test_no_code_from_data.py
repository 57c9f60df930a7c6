"""Nothing that comes from outside is ever taken for code: not in the store, not in files, not between processes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    ROOT / "app.py",
    *(path for room in ("pages", "pipeline", "jobstore") for path in (ROOT / room).rglob("*.py")),
]
UNPACKERS = frozenset({"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml"})
RUNNERS = frozenset({"eval", "exec", "compile", "__import__", "system", "popen", "read_pickle", "literal_eval"})


def _risks(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in UNPACKERS)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in UNPACKERS:
            yield str(node.module)
        elif isinstance(node, ast.Call):
            yield from _called(node)


def _called(call: ast.Call) -> Iterator[str]:
    name = ast.unparse(call.func)
    if name.rpartition(".")[2] in RUNNERS and name != "re.compile":
        yield name
    yield from (f"{name}(shell=…)" for keyword in call.keywords if keyword.arg == "shell")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_unpickles_or_runs_what_it_reads(path: Path) -> None:
    assert list(_risks(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from pickle import loads",
        "pd.read_pickle(x)",
        "eval(x)",
        "exec(x)",
        "os.system(x)",
        "subprocess.run(x, shell=True)",
        "import dill.source",
    ],
)
def test_a_module_that_did_would_be_found(code: str) -> None:
    assert list(_risks(ast.parse(code)))
