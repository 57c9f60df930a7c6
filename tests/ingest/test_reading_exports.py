"""What stands in an export stands in the table, whatever dialect it was written in; every row is accounted for."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest

from pipeline import ingest
from pipeline.ingest.limits import MAX_PHRASE_CHARACTERS
from pipeline.model import KeywordRow, KeywordTable, Role
from tests.ingest.exports import A1, A2, A3, HEADER, ROWS, csv_file, delimited, file, workbook


def read(rows: list[list[str]], own_asin: str = "") -> KeywordTable:
    return ingest.read([csv_file(rows)], own_asin=own_asin)


def one(header: str, row: str) -> KeywordRow:
    (found,) = ingest.read([file(f"{header}\n{row}\n")]).rows
    return found


def test_a_cerebro_export_is_read_column_by_column() -> None:
    table = read([HEADER, *ROWS])
    row = table.rows[0]
    assert (row.phrase, row.search_volume, row.keyword_sales, row.competing_products) == (
        "garlic press",
        10000,
        589,
        4000,
    )
    assert (row.cerebro_iq_score, row.cpr, row.title_density, row.sponsored_asins) == (2500, 135, 42, 253)
    assert (row.click_share, row.conversion_share, row.search_volume_trend) == (28.9, 15.2, -8.0)
    assert row.own_rank == 5
    (entry,) = row.files
    assert (entry.role, entry.ranks) == (Role.REVENUE, (3, 26, None))
    assert (entry.performance_score, entry.ranking_competitors) == (4.8, 2)
    (summary,) = table.files
    assert (summary.format, summary.rows, summary.asins) == ("Helium 10 Cerebro, CSV", 3, (A1, A2, A3))
    assert table.warnings == ()


def test_missing_values_are_none_and_rank_zero_is_no_rank() -> None:
    row = read([HEADER, *ROWS]).rows[1]
    assert (row.own_rank, row.click_share, row.keyword_sales, row.search_volume_trend) == (None, None, None, None)
    assert row.title_density == 0
    assert row.files[0].ranks == (None, 9, None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quote_all", [True, False])
def test_delimiters_quotes_and_line_ends_change_nothing(delimiter: str, end: str, *, quote_all: bool) -> None:
    text = delimited([HEADER, *ROWS], delimiter, end, quote_all=quote_all)
    assert ingest.read([file(text)]).rows == read([HEADER, *ROWS]).rows


ENCODED = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16 little": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 big": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-16 little, no mark": lambda text: text.encode("utf-16-le"),
    "utf-16 big, no mark": lambda text: text.encode("utf-16-be"),
    "windows-1252": lambda text: text.encode("cp1252"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_encodings_change_nothing(encoding: str) -> None:
    text = delimited([["Keyword Phrase", "Search Volume"], ["café crème – größe", "12"], ["señal €5", "3"]])
    rows = ingest.read([file(ENCODED[encoding](text))]).rows
    assert [row.phrase for row in rows] == ["café crème – größe", "señal €5"]


def test_a_broken_byte_does_not_turn_utf_8_into_another_encoding() -> None:
    text = "Keyword Phrase\n" + "\n".join(["größe", "müsli", "äpfel", "öl", "süß"]) + "\nkaputt"
    rows = ingest.read([file(text.encode() + b"\xc3\n")]).rows
    assert [row.phrase for row in rows][:5] == ["größe", "müsli", "äpfel", "öl", "süß"]


def test_a_workbook_reads_like_the_csv() -> None:
    typed: list[list[object]] = [list(HEADER)]
    typed += [[float(cell) if cell.replace(".", "").isdigit() else cell for cell in row] for row in ROWS]
    table = ingest.read([file(workbook(typed), "revenue.xlsx")])
    assert table.rows == read([HEADER, *ROWS]).rows
    assert table.files[0].format == "Helium 10 Cerebro, XLSX"


def test_the_keyword_sheet_of_a_workbook_is_found() -> None:
    content = workbook([["Notes"], ["exported today"]], [["Keyword Phrase", "Search Volume"], ["garlic press", 12]])
    assert [row.phrase for row in ingest.read([file(content, "two.xlsx")]).rows] == ["garlic press"]


def test_columns_may_be_reordered_missing_and_named_in_the_old_way() -> None:
    row = one(
        "CPR 8-Day Giveaways,Search Volume Trend (30 days),Phrase,Exact,competing  PRODUCTS",
        "9,-3,garlic press,120,600",
    )
    assert (row.phrase, row.search_volume, row.cpr, row.search_volume_trend) == ("garlic press", 120, 9, -3.0)
    assert row.cerebro_iq_score == 200
    assert row.files[0].ranks == ()


def test_of_duplicated_headers_the_first_is_used_and_said() -> None:
    table = ingest.read([file(f"Keyword Phrase,,Search Volume,Search Volume,{A1},{A1}\ngarlic press,x,1,2,3,4\n")])
    assert table.rows[0].search_volume == 1
    assert table.rows[0].files[0].ranks == (3,)
    assert table.files[0].asins == (A1,)
    assert f"more than one column named “Search Volume”, “{A1}”" in table.warnings[0]


def test_a_line_about_the_report_may_stand_above_the_header() -> None:
    text = 'ASIN=["B0AAAAAA01"],Year=["2026"]\nSearch Query,Search Query Volume\ngarlic press,1,841\n'.replace(
        "1,841", '"1,841"'
    )
    table = ingest.read([file(text + ",5\n")])
    assert table.rows[0].search_volume == 1841
    assert table.dropped[0].row == 4


def test_rank_columns_are_the_headers_that_are_asins() -> None:
    table = ingest.read(
        [file("Keyword Phrase,Search Volume,b0aaaaaa01,0672327384,Background,0672327385\ngarlic,1,2,3,4,5\n")]
    )
    assert table.files[0].asins == ("B0AAAAAA01", "0672327384")


def test_the_own_column_is_the_own_rank_and_no_competitor() -> None:
    table = read([HEADER, *ROWS], own_asin=A2)
    assert table.files[0].asins == (A1, A3)
    assert [row.own_rank for row in table.rows] == [26, 9, 8]
    assert table.rows[0].files[0].ranks == (3, None)


def test_a_position_that_another_product_holds_is_not_the_own_rank() -> None:
    name = "US_AMAZON_cerebro_B0DDDDDD04_2026-09-19.csv"
    rows = [HEADER, *ROWS]
    other = ingest.read([csv_file(rows, name)], own_asin="B0EEEEEE05")
    assert [row.own_rank for row in other.rows] == [None, None, None]
    assert "was exported for B0DDDDDD04" in other.warnings[0]
    own = ingest.read([csv_file(rows, name)], own_asin="B0DDDDDD04")
    assert [row.own_rank for row in own.rows] == [5, None, 1]
    assert own.warnings == ()


def test_phrases_lose_only_what_nobody_typed() -> None:
    text = (
        'Keyword Phrase,Search Volume\n"gar\ufffclic\u00a0 press\u200b ",1\n"two\nlines",2\nb0aaaaaa01,3\n'
        '=1+1,4\n"=""quoted""",5\n\x00caf\u0065\u0301,6\n'
    )
    rows = ingest.read([file(text)]).rows
    assert [row.phrase for row in rows] == ["garlic press", "two lines", "b0aaaaaa01", "=1+1", "quoted", "café"]


def test_a_single_column_may_hold_commas() -> None:
    rows = ingest.read([file("Keyword Phrase\ngarlic press, steel\nmincer\n")]).rows
    assert [row.phrase for row in rows] == ["garlic press, steel", "mincer"]


def test_every_dropped_row_has_its_place_and_reason() -> None:
    long = "x" * (MAX_PHRASE_CHARACTERS + 1)
    text = f'Keyword Phrase,Search Volume\n,5\n\n!!!,6\n{long},7\ngarlic, press,8\ngarlic press,9\n"a,1\nb",2\n,,\n\n'
    table = ingest.read([file(text)])
    assert [(row.row, row.reason.split(":")[0]) for row in table.dropped] == [
        (2, "the search phrase is blank"),
        (4, "the search phrase has no letters or digits"),
        (5, "the search phrase is longer than 250 characters"),
        (6, "it has 3 cells where the header has 2"),
        (8, "its quotation marks do not pair up, so that several rows run into one"),
    ]
    assert [row.phrase for row in table.rows] == ["garlic press"]
    assert table.rows_read == 6


def test_short_rows_are_kept_and_said() -> None:
    table = ingest.read([file("Keyword Phrase,Search Volume,CPR\ngarlic press,9\nmincer,8,7\n")])
    assert [(row.search_volume, row.cpr) for row in table.rows] == [(9, None), (8, 7)]
    assert table.warnings == ("revenue.csv: 1 row is shorter than the header; the missing cells count as empty.",)


def test_unreadable_numbers_are_summed_up_by_column() -> None:
    table = ingest.read([file("Keyword Phrase,Search Volume,CPR\na1,many,1\nb1,many,2\nc1,-4,3\n")])
    assert [row.search_volume for row in table.rows] == [None, None, None]
    assert table.warnings == (
        "revenue.csv: 3 cells in “Search Volume” left empty for not being a number (for example “many”).",
    )


def test_duplicates_keep_the_row_that_tells_most() -> None:
    text = "Keyword Phrase,Search Volume,CPR\nGarlic  Press,900,\ngarlic press,800,9\nGARLIC PRESS,850,8\n"
    table = ingest.read([file(text)])
    assert [(row.phrase, row.search_volume, row.cpr) for row in table.rows] == [("GARLIC PRESS", 850, 8)]
    assert (table.rows_read, table.duplicates_merged) == (3, 2)


def test_which_duplicate_stays_does_not_depend_on_the_order() -> None:
    rows = [["garlic press", "9", "1", "2"], ["garlic press", "9", "2", "1"]]
    header = ["Keyword Phrase", "Search Volume", A1, A2]
    assert read([header, *rows]).rows == read([header, *rows[::-1]]).rows


def test_two_files_become_one_table_in_which_revenue_wins() -> None:
    revenue = csv_file(
        [["Keyword Phrase", "Search Volume", "CPR", A1], ["garlic press", "10", "", "3"], ["mincer", "5", "1", "-"]]
    )
    design = csv_file(
        [
            ["Keyword Phrase", "Search Volume", "CPR", A2, A3],
            ["Garlic Press", "20", "8", "1", "2"],
            ["crusher", "7", "1", "4", "-"],
        ],
        "design.csv",
        Role.DESIGN,
    )
    table = ingest.read([design, revenue])
    assert [row.phrase for row in table.rows] == ["garlic press", "mincer", "crusher"]
    first = table.rows[0]
    assert (first.search_volume, first.cpr) == (10, 8)
    assert [(entry.role, entry.ranks) for entry in first.files] == [(Role.REVENUE, (3,)), (Role.DESIGN, (1, 2))]
    assert (table.rows_read, table.duplicates_merged, len(table.dropped)) == (4, 1, 0)
    assert table == ingest.read([revenue, design])


def test_the_same_file_twice_is_said() -> None:
    revenue = csv_file([HEADER, *ROWS])
    table = ingest.read([revenue, replace(revenue, name="design.csv", role=Role.DESIGN)])
    assert table.duplicates_merged == 3
    assert "revenue.csv and design.csv are the same file" in table.warnings[-1]


def test_own_ranks_of_two_products_are_said() -> None:
    header = ["Keyword Phrase", "Position (Rank)"]
    revenue = csv_file([header, *([f"phrase {n}", str(n)] for n in range(1, 9))])
    design = csv_file([header, *([f"phrase {n}", str(n + 50)] for n in range(1, 9))], "design.csv", Role.DESIGN)
    assert "for 8 of 8 shared phrases" in ingest.read([revenue, design]).warnings[-1]
    assert not any(
        "shared phrases" in note for note in ingest.read([revenue, replace(revenue, role=Role.DESIGN)]).warnings
    )


def test_derived_figures_are_computed_again_and_one_warning_sums_up() -> None:
    edited = [[*row[:4], "7", *row[5:]] for row in ROWS[:2]] + [["third one", *ROWS[0][1:4], "7", *ROWS[0][5:]]]
    (warning,) = read([HEADER, *edited]).warnings
    assert warning.startswith("revenue.csv disagrees with its own columns (IQ score in 3 of 3 rows)")
    assert [row.cerebro_iq_score for row in read([HEADER, *edited]).rows] == [7, 7, 7]


def test_progress_moves_from_nothing_to_all() -> None:
    rows = [["Keyword Phrase", "CPR"], *([f"phrase {n}", "1"] for n in range(5_000))]
    seen: list[float] = []
    ingest.read([csv_file(rows), csv_file(rows, "design.csv", Role.DESIGN)], seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(seen) == 6
