"""Real exports, read from the folder that ``ASI_REAL_DATA`` names: they are other people's and not kept here."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from pipeline import Result, analyse, listing_from_json
from pipeline.model import TARGETS, Request, Role, SourceFile

FOLDER = Path(os.environ.get("ASI_REAL_DATA", ""))
pytestmark = pytest.mark.skipif("ASI_REAL_DATA" not in os.environ, reason="ASI_REAL_DATA is not set")


def _file(path: Path, role: Role) -> SourceFile:
    return SourceFile(name=path.name, role=role, content=path.read_bytes())


def _strawberry() -> Request:
    folder = FOLDER / "strawberry"
    return Request(
        product="https://www.amazon.com/dp/B0D5BL35MS",
        files=(_file(folder / "revenue.csv", Role.REVENUE), _file(folder / "design.csv", Role.DESIGN)),
        listing=listing_from_json((folder / "listing.json").read_bytes()),
    )


def _sponge() -> Request:
    folder = FOLDER / "makeup_sponge"
    return Request(
        product="B0D9C28SVB",
        files=(_file(folder / "keywords.csv", Role.REVENUE),),
        listing=listing_from_json((folder / "listing.json").read_bytes()),
    )


CASES = {"strawberry": _strawberry, "makeup_sponge": _sponge}


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[str, Result]:
    return request.param, analyse(CASES[request.param]())


def _agreement(name: str, result: Result) -> tuple[float, float]:
    with (FOLDER / name / "labels.csv").open(encoding="utf-8", newline="") as file:
        labels = {row["phrase"].strip().lower(): row["category"] for row in csv.DictReader(file)}
    pairs = [
        (labels[k.phrase.strip().lower()], k.category.value)
        for k in result.keywords
        if k.phrase.strip().lower() in labels
    ]
    keep = sum((truth in TARGETS) == (said in TARGETS) for truth, said in pairs) / len(pairs)
    return sum(truth == said for truth, said in pairs) / len(pairs), keep


FLOORS = {"strawberry": (0.70, 0.95), "makeup_sponge": (0.70, 0.75)}


def test_categories_agree_with_the_labels(case: tuple[str, Result]) -> None:
    accuracy, keep = _agreement(*case)
    least = FLOORS[case[0]]
    assert accuracy >= least[0]
    assert keep >= least[1]


def test_the_copy_is_near_the_best_possible_and_legal(case: tuple[str, Result]) -> None:
    seo = case[1].seo
    captured = seo.comparison.captured_volume
    assert captured.before < captured.after <= captured.best_possible
    assert captured.after >= 0.97 * captured.best_possible
    assert seo.optimized.title.characters <= 75
    assert seo.optimized.item_highlights.characters <= 125
    assert seo.optimized.search_terms.bytes <= 249
    assert seo.comparison.rule_errors.after == 0


def test_the_strawberry_funnel_adds_up() -> None:
    funnel = analyse(_strawberry()).funnel
    assert (funnel.rows_read, funnel.keywords) == (648, 506)
    assert funnel.duplicates_merged + funnel.rows_dropped == 142
