"""An analysis that is broken off goes on where it was, and gives the same bytes as one that was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from pipeline import Request, analyse, fingerprint
from pipeline.model import STAGES, Progress
from pipeline.samples import sample


@dataclass
class Notes:
    known: Mapping[str, bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def keep(self, name: str, data: bytes, /) -> None:
        self.kept[name] = data


@cache
def undisturbed() -> tuple[bytes, dict[str, bytes]]:
    notes = Notes()
    return analyse(sample(), memory=notes).to_json(), notes.kept


def stages_run(request: Request, known: Mapping[str, bytes]) -> tuple[bytes, set[str]]:
    seen: list[Progress] = []
    result = analyse(request, seen.append, Notes(known)).to_json()
    return result, {at.stage for at in seen if at.percent < 95}  # the end of the last stage is always told


def test_keeping_changes_nothing() -> None:
    result, kept = undisturbed()
    assert result == analyse(sample()).to_json()
    assert len(kept) == len(STAGES)


@pytest.mark.parametrize("finished", range(len(STAGES) + 1))
def test_finished_stages_are_not_run_again_and_the_result_is_the_same(finished: int) -> None:
    whole, kept = undisturbed()
    result, run = stages_run(sample(), dict(list(kept.items())[:finished]))
    assert result == whole
    assert run == {stage.label for stage in STAGES[finished:]}


def test_what_another_request_left_is_not_taken_up() -> None:
    other = replace(sample(), main_keyword="something else")
    _, run = stages_run(other, undisturbed()[1])
    assert run == {stage.label for stage in STAGES}


def test_what_another_version_left_is_not_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    _, kept = undisturbed()
    monkeypatch.setattr("pipeline.checkpoints.fingerprint", lambda: "another")
    _, run = stages_run(sample(), kept)
    assert run == {stage.label for stage in STAGES}


def test_a_damaged_stage_is_run_again() -> None:
    whole, kept = undisturbed()
    result, run = stages_run(sample(), {name: data[: len(data) // 2] for name, data in kept.items()})
    assert result == whole
    assert run == {stage.label for stage in STAGES}


def test_the_fingerprint_is_that_of_the_code_not_of_the_moment() -> None:
    first = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == first
    assert len(first) == 32
