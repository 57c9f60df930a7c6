"""No sentence that a visitor or a script may get names a folder, a file or an address of the installation."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from jobstore import mounts, record, settings
from jobstore.api import api_routes
from jobstore.dask_engine import DaskEngine
from jobstore.data_dir import open_data_dir
from jobstore.errors import SettingsError, StoreError, UnavailableError
from jobstore.faults import Fault
from jobstore.once import Once
from jobstore.service import Service
from tests.jobstore.support import job_id
from tests.jobstore.test_engines import FAKE_TASK

ROOT = Path(__file__).resolve().parents[2]
PLACES = frozenset({"folder", "path", "kind", "address"})


def _without_places(error: StoreError | SettingsError | UnavailableError, *places: object) -> str:
    """What anybody may be told; the operator's own sentence names each of the places."""
    for place in places:
        assert str(place) in str(error)
        assert str(place) not in error.public
    assert "/" not in error.public
    assert "\\" not in error.public
    assert error.public.endswith(".")
    assert "  " not in error.public
    return error.public


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_of_the_store_is_told_without_its_folder(fault: Fault) -> None:
    folder = Path("/srv/secret/jobs")
    detail = 32 if fault is Fault.SCARCE else OSError(5, "Input/output error", str(folder / "rows" / "cache.db"))
    said = _without_places(fault.told(folder, wait=5, detail=detail), folder)
    assert "the job store" in said.lower()


def test_a_folder_that_cannot_be_opened_is_told_without_its_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as refused:
        open_data_dir(tmp_path / "file")
    assert _without_places(refused.value, tmp_path) == (
        "The data folder is a file or lies below one; set ASI_DATA_DIR to a folder on a local disk."
    )


@pytest.mark.parametrize("written", ["no JSON", '{"schema": 9999}'])
def test_a_folder_of_an_unknown_version_is_told_without_its_place(tmp_path: Path, written: str) -> None:
    (tmp_path / "store.json").write_text(written, "utf-8")
    with pytest.raises(StoreError) as refused:
        record.read(tmp_path)
    _without_places(refused.value, tmp_path)


def test_a_network_share_is_told_without_folder_and_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "network_kind", lambda *_: "fuse.sshfs from me@nas:/export")
    with pytest.raises(StoreError) as refused:
        mounts.refuse_network(tmp_path)
    _without_places(refused.value, tmp_path, "nas")


@pytest.mark.parametrize("content", [b"= nothing", b"\xff", None], ids=["not TOML", "not UTF-8", "a folder"])
def test_secrets_that_cannot_be_read_are_told_without_their_place(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "secrets.toml"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(SettingsError) as refused:
        settings._read(path)
    assert _without_places(refused.value, tmp_path) == "secrets.toml cannot be read; correct it or remove it."


def test_a_cluster_that_cannot_be_reached_is_told_without_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr("jobstore.dask_engine.Client", unreachable)
    with pytest.raises(UnavailableError) as refused:
        DaskEngine("tcp://10.0.0.5:8786", FAKE_TASK).probe()
    assert _without_places(refused.value, "10.0.0.5") == "The Dask scheduler cannot be reached."


SAID = StoreError("The job store in /srv/secret is full; make room.", " in /srv/secret")


def _placed() -> Service:
    raise SAID


@pytest.mark.parametrize("make", [_placed, Once(_placed, again=60).get], ids=["at once", "remembered"])
def test_no_address_tells_more_than_anybody_may_know(make: Callable[[], Service]) -> None:
    paths = ("/healthz", "/metrics", f"/api/v1/job-status/{job_id(1)}", f"/api/v1/job-results/{job_id(1)}")
    with TestClient(Starlette(routes=api_routes(make))) as http:
        answers = [http.get(path) for path in (*paths, *paths)]
        answers.append(http.post("/api/v1/start-analysis", data={"asin_or_url": "x"}, files={"x": ("x", b"")}))
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.json()["detail"] for answer in answers} == {"The job store is full; make room."}


def test_what_may_be_told_survives_the_way_between_processes() -> None:
    again = pickle.loads(pickle.dumps(SAID))
    assert (str(again), again.public) == (str(SAID), "The job store is full; make room.")


def _sentences(path: Path) -> Iterator[tuple[int, list[str], list[str]]]:
    """The f-strings with which such errors are made: their line, the names filled in, and what they hide."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"StoreError", "BlobMissingError", "SettingsError", "UnavailableError"}
            and node.args
            and isinstance(node.args[0], ast.JoinedStr)
        ):
            named = [n.value for n in node.args[0].values if isinstance(n, ast.FormattedValue)]
            yield node.lineno, [ast.unparse(name) for name in named], [ast.unparse(arg) for arg in node.args[1:]]


@pytest.mark.parametrize("path", sorted((ROOT / "jobstore").glob("*.py")), ids=lambda path: path.name)
def test_whoever_names_a_place_says_what_to_hide(path: Path) -> None:
    for line, named, hidden in _sentences(path):
        for name in named:
            if name.rpartition(".")[2].lstrip("_") in PLACES:
                assert any(name in piece for piece in hidden), f"{path.name}:{line} tells {name} to anybody"


def test_the_doors_pass_on_only_what_anybody_may_know() -> None:
    """Where the two kinds of error are caught, the operator's sentence goes to the log and nowhere else."""
    for path in (ROOT / "jobstore" / "api.py", *(ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and node.type is not None:
                caught = ast.unparse(node.type)
                if any(kind in caught for kind in ("StoreError", "BlobMissing", "SettingsError", "UnavailableError")):
                    assert "str(error)" not in ast.unparse(node), f"{path.name}:{node.lineno}"
