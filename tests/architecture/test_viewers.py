"""Whoever asks the service for a job says for whom: a page that forgets it would hide its owner's own private jobs."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

from jobstore.service import Service

ROOT = Path(__file__).resolve().parents[2]
ASKED = {
    name for name, method in inspect.getmembers(Service, inspect.isfunction)
    if "viewer" in inspect.signature(method).parameters
}  # fmt: skip


def _forgetful(path: Path) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [
        f"{path.relative_to(ROOT).as_posix()}:{call.lineno} {call.func.attr}"
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value) == "jobs()"
        and call.func.attr in ASKED
        and not any("viewer" in ast.unparse(given) for given in (*call.args, *call.keywords))
    ]


def test_the_service_is_asked_for_somebody_wherever_jobs_are_concerned() -> None:
    assert {"start", "status", "jobs", "result", "request", "set_private", "cancel", "retry", "delete"} <= ASKED


def test_pages_always_say_who_is_looking() -> None:
    forgotten = [found for path in (ROOT / "pages").rglob("*.py") for found in _forgetful(path)]
    assert not forgotten, f"pass viewer(): {forgotten}"
