"""Small parts of the campaigns of kills and of load; the whole are ``python -m benchmarks.crash`` and ``….load``."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.crash import Campaign
from benchmarks.exports import export
from benchmarks.load import Crowd
from benchmarks.serving import UNLIMITED, serve

pytestmark = pytest.mark.xdist_group("server")


def test_no_job_is_lost_stuck_spoiled_or_run_twice_to_its_end_under_kills_of_applications_and_workers(
    tmp_path: Path,
) -> None:
    outcome = Campaign(tmp_path, sizes=(20, 200, 1_000)).run(kills=6)
    assert outcome.clean, outcome
    assert (outcome.applications, outcome.workers) == (3, 3)
    assert len(outcome.sizes) >= 6


def test_many_clients_and_watchers_are_all_served(tmp_path: Path) -> None:
    file = tmp_path / "revenue.csv"
    file.write_bytes(export(50))
    server = serve(tmp_path / "jobs", tmp_path / "servers.log", **UNLIMITED)
    try:
        waited = Crowd([server], jobs=10, clients=5, watchers=4, file=file).run()
    finally:
        server.kill()
    assert waited.clean, waited
    assert len(waited.complete) == len(set(waited.complete)) == len(waited.starts) == 10
    assert waited.statuses
