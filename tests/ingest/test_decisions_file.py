"""Decisions leave as a file and come back from it to the letter; what cannot be used is refused in one sentence."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from dataclasses import replace

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import DecisionsError, analyse, read_decisions
from pipeline.ingest.cells import clean
from pipeline.model import Category, Decision
from pipeline.report.exports import decisions_csv
from pipeline.samples import sample
from pipeline.text import phrase_key
from tests.factories_words import HOSTILE

RUNS = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
PRESS = Decision(phrase="garlic press", category=Category.DESIGN, locked=True)
PEELER = Decision(phrase="garlic peeler, large", category=Category.FOREIGN)

texts = st.one_of(st.text(max_size=40), st.text("'=+-@\t \uff1da\";,", max_size=9), st.sampled_from(HOSTILE)).map(clean)
decisions = st.builds(
    Decision,
    phrase=texts.filter(lambda text: 0 < len(text) <= 250),
    category=st.sampled_from(Category),
    locked=st.booleans(),
)


@given(st.lists(decisions, max_size=6, unique_by=lambda decision: phrase_key(decision.phrase)))
def test_what_is_exported_comes_back_to_the_letter(made: list[Decision]) -> None:
    assert read_decisions(decisions_csv(made), "decisions.csv") == tuple(made)


STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'=", ";=", "'", ";'-")


@given(st.sampled_from(STARTS), texts)
def test_a_phrase_that_would_run_comes_back_from_the_file_to_the_letter(start: str, rest: str) -> None:
    phrase = clean(f"{start}{rest}x")[:250]
    for made in (phrase, f"{start}{phrase}"[:250]):  # the second never went through a reader's hands
        (found,) = read_decisions(decisions_csv([replace(PRESS, phrase=made)]), "decisions.csv")
        assert found.phrase == clean(made)


@pytest.mark.parametrize("delimiter", [",", ";"])
@given(st.lists(decisions, max_size=6), st.sampled_from(STARTS))
def test_no_cell_of_the_file_is_a_formula_whatever_is_taken_to_part_the_cells(
    delimiter: str, made: list[Decision], start: str
) -> None:
    made = [*made, *(replace(one, phrase=f"{start}{one.phrase}") for one in made)]
    rows = csv.reader(io.StringIO(decisions_csv(made).decode("utf-8-sig"), newline=""), delimiter=delimiter)
    assert not [cell for row in rows for cell in row if RUNS.match(cell)]


def test_the_file_has_a_header_and_a_row_for_each_decision() -> None:
    rows = list(csv.reader(io.StringIO(decisions_csv([PRESS, PEELER]).decode("utf-8-sig"))))
    assert rows == [
        ["Phrase", "Category", "Locked"],
        ["garlic press", "Design-Specific", "yes"],
        ["garlic peeler, large", "Foreign-Language", "no"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Phrase,Category,Locked\ngarlic press,Design-Specific,yes\n",
        "sep=;\r\ncategory;keyword phrase;LOCKED\r\ndesign specific;Garlic press;x\r\n",
        "Keyword\tCategory\tlocked\tNote\ngarlic press\tDESIGN-SPECIFIC\tTRUE\tmine\n\n",
        '[{"phrase": "garlic press", "category": "Design-Specific", "locked": true}]',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_that_went_through_a_spreadsheet_are_read(text: str, encoding: str) -> None:
    (found,) = read_decisions(text.encode(encoding), "decisions.csv")
    assert replace(found, phrase=found.phrase.lower()) == PRESS


def test_a_workbook_is_read() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([["Phrase", "Category", "Locked"], ["garlic press", "Design-Specific", True]]):
            sheet.write_row(at, 0, row)
    assert read_decisions(content.getvalue(), "decisions.xlsx") == (PRESS,)


def test_a_result_hands_on_its_decided_keywords() -> None:
    made = (Decision(phrase="garlic peeler", category=Category.RELEVANT, locked=True),)
    result = analyse(replace(sample(), decisions=made))
    assert read_decisions(result.to_json(), "result.json") == made


def test_a_phrase_twice_with_the_same_category_is_one_decision() -> None:
    text = b"Phrase,Category\nGarlic press,Outlier\ngarlic  press,Outlier\n"
    assert read_decisions(text, "d.csv") == (Decision(phrase="Garlic press", category=Category.OUTLIER),)


def test_no_decisions_are_decisions_too() -> None:
    assert read_decisions(decisions_csv([]), "d.csv") == read_decisions(b"[]", "d.json") == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no columns “Phrase” and “Category”; found: nothing"),
        (b"Phrase,Search Volume\nx,1\n", "found: “Phrase”, “Search Volume”"),
        (b"Phrase,Category\n,Outlier\n", "row 2, has no search phrase"),
        (b"Phrase,Category\n" + b"x" * 300 + b",Outlier\n", "row 2, has no search phrase"),
        (b"Phrase,Category\n\nx,\n", "row 3: there is no category"),
        (b"Phrase,Category\nx,Irelevant\n", r"did you mean Irrelevant\?"),
        (b"Phrase,Category,Locked\nx,Outlier,perhaps\n", "`perhaps` under `Locked`"),
        (b"Phrase,Category\nx,Outlier\nX,Branded\n", r"“X” two categories \(row 2 and row 3\)"),
        (b'Phrase,Category\n"x,Outlier\n', "cannot be read as a table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "cannot be read as a table"),
        (b"PK\x03\x04" + bytes(500), "cannot be read as a table"),
        (b"[", "holds no decisions"),
        (b"{}", "neither a list nor a result"),
        (b"[1]", "entry 1 is no object with a phrase"),
        (b'[{"phrase": {}, "category": "Outlier"}]', "entry 1 is no object with a phrase"),
        (b'[{"phrase": "x", "category": 3}]', "entry 1: `3` is no category"),
        (b"[" * 100_000, "holds no decisions"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(DecisionsError, match=sentence) as refused:
        read_decisions(content, "d.csv")
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: f"Phrase,Category\n{text}".encode()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(DecisionsError):
        assert isinstance(read_decisions(content, "d.csv"), tuple)


def test_the_refusal_names_the_file() -> None:
    with pytest.raises(DecisionsError, match=r"^mine\.json holds no decisions"):
        read_decisions(b'{"keywords": 3}', "mine.json")
