"""The pipeline as a whole: deterministic, whatever the order of the rows, and honest about its progress."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import InputError, analyse, check
from pipeline.model import STAGES, Progress, Request, SourceFile
from pipeline.samples import sample

ROOT = Path(__file__).resolve().parents[2]


def _reversed(file: SourceFile) -> SourceFile:
    header, *rows = csv.reader(io.StringIO(file.content.decode("utf-8-sig")))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *reversed(rows)])
    return replace(file, content=text.getvalue().encode())


def test_a_main_keyword_longer_than_any_search_phrase_is_refused_before_a_job_exists() -> None:
    check(replace(sample(), main_keyword="x" * 250))
    with pytest.raises(InputError, match="longer than 250 characters; give one search phrase"):
        check(replace(sample(), main_keyword="x" * 251))


def test_the_same_request_gives_the_same_bytes_under_another_hash_seed() -> None:
    script = (
        "import hashlib; from pipeline import analyse; from pipeline.samples import sample;"
        "print(hashlib.sha256(analyse(sample()).to_json()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_order_of_the_rows_changes_no_verdict_and_no_copy() -> None:
    request = sample()
    turned = replace(request, files=tuple(_reversed(file) for file in request.files))
    one, other = analyse(request), analyse(turned)
    assert {k.phrase: (k.category, k.reason, k.priority) for k in one.keywords} == {
        k.phrase: (k.category, k.reason, k.priority) for k in other.keywords
    }
    assert one.seo.optimized == other.seo.optimized


def test_progress_only_moves_forward_and_names_every_stage() -> None:
    seen: list[Progress] = []
    analyse(sample(), seen.append)
    percents = [progress.percent for progress in seen]
    assert percents == sorted(percents)
    assert percents[-1] == 100
    assert list(dict.fromkeys(progress.stage for progress in seen)) == [stage.label for stage in STAGES]


def test_a_report_that_raises_stops_the_analysis() -> None:
    class StopError(Exception):
        pass

    def stop(progress: Progress) -> None:
        if progress.percent >= 30:
            raise StopError

    with pytest.raises(StopError):
        analyse(sample(), stop)


def test_one_file_is_enough() -> None:
    request = sample()
    result = analyse(replace(request, files=request.files[:1]))
    assert {source for keyword in result.keywords for source in keyword.sources} == {request.files[0].role.value}


def test_gaps_are_unknown_where_no_file_says_where_the_product_ranks() -> None:
    request = sample()
    hidden = tuple(replace(f, content=f.content.replace(b"Position (Rank)", b"Note")) for f in request.files)
    result = analyse(replace(request, files=hidden))
    assert not any(keyword.gap for keyword in result.keywords)
    assert not result.inputs.own_ranks
    assert any("where your own product ranks" in warning for warning in result.warnings)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request(product="B0SAMPLE1"), "ASIN"),
        (replace(sample(), marketplace="XX"), "XX"),
        (replace(sample(), files=()), "file"),
        (replace(sample(), product="https://amzn.to/3xYz"), "long"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(request_: Request, words: str) -> None:
    for door in (check, analyse):
        with pytest.raises(InputError, match=words) as refused:
            door(request_)
        assert "\n" not in str(refused.value)
