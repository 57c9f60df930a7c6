"""The command line: one document out, or one line on stderr and exit code 2."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.samples import sample

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    request = sample()
    options = [request.product]
    for file in request.files:
        path = tmp_path / file.name
        path.write_bytes(file.content)
        options += [f"--{file.role.value}-csv", str(path)]
    assert request.listing is not None
    listing = tmp_path / "listing.json"
    listing.write_text(json.dumps({"title": request.listing.title, "brand": request.listing.brand}), "utf-8")
    return [*options, "--listing", str(listing)]


def test_the_result_goes_where_it_is_told(files: list[str], tmp_path: Path) -> None:
    output = tmp_path / "result.json"
    assert main([*files, "--output", str(output)]) == 0
    document = json.loads(output.read_text("utf-8"))
    assert document["asin"] == sample().product
    assert document["listing"]["title"]


def test_without_an_output_the_result_goes_to_standard_output(files: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-m", "pipeline", *files], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(ran.stdout)["schema_version"] == 1
    assert ran.stderr == b""


@pytest.mark.parametrize(
    "wrong",
    [
        ["nonsense"],
        [],
        ["B0D5BL35MS", "--revenue-csv", "no-such-file.csv"],
        ["B0D5BL35MS", "--marketplace", "Mars"],
        ["B0D5BL35MS", "--no-such-option"],
        ["B0D5BL35MS"],
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(wrong) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_a_saved_page_is_refused_with_the_remedy(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html></html>", "utf-8")
    assert main([*files[:-2], "--listing", str(page)]) == 2
    assert "JSON" in capsys.readouterr().err


def test_product_words_and_competitors_go_into_the_analysis(files: list[str], tmp_path: Path) -> None:
    words, rivals, output = tmp_path / "words.json", tmp_path / "xray.csv", tmp_path / "result.json"
    words.write_text('{"heads": {"add": ["peeler"]}}', "utf-8")
    rivals.write_text("ASIN,Title,Brand,Price\nB0SAMPLR01,Rocker,Rocker,9.5\n", "utf-8")
    options = ["--product", str(words), "--competitors-csv", str(rivals), "--output", str(output)]
    assert main([*files, *options]) == 0
    document = json.loads(output.read_text("utf-8"))
    assert "peeler" in document["product"]["heads"]
    assert "rocker" in document["product"]["brands"]


def test_decisions_of_an_earlier_analysis_go_into_the_next(files: list[str], tmp_path: Path) -> None:
    decisions, first, second = tmp_path / "decisions.csv", tmp_path / "first.json", tmp_path / "second.json"
    decisions.write_text("Phrase,Category\ngarlic peeler,Relevant\n", "utf-8")
    assert main([*files, "--decisions", str(decisions), "--output", str(first)]) == 0
    assert main([*files, "--decisions", str(first), "--output", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    (decided,) = [k for k in json.loads(first.read_text("utf-8"))["keywords"] if k["decided"]]
    assert (decided["phrase"], decided["category"]) == ("garlic peeler", "Relevant")


def test_wrong_decisions_are_one_line(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("Phrase,Category\ngarlic peeler,Mine\n", "utf-8")
    assert main([*files, "--decisions", str(decisions)]) == 2
    assert capsys.readouterr().err == (
        "decisions.csv, row 2: `Mine` is no category; use one of "
        "Relevant, Design-Specific, Branded, Foreign-Language, Outlier, Irrelevant.\n"
    )


@pytest.mark.parametrize("words", ["{", '{"head": {}}', "[]"])
def test_wrong_product_words_are_one_line(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    path = tmp_path / "words.json"
    path.write_text(words, "utf-8")
    assert main([*files, "--product", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
