"""What Streamlit and diskcache do behind one's back, and why it cannot hurt jobs here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from jobstore import service as jobstore
from jobstore.once import Once

ROOT = Path(__file__).resolve().parents[2]
SAFE = {"get", "set", "add", "delete", "transact", "close"}
"""What jobs do with a cache: nothing that evicts, repairs or locks."""
WRITES = {"set", "add", "delete", "transact"}


# -- a rerun may end a script at any call of Streamlit ----------------------------------------------------------------


def _blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            if isinstance(block := getattr(node, name, None), list):
                yield block


def _starts_a_job(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Call) and ast.unparse(n.func) == "jobs().start" for n in ast.walk(node))


def _unnoted(tree: ast.AST) -> list[int]:
    """Lines that start a job and are not followed at once by the note of its id, whatever the ``try`` around them."""
    lines = []
    for block in _blocks(tree):
        for statement, following in zip_longest(block, block[1:]):
            if isinstance(statement, ast.Try) and _starts_a_job(statement):
                noted = _notes(following) and not statement.orelse and not statement.finalbody
                lines += [] if noted and _starts_a_job(statement.body[-1]) else [statement.lineno]
            elif isinstance(statement, ast.Assign | ast.Expr) and _starts_a_job(statement):
                lines += [] if following is None or _notes(following) else [statement.lineno]
    return lines


def _notes(statement: ast.stmt | None) -> bool:
    text = "" if statement is None else ast.unparse(statement)
    return text == "open_job(job_id)" or (text.startswith("st.session_state[") and text.endswith("= job_id"))


def test_between_the_start_of_a_job_and_the_note_of_its_id_no_rerun_can_end_the_script() -> None:
    starting = [path for path in (ROOT / "pages").rglob("*.py") if _starts_a_job(ast.parse(path.read_text("utf-8")))]
    assert [path.name for path in starting] == ["start.py"], "one place starts jobs"
    assert _unnoted(ast.parse(starting[0].read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "try:\n    job_id = jobs().start(request)\n    st.toast('on its way')\nexcept E:\n    pass\nopen_job(job_id)",
        "try:\n    job_id = jobs().start(request)\nexcept E:\n    pass\nst.toast('on its way')\nopen_job(job_id)",
        "try:\n    job_id = jobs().start(request)\nfinally:\n    st.toast('on its way')\nopen_job(job_id)",
        "job_id = jobs().start(request)\nst.toast('on its way')",
    ],
)
def test_a_call_in_between_would_be_found(code: str) -> None:
    assert _unnoted(ast.parse(code))


# -- a fragment's later runs, and callbacks, pass the page and its guard by --------------------------------------------


def _unguarded(tree: ast.AST) -> list[int]:
    """Lines that make a fragment of what is not guarded."""
    made = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node) == "st.fragment"]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.func in made]
    guarded = [call.func for call in calls if call.args and ast.unparse(call.args[0]).startswith("guarded(")]
    return [node.lineno for node in made if node not in guarded]


def test_every_part_that_is_drawn_anew_alone_tells_its_trouble_itself() -> None:
    wrong = [
        f"{path.name}:{line}"
        for path in (ROOT / "pages").rglob("*.py")
        for line in _unguarded(ast.parse(path.read_text("utf-8")))
    ]
    assert not wrong, "use pages.components.guarded"
    assert _unguarded(ast.parse("@st.fragment\ndef draw(): ...\nst.fragment(draw, run_every=1)()")) == [1, 3]


# -- what visitors can clear, and what Streamlit finds by itself ------------------------------------------------------


def test_a_visitor_who_clears_every_cache_gets_no_second_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobstore, "_ONE", Once(jobstore._made, again=60))
    monkeypatch.setenv("ASI_DATA_DIR", str(tmp_path / "jobs"))
    service = jobstore.service()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert jobstore.service() is service
    service.close()


def test_streamlit_finds_no_folder_of_pages_by_whose_links_its_script_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = [node for node in ast.walk(ast.parse((ROOT / "app.py").read_text("utf-8"))) if isinstance(node, ast.Call)]
    (served,) = [ast.literal_eval(call.args[0]) for call in calls if ast.unparse(call.func) == "st.App"]
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    PagesManager(str(ROOT / served))
    assert PagesManager.uses_pages_directory is False


# -- diskcache --------------------------------------------------------------------------------------------------------


def _calls_of_caches() -> Iterator[ast.Call]:
    for path in (ROOT / "jobstore").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) in {"cache", "self._cache"}
            ):
                yield node


def test_no_cache_is_asked_to_evict_to_repair_or_to_lock_and_none_tries_for_ever() -> None:
    calls = list(_calls_of_caches())
    assert {ast.unparse(call.func).rpartition(".")[2] for call in calls} == SAFE
    for call in calls:
        if ast.unparse(call.func).rpartition(".")[2] in WRITES:
            assert "retry=False" in ast.unparse(call)
