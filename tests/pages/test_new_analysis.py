"""The New analysis page: what is typed and uploaded becomes a job, or stays with a sentence why not."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from jobstore.service import QueueFull, Settings, StoreError
from pages.components.inputs import draft
from pages.components.words import md
from pipeline import ListingError, ProductError
from pipeline.model import Role
from pipeline.samples import SAMPLES, Sample, sample
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, REQUEST, FakeService, job

CSV = b"Keyword Phrase,Search Volume,Competing Products\ngarlic press,900,400\ngarlic mincer,700,-\n"


def _upload(at: AppTest, role: Role, name: str, content: bytes) -> AppTest:
    box = next(box for box in at.file_uploader if box.key and box.key.startswith(f"new_file_{role.value}"))
    box.upload(name, content, "text/csv")
    return drawn(at.run())


def _start(at: AppTest) -> AppTest:
    return drawn(at.button(key="start").click().run())


def test_what_was_typed_and_uploaded_becomes_a_job(service: FakeService, visit: Open) -> None:
    at = visit()
    at.text_input(key=draft.PRODUCT).input(" B0GARLIC01 ")
    at.selectbox(key=draft.STORE).select("UK")
    at.text_input(key=draft.MAIN).input("garlic press")
    at.text_input(key=draft.TITLE).input("Corvella Garlic Press")
    at.text_area(key=draft.BULLETS).input("Sturdy\n\nEasy to clean")
    at.text_area(key=draft.HIGHLIGHTS).input("Heavy duty")
    _start(_upload(at, Role.REVENUE, "revenue.csv", CSV))
    (request,) = service.started
    assert (request.product, request.marketplace, request.main_keyword) == ("B0GARLIC01", "UK", "garlic press")
    assert [(file.name, file.role, file.content) for file in request.files] == [("revenue.csv", Role.REVENUE, CSV)]
    assert request.listing
    assert request.listing.bullets == ("Sturdy", "Easy to clean")
    assert request.listing.item_highlights == "Heavy duty"
    assert at.query_params["job"] in service.views
    assert "You can close this tab" in said(at)


def test_a_file_is_previewed_at_once(visit: Open) -> None:
    at = _upload(visit(), Role.DESIGN, "design.csv", CSV)
    assert "2 rows" in said(at)
    assert "design\\.csv" in said(at)
    assert list(at.dataframe[0].value["phrase"]) == ["garlic press", "garlic mincer"]
    assert "1 keyword file" in said(at)


def test_a_wrong_file_is_refused_in_one_sentence(visit: Open) -> None:
    at = _upload(visit(), Role.REVENUE, "photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "photo\\.csv" in said(at)
    assert said(at).count(":material/error:") == 1


def test_a_file_over_the_limit_is_refused_by_the_page_whatever_the_uploader_let_through(
    service: FakeService, visit: Open
) -> None:
    service.settings = Settings(max_upload_mb=1)
    at = _upload(visit(), Role.REVENUE, "revenue.csv", CSV + b"\n" * (1 << 20))
    assert "over the limit of 1 MB" in said(at)


@pytest.mark.parametrize(
    "error",
    [
        ProductError("No ASIN in it."),
        ListingError("No title."),
        QueueFull("50 are waiting; try again later."),
        StoreError("The disk is full; make room."),
    ],
)
def test_a_refusal_keeps_everything_and_says_why(service: FakeService, visit: Open, error: Exception) -> None:
    service.refuse = error  # type: ignore[assignment]
    at = _upload(visit(), Role.REVENUE, "revenue.csv", CSV)
    at.text_input(key=draft.PRODUCT).input("nonsense")
    at.text_area(key=draft.BULLETS).input("Sturdy")
    _start(at)
    assert str(error).split(";")[0].rstrip(".") in said(at)
    assert at.text_input(key=draft.PRODUCT).value == "nonsense"
    assert at.text_area(key=draft.BULLETS).value == "Sturdy"
    assert "revenue\\.csv" in said(at)
    assert not service.views
    service.refuse = None
    _start(at)
    assert service.started[0].product == "nonsense"


def test_the_sentence_goes_when_the_product_is_corrected(service: FakeService, visit: Open) -> None:
    service.refuse = ProductError("No ASIN in it.")
    at = _start(visit())
    assert "No ASIN in it" in said(at)
    drawn(at.text_input(key=draft.PRODUCT).input("B0D5BL35MS").run())
    assert "No ASIN in it" not in said(at)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("https://www.amazon.de/dp/B0D5BL35MS?th=1", "https://www.amazon.de/dp/B0D5BL35MS"),
        ("https://amzn.to/3xYz", ":material/error:"),
        ("nonsense", ":material/error:"),
    ],
)
def test_the_product_is_understood_while_the_form_is_filled(visit: Open, typed: str, words: str) -> None:
    at = visit()
    drawn(at.text_input(key=draft.PRODUCT).input(typed).run())
    assert words in said(at)


def test_a_link_to_another_store_than_the_picked_one_is_said_at_once(visit: Open) -> None:
    at = visit()
    at.selectbox(key=draft.STORE).select("UK")
    drawn(at.text_input(key=draft.PRODUCT).input("https://www.amazon.de/dp/B0D5BL35MS").run())
    assert "the store picked is United Kingdom; Germany is used" in said(at).replace("\\", "")


def test_a_link_picks_its_store_along_where_none_was_picked_by_hand(visit: Open) -> None:
    at = visit()
    drawn(at.text_input(key=draft.PRODUCT).input("https://www.amazon.de/dp/B0D5BL35MS").run())
    assert at.selectbox(key=draft.STORE).value == "DE"
    assert ":material/warning:" not in said(at)
    drawn(at.text_input(key=draft.PRODUCT).input("https://amzn.to/3xYz").run())
    assert at.selectbox(key=draft.STORE).value == "DE"


def test_the_form_and_help_both_ask_for_the_own_asin_first(visit: Open) -> None:
    assert "your own ASIN first" in said(visit())
    assert "your own ASIN first" in said(visit("help.py"))


def test_the_form_survives_a_look_at_another_page(visit: Open) -> None:
    at = _upload(visit(), Role.REVENUE, "revenue.csv", CSV)
    drawn(at.text_input(key=draft.PRODUCT).input("B0GARLIC01").run())
    drawn(at.switch_page("my_analyses.py").run())
    drawn(at.switch_page("new_analysis.py").run())
    assert at.text_input(key=draft.PRODUCT).value == "B0GARLIC01"
    assert "revenue\\.csv" in said(at)
    drawn(at.button(key=f"remove_{Role.REVENUE}").click().run())
    assert "revenue\\.csv" not in said(at)


def test_a_second_click_starts_nothing_twice(service: FakeService, visit: Open) -> None:
    at = visit()
    at.text_input(key=draft.PRODUCT).input("B0GARLIC01")
    _start(at)
    job_id = at.query_params["job"]
    drawn(at.switch_page("new_analysis.py").run())
    assert at.text_input(key=draft.PRODUCT).value == ""
    _start(at)
    assert len(service.started) == 1
    assert at.query_params["job"] == job_id


def test_the_sample_runs_the_real_analysis(service: FakeService, visit: Open) -> None:
    at = visit()
    drawn(at.button(key="sample").click().run())
    assert service.started == [sample()]
    assert at.query_params["job"] in service.views


@pytest.mark.parametrize("product", SAMPLES, ids=lambda product: product.key)
def test_each_sample_is_one_press(service: FakeService, visit: Open, product: Sample) -> None:
    at = visit()
    assert md(product.line) in said(at)
    drawn(at.button(key=f"sample_{product.key}").click().run())
    assert service.started == [product.request]


def _again(service: FakeService, visit: Open, **changes: object) -> AppTest:
    """The form with just what a job was made of, after Start was pressed."""
    service.keep(job(**changes))
    at = visit("my_analyses.py")
    drawn(at.menu_button(key=f"more_{ID}").click("Re-run with changes").run())
    return _start(drawn(at.switch_page("new_analysis.py").run()))


def test_the_same_again_is_said_before_it_is_run(service: FakeService, visit: Open) -> None:
    at = _again(service, visit)
    assert "You ran exactly this 23 Nov 10:41" in said(at)
    assert "Garlic press" in said(at)
    assert service.started == []
    drawn(at.button(key="open_same").click().run())
    assert at.query_params["job"] == ID


def test_the_same_is_run_again_where_that_is_wanted(service: FakeService, visit: Open) -> None:
    at = _again(service, visit)
    drawn(at.button(key="run_again").click().run())
    assert service.started == [REQUEST]
    assert at.query_params["job"] != ID


def test_any_change_makes_it_another_analysis(service: FakeService, visit: Open) -> None:
    at = _again(service, visit)
    drawn(at.text_input(key=draft.MAIN).input("garlic mincer").run())
    assert "exactly this" not in said(at)
    _start(at)
    assert [request.main_keyword for request in service.started] == ["garlic mincer"]


def test_the_same_that_runs_still_can_only_be_opened(service: FakeService, visit: Open) -> None:
    at = _again(service, visit, status="processing", state="running", completed_at=None)
    assert "Exactly this is running already" in said(at)
    assert not [button for button in at.button if button.key == "run_again"]
    drawn(at.button(key="open_same").click().run())
    assert at.query_params["job"] == ID


def test_a_listing_file_fills_the_fields(service: FakeService, visit: Open) -> None:
    at = visit()
    drawn(at.segmented_control(key="new_listing_how").set_value("From a file").run())
    box = next(box for box in at.file_uploader if box.key == "new_listing_file")
    listing = {"title": "Corvella Press", "bullets": ["One", "Two"], "attributes": {"Material": "Steel"}}
    box.upload("listing.json", json.dumps(listing).encode(), "application/json")
    drawn(at.run())
    assert at.text_input(key=draft.TITLE).value == "Corvella Press"
    assert at.text_area(key=draft.BULLETS).value == "One\nTwo"
    _start(at)
    assert service.started[0].listing
    assert service.started[0].listing.attributes == {"Material": "Steel"}


def test_a_listing_file_that_is_none_is_refused(visit: Open) -> None:
    at = visit()
    drawn(at.segmented_control(key="new_listing_how").set_value("From a file").run())
    next(box for box in at.file_uploader if box.key == "new_listing_file").upload("x.json", b"{", "application/json")
    assert ":material/error:" in said(drawn(at.run()))
