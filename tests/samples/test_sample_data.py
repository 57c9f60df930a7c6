"""The sample data: made by a script, the same bytes each time, and as consistent as real exports."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from pathlib import Path

import pytest

from pipeline import STORES
from pipeline.model import Role
from pipeline.samples import FILES, FOLDER, LISTING, SAMPLES, Sample, make, sample

BOTH = pytest.mark.parametrize("role", list(FILES))
EACH = pytest.mark.parametrize("product", SAMPLES, ids=lambda product: product.key)


def _rows(product: Sample, role: Role) -> list[dict[str, str]]:
    content = (FOLDER / product.key / FILES[role]).read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def _ranks(row: dict[str, str], product: Sample, role: Role) -> list[int]:
    return [int(row[asin]) for asin in product.competitors[role] if row[asin] != "-"]


def test_making_the_files_again_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.main(tmp_path)
    made = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    kept = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*.[cj]s*")}
    assert made.keys() == kept.keys() == {f"{p.key}/{name}" for p in SAMPLES for name in (*FILES.values(), LISTING)}
    stale = [name for name in made if made[name] != kept[name]]
    assert not stale, "run python -m pipeline.samples.make"
    assert "garlic_press/revenue.csv" in capsys.readouterr().out


def test_there_are_three_kinds_of_product_on_two_stores() -> None:
    assert len({product.key for product in SAMPLES}) == len({product.asin for product in SAMPLES}) == 3
    assert {product.store for product in SAMPLES} == {"US", "DE"} <= {store.code for store in STORES}
    assert sample() == SAMPLES[0].request


@EACH
def test_a_sample_is_a_whole_request(product: Sample) -> None:
    request = product.request
    assert re.fullmatch(r"B0SAMPLE\d\d", request.product)
    assert [file.role for file in request.files] == [Role.REVENUE, Role.DESIGN]
    assert request.listing is not None
    assert len(request.listing.title) > 75
    assert len(request.listing.bullets) == 5
    assert request.listing.attributes
    assert len(product.line) <= 90


@EACH
def test_the_files_are_small_and_overlap(product: Sample) -> None:
    revenue, design = ({row["Keyword Phrase"] for row in _rows(product, role)} for role in FILES)
    assert 200 <= len(revenue) <= 300
    assert 150 <= len(design) <= 200
    assert len(revenue & design) >= 80


@EACH
def test_each_file_has_ten_competitors_and_some_stand_in_both(product: Sample) -> None:
    for role in FILES:
        asins = product.competitors[role]
        assert len({*asins}) == 10
        assert all(re.fullmatch(r"B0[A-Z0-9]{8}", asin) for asin in asins)
    assert 2 <= len({*product.revenue} & {*product.design}) <= 4


@EACH
@BOTH
def test_derived_columns_follow_from_the_raw_ones(product: Sample, role: Role) -> None:
    for row in _rows(product, role):
        ranks, own = _ranks(row, product, role), int(row["Position (Rank)"])
        assert ranks
        volume, competing = int(row["Search Volume"]), int(row["Competing Products"])
        assert int(row["Cerebro IQ Score"]) == round(1000 * volume / competing)
        assert float(row["Competitor Rank (avg)"]) == round(sum(ranks) / len(ranks), 1)
        assert int(row["Ranking Competitors (count)"]) == len(ranks)
        assert int(row["Relative Rank"]) == (1 + sum(rank < own for rank in ranks) if own else 0)


@EACH
def test_a_phrase_in_both_files_has_one_set_of_figures(product: Sample) -> None:
    design = {row["Keyword Phrase"]: row for row in _rows(product, Role.DESIGN)}
    shared = sorted({*product.revenue} & {*product.design})
    for row in _rows(product, Role.REVENUE):
        other = design.get(row["Keyword Phrase"], row)
        same = ("Search Volume", "Competing Products", "CPR", "Title Density", "Position (Rank)", *shared)
        assert [row[name] for name in same] == [other[name] for name in same]


@EACH
def test_competitors_rank_for_the_product_and_not_for_other_things(product: Sample) -> None:
    groups = {group.name: set(group.phrases) for group in make.groups(product)}

    def top_10(name: str) -> float:
        rows = [row for row in _rows(product, Role.REVENUE) if row["Keyword Phrase"] in groups[name]]
        return sum(sum(rank <= 10 for rank in _ranks(row, product, Role.REVENUE)) for row in rows) / len(rows)

    assert top_10("basic") > 5
    assert top_10("other product") < 1


@EACH
def test_misspellings_are_searched_and_stand_in_no_title(product: Sample) -> None:
    misspelt = next(set(group.phrases) for group in make.groups(product) if group.name == "misspelt")
    rows = [row for row in _rows(product, Role.REVENUE) if row["Keyword Phrase"] in misspelt]
    assert len(rows) >= 5
    assert {row["Title Density"] for row in rows} == {"0"}
    assert all(int(row["Search Volume"]) > 100 for row in rows)


@EACH
def test_no_phrase_stands_in_two_groups(product: Sample) -> None:
    phrases = [phrase for group in make.groups(product) for phrase in group.phrases]
    assert len(phrases) == len({*phrases})


@EACH
def test_the_vocabulary_is_read_whole(product: Sample) -> None:
    written = tomllib.loads((FOLDER / product.key / "phrases.toml").read_text("utf-8"))["groups"]
    assert [group.name for group in make.groups(product)] == [group["name"] for group in written]
