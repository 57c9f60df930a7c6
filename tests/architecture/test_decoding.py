"""msgspec learns a class when it first meets it, and two threads that do so at once crash the process.

So whatever is decoded into classes has its decoder made while its module is imported, before there are threads.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONVERTED = {"PackFile", "dict[str, _Table]"}
"""What is made of TOML, for which msgspec has no decoders: made once at import all the same."""


def _learned_late(tree: ast.Module) -> list[str]:
    """Classes that a function decodes into without a decoder of its module."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _decodes(node)]
    kinds = [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "type"]
    return [ast.unparse(kind) for kind in kinds if not _built_in(kind) and ast.unparse(kind) not in CONVERTED]


def _decodes(call: ast.Call) -> bool:
    return ast.unparse(call.func) in {"msgspec.json.decode", "msgspec.msgpack.decode", "msgspec.convert"}


def _built_in(kind: ast.expr) -> bool:
    names = {node.id for node in ast.walk(kind) if isinstance(node, ast.Name)}
    return names <= {"tuple", "list", "dict", "str", "bytes", "int", "Raw"}


def test_whatever_is_decoded_into_a_class_has_a_decoder_from_its_modules_import() -> None:
    late = [
        f"{path.relative_to(ROOT).as_posix()}: {kind}"
        for room in ("jobstore", "pipeline", "pages")
        for path in (ROOT / room).rglob("*.py")
        for kind in _learned_late(ast.parse(path.read_text("utf-8")))
    ]
    assert not late
    assert _learned_late(ast.parse("def read(data): return msgspec.json.decode(data, type=Result)")) == ["Result"]


FIRST = """
import sys, threading
from {module} import {name}
from tests.factories import make_result
text, together = make_result(keywords=12).to_json(), threading.Barrier(4)
def first():
    together.wait()
    {read}(text)
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=first) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


@pytest.mark.parametrize(
    ("module", "name", "read"),
    [("jobstore.service", "_describe", "_describe"), ("pipeline.result", "Result", "Result.from_json")],
)
def test_several_that_read_a_result_first_at_the_same_moment_do_not_crash_the_process(
    module: str, name: str, read: str
) -> None:
    code = FIRST.format(module=module, name=name, read=read)
    for _ in range(4):
        run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
