"""The sample data: made by a script, the same bytes each time, and as consistent as a real export."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from pathlib import Path

import pytest

from pipeline.model import Role
from pipeline.samples import FILES, FOLDER, LISTING, make, sample

RANKS_FROM = len(make.HEADER)


def _rows(role: Role) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FOLDER / FILES[role]).read_bytes().decode("utf-8-sig"))))


def _ranks(row: dict[str, str], role: Role) -> list[int]:
    return [int(row[asin]) for asin in make.ASINS[role] if row[asin] != "-"]


def test_making_the_files_again_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.main(tmp_path)
    for name in (*FILES.values(), LISTING):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), (
            f"{name}: run python -m pipeline.samples.make"
        )
    assert "revenue.csv" in capsys.readouterr().out


def test_the_sample_is_a_whole_request() -> None:
    request = sample()
    assert re.fullmatch(r"B[0-9A-Z]{9}", request.product)
    assert [file.role for file in request.files] == [Role.REVENUE, Role.DESIGN]
    assert request.listing is not None
    assert len(request.listing.title) > 75
    assert len(request.listing.bullets) == 5
    assert request.listing.attributes["Material"] == "Stainless Steel"


def test_the_files_have_the_size_of_real_ones_and_overlap() -> None:
    revenue, design = ({row["Keyword Phrase"] for row in _rows(role)} for role in FILES)
    assert 240 <= len(revenue) <= 280
    assert 150 <= len(design) <= 180
    assert len(revenue & design) >= 80


@pytest.mark.parametrize("role", list(FILES))
def test_derived_columns_follow_from_the_raw_ones(role: Role) -> None:
    for row in _rows(role):
        ranks, own = _ranks(row, role), int(row["Position (Rank)"])
        assert ranks
        volume, competing = int(row["Search Volume"]), int(row["Competing Products"])
        assert int(row["Cerebro IQ Score"]) == round(1000 * volume / competing)
        assert float(row["Competitor Rank (avg)"]) == round(sum(ranks) / len(ranks), 1)
        assert int(row["Ranking Competitors (count)"]) == len(ranks)
        assert int(row["Relative Rank"]) == (1 + sum(rank < own for rank in ranks) if own else 0)


def test_a_phrase_in_both_files_has_one_set_of_figures() -> None:
    design = {row["Keyword Phrase"]: row for row in _rows(Role.DESIGN)}
    shared = sorted({*make.ASINS[Role.REVENUE]} & {*make.ASINS[Role.DESIGN]})
    assert shared
    for row in _rows(Role.REVENUE):
        other = design.get(row["Keyword Phrase"], row)
        same = ("Search Volume", "Competing Products", "CPR", "Title Density", "Position (Rank)", *shared)
        assert [row[name] for name in same] == [other[name] for name in same]


def test_competitors_rank_for_the_product_and_not_for_other_things() -> None:
    groups = {group.name: set(group.phrases) for group in make.groups()}

    def top_10(name: str) -> float:
        rows = [row for row in _rows(Role.REVENUE) if row["Keyword Phrase"] in groups[name]]
        return sum(sum(rank <= 10 for rank in _ranks(row, Role.REVENUE)) for row in rows) / len(rows)

    assert top_10("basic") > 5
    assert top_10("other product") < 1


def test_no_phrase_stands_in_two_groups() -> None:
    phrases = [phrase for group in make.groups() for phrase in group.phrases]
    assert len(phrases) == len({*phrases})


def test_the_vocabulary_is_read_whole() -> None:
    written = tomllib.loads((FOLDER / "phrases.toml").read_text("utf-8"))["groups"]
    assert [group.name for group in make.groups()] == [group["name"] for group in written]
