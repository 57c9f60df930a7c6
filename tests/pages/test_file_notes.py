"""What is said of the files before Start: what they lack, where they do not fit, and the one press that mends it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.inputs import draft
from pages.components.inputs.notes import Form, Note, Remedy, notes_between, notes_on
from pages.components.routes import now
from pipeline import FileError, FilePreview, preview, store
from pipeline.model import Product, Role, SourceFile
from tests.ingest.exports import A1, A2, A3
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import FakeService

OWN = "B0GARLIC01"
TODAY = date(2026, 11, 25)
HEAD = f"Keyword Phrase,Search Volume,Title Density,Position (Rank),{A1},{A2}"
ROW = "garlic press,900,4,12,3,20"
XRAY = b"ASIN,Product Details,Brand,Price $\nB0RIVAL001,Press,Noravik,9.99\n"


def _file(name: str = "revenue.csv", head: str = HEAD, row: str = ROW, role: Role = Role.REVENUE) -> SourceFile:
    return SourceFile(name=name, role=role, content=f"{head}\n{row}\n".encode())


def _form(asin: str = OWN, code: str = "US", *, is_address: bool = False, titled: bool = True) -> Form:
    product = Product(asin=asin, store=store(code)) if asin else None
    return Form(product=product, store=store(code), is_address=is_address, titled=titled, today=TODAY)


def _told(file: SourceFile, form: Form | None = None) -> list[str]:
    return [note.text for note in notes_on(preview(file), form or _form())]


def _between(*files: SourceFile, form: Form | None = None) -> list[Note]:
    looked: list[tuple[SourceFile, FilePreview]] = [(file, preview(file)) for file in files]
    return notes_between(looked, form or _form())


def test_a_whole_file_needs_no_word() -> None:
    assert _told(_file()) == []
    assert _between(_file()) == []


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            "Keyword Phrase,Competitor Performance Score,Ranking Competitors (count)",
            "Cerebro’s Competitor Performance Score",
        ),
        ("Keyword Phrase,Ranking Competitors (count)", "how many competitors rank, which is weaker"),
        ("Keyword Phrase,Search Volume", "your title’s words alone"),
    ],
)
def test_without_rank_columns_it_says_where_relevancy_comes_from(head: str, words: str) -> None:
    file = _file(head=head, row="garlic press" + ",7" * head.count(","))
    assert _told(file) == [f"No rank columns: relevancy comes from {words}."]


def test_without_ranks_and_title_it_asks_for_the_title() -> None:
    file = _file(head="Keyword Phrase,Search Volume", row="garlic press,900")
    assert "paste the title below" in _told(file, _form(titled=False))[0]


def test_without_title_density_there_are_no_opportunities() -> None:
    assert _told(_file(head=f"Keyword Phrase,Position (Rank),{A1}", row="garlic press,3,4")) == [
        "No title density: opportunities cannot be told."
    ]


def test_an_old_export_is_called_old() -> None:
    assert _told(_file("US_AMAZON_cerebro__2026-07-01.csv")) == [
        "Exported 4 months ago: volumes and ranks have moved since."
    ]
    assert _told(_file("US_AMAZON_cerebro__2026-11-01.csv")) == []
    assert _told(_file("US_AMAZON_cerebro__2026-13-45.csv")) == []


def test_a_file_of_another_product_offers_that_product() -> None:
    (note,) = notes_on(preview(_file("US_AMAZON_cerebro_B0DDDDDD04_2026-11-01.csv")), _form())
    assert note.text == f"Exported for B0DDDDDD04, not for {OWN}; its Position column is not taken as your rank."
    assert (note.remedy, note.value) == (Remedy.USE_PRODUCT, "B0DDDDDD04")


def test_a_file_named_after_a_competitor_or_the_own_product_is_no_conflict() -> None:
    assert _told(_file(f"US_AMAZON_cerebro_{A1}_2026-11-01.csv")) == []
    assert _told(_file(f"US_AMAZON_cerebro_{OWN}_2026-11-01.csv")) == []


def test_a_file_of_another_store_offers_that_store_unless_an_address_decides() -> None:
    german = preview(_file("DE_AMAZON_cerebro__2026-11-01.csv"))
    (note,) = notes_on(german, _form())
    assert note.text == "Exported on amazon.de, but the analysis is for United States."
    assert (note.remedy, note.label, note.value) == (Remedy.USE_STORE, "Use Germany", "DE")
    (note,) = notes_on(german, _form(is_address=True))
    assert note.remedy is Remedy.NONE
    assert notes_on(german, _form(code="DE")) == []
    assert notes_on(preview(_file("GB_AMAZON_cerebro__2026-11-01.csv")), _form(code="UK")) == []
    assert notes_on(preview(_file("QQ_AMAZON_cerebro__2026-11-01.csv")), _form()) == []


def test_without_own_ranks_gaps_cannot_be_shown() -> None:
    bare = _file(head=f"Keyword Phrase,Title Density,{A1}", row="garlic press,3,4")
    sentence = "No column tells where your product ranks: gaps to competitors cannot be shown."
    assert [note.text for note in _between(bare)] == [sentence]
    own_column = _file(head=f"Keyword Phrase,Title Density,{A1},{OWN}", row="garlic press,3,4,5")
    assert _between(own_column) == []
    another = _file(f"US_AMAZON_cerebro_{A1}_2026-11-01.csv")
    assert [note.text for note in _between(another)] == [sentence]
    design = _file("other.csv", head=f"Keyword Phrase,Position (Rank),{A3}", row="garlic press,1,2", role=Role.DESIGN)
    assert _between(bare, design) == []


def test_the_same_file_twice_is_said() -> None:
    (note,) = _between(_file("a.csv"), _file("b.csv", role=Role.DESIGN))
    assert note.text == "Both slots hold the same file, a.csv and b.csv: one of them is enough."
    (note,) = _between(_file("a.csv"), _file("a.csv", role=Role.DESIGN))
    assert note.text == "Both slots hold the same file: one of them is enough."


def test_shared_competitors_are_said() -> None:
    same = _file("b.csv", row="garlic mincer,500,2,9,1,2", role=Role.DESIGN)
    assert [note.text for note in _between(_file("a.csv"), same)] == [
        "Both files hold the same 2 competitors: the two audiences can hardly be told apart."
    ]
    fewer = _file("b.csv", head=HEAD.removesuffix(f",{A2}"), row="garlic mincer,5,2,9,1", role=Role.DESIGN)
    assert [note.text for note in _between(_file("a.csv"), fewer)] == [
        "All 1 competitor of b.csv stand in a.csv too: the two audiences can hardly be told apart."
    ]
    other = _file("b.csv", head=HEAD.replace(A2, A3), row="garlic mincer,5,2,9,1,4", role=Role.DESIGN)
    assert _between(_file("a.csv"), other) == []


def test_files_in_each_others_slots_are_noticed_by_their_names() -> None:
    swapped = (_file("Design Cerebro.csv"), _file("revenue.csv", row="x,1,2,3,4,5", role=Role.DESIGN))
    (slots, _) = _between(*swapped)
    assert (slots.remedy, slots.label) == (Remedy.SWAP, "Swap")
    (slot,) = _between(_file("design.csv"))
    assert (slot.remedy, slot.label) == (Remedy.SWAP, "Move it")
    assert _between(_file("revenue and design.csv")) == []


def _upload(at: AppTest, slot: str, name: str, content: bytes) -> AppTest:
    box = next(box for box in at.file_uploader if box.key and box.key.startswith(f"new_file_{slot}"))
    box.upload(name, content, "text/csv")
    return drawn(at.run())


def _press(at: AppTest, label: str) -> AppTest:
    return drawn(next(button for button in at.button if button.label == label).click().run())


def _start(at: AppTest) -> AppTest:
    return drawn(at.button(key="start").click().run())


def test_a_press_moves_a_file_into_its_slot(service: FakeService, visit: Open) -> None:
    at = _upload(visit(), "revenue", "design.csv", _file().content)
    assert "design\\.csv lies in the revenue slot" in said(at)
    _press(at, "Move it")
    at.text_input(key=draft.PRODUCT).input(OWN)
    _start(at)
    assert [(file.role, file.name) for file in service.started[0].files] == [(Role.DESIGN, "design.csv")]


def test_a_press_swaps_two_files(service: FakeService, visit: Open) -> None:
    at = _upload(visit(), "revenue", "design.csv", _file().content)
    _upload(at, "design", "revenue.csv", _file(row="garlic mincer,5,1,2,3,4").content)
    _press(at, "Swap")
    at.text_input(key=draft.PRODUCT).input(OWN)
    _start(at)
    (request,) = service.started
    assert [(file.role, file.name) for file in request.files] == [
        (Role.REVENUE, "revenue.csv"),
        (Role.DESIGN, "design.csv"),
    ]
    assert request.files[1].content == _file().content


def test_a_product_list_in_a_keyword_slot_becomes_the_competitor_file(service: FakeService, visit: Open) -> None:
    at = _upload(visit(), "design", "xray.csv", XRAY)
    _press(at, "Use it as the competitor file")
    assert "1 competitor · 1 brand" in said(at)
    _upload(at, "revenue", "revenue.csv", _file().content)
    at.text_input(key=draft.PRODUCT).input(OWN)
    _start(at)
    (request,) = service.started
    assert request.competitors_file is not None
    assert (request.competitors_file.name, [file.name for file in request.files]) == ("xray.csv", ["revenue.csv"])


def test_a_keyword_file_and_a_product_list_change_places(service: FakeService, visit: Open) -> None:
    at = _upload(visit(), "revenue", "xray.csv", XRAY)
    _upload(at, "rivals", "cerebro.csv", _file().content)
    assert "Use it as the competitor file" in [button.label for button in at.button]
    _press(at, "Use it as the revenue file")
    at.text_input(key=draft.PRODUCT).input(OWN)
    _start(at)
    (request,) = service.started
    assert request.competitors_file is not None
    assert (request.competitors_file.name, [file.name for file in request.files]) == ("xray.csv", ["cerebro.csv"])


@pytest.mark.parametrize("slot", ["revenue", "design"])
def test_what_is_no_keyword_file_is_refused_by_its_content_with_the_remedy(visit: Open, slot: str) -> None:
    at = _upload(visit(), slot, "report.pdf", b"%PDF-1.7\n")
    assert "report\\.pdf is a PDF\\, not a table\\; upload the CSV or XLSX as it was exported" in said(at)


@pytest.mark.parametrize("slot", ["revenue", "rivals"])
def test_a_file_that_cannot_be_used_is_refused_once_beside_it_and_once_beside_start(
    service: FakeService, visit: Open, slot: str
) -> None:
    service.refuse = FileError("report.csv is a PDF, not a table; upload the CSV or XLSX as it was exported.")
    at = _upload(visit(), slot, "report.csv", b"%PDF-1.7\n")
    assert said(at).count("is a PDF") == 1
    at.text_input(key=draft.PRODUCT).input(OWN)
    _start(at)
    assert said(at).count("is a PDF") == 2


def test_a_keyword_file_in_the_competitors_slot_goes_where_there_is_room(service: FakeService, visit: Open) -> None:
    at = _upload(visit(), "revenue", "a.csv", _file().content)
    _upload(at, "rivals", "b.csv", _file(row="garlic mincer,5,1,2,3,4").content)
    assert "Use it as the revenue file" not in [button.label for button in at.button]
    _press(at, "Use it as the design file")
    at.text_input(key=draft.PRODUCT).input(OWN)
    _start(at)
    (request,) = service.started
    assert [file.name for file in request.files] == ["a.csv", "b.csv"]
    assert request.competitors_file is None


def test_the_product_and_store_of_a_files_name_are_one_press_away(service: FakeService, visit: Open) -> None:
    at = _upload(visit(), "revenue", "DE_AMAZON_cerebro_B0DDDDDD04_2026-11-01.csv", _file().content)
    _press(at, "Take it as the product")
    _press(at, "Use Germany")
    assert at.text_input(key=draft.PRODUCT).value == "B0DDDDDD04"
    assert "Exported for" not in said(at)
    assert "amazon\\.de, but" not in said(at)
    _start(at)
    assert (service.started[0].product, service.started[0].marketplace) == ("B0DDDDDD04", "DE")


def test_the_own_product_among_the_columns_is_no_competitor(visit: Open) -> None:
    head = HEAD.replace(A2, OWN)
    at = _upload(visit(), "revenue", "revenue.csv", _file(head=head).content)
    assert "2 competitors" in said(at)
    drawn(at.text_input(key=draft.PRODUCT).input(OWN).run())
    assert "1 competitor and your product" in said(at)


def test_the_day_of_an_export_is_shown(visit: Open) -> None:
    day = now().date() - timedelta(days=3)
    at = _upload(visit(), "revenue", f"US_AMAZON_cerebro__{day.isoformat()}.csv", _file().content)
    assert f"exported {day.day} {day:%b %Y}" in said(at)


def test_what_a_file_says_of_itself_stays_words(visit: Open) -> None:
    bad = ":red[x] [y](javascript:alert(1)) design.csv"
    at = _upload(visit(), "revenue", bad, _file().content)
    assert bad not in said(at)
    assert all(bad not in button.label for button in at.button)
