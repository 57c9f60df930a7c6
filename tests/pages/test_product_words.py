"""The product's words on the Overview, and the competitor file on the form."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from pages.components.inputs import draft
from pipeline.model import ProductReading, ReadingEdits, Role, SourceFile, WordEdits
from pipeline.result import Result
from tests.factories import make_result
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, REQUEST, FakeService, job

READ = ProductReading(
    heads=("press", "mincer"), modifiers=("garlic",), forms=("set",), attributes=("steel",), brands=("zestrick",)
)
XRAY = b"ASIN,Title,Brand,Price\nB0SAMPLR01,Rocker,Kuchello,9.5\nB0SAMPLR02,Press,Noravik,8\n"
RIVALS = SourceFile(name="xray.csv", role=Role.REVENUE, content=XRAY)


def _open(service: FakeService, visit: Open, result: Result, tab: str = "Overview") -> AppTest:
    edits = ReadingEdits(heads=WordEdits(add=("mincer",)), brands=WordEdits(remove=("apple",)))
    given = replace(REQUEST, reading=edits, competitors_file=RIVALS)
    service.keep(job(ID, attempt=id(result) % 10**9), result, given)
    return visit(job=ID, tab=tab)


def test_the_overview_says_how_the_product_was_read(service: FakeService, visit: Open) -> None:
    text = said(_open(service, visit, replace(make_result(20), product=READ)))
    assert "*garlic* **press**, **mincer**; form *set*; attributes *steel*" in text
    assert "brand words zestrick" in text


def test_a_product_that_was_not_understood_is_said_so(service: FakeService, visit: Open) -> None:
    text = said(_open(service, visit, replace(make_result(20), product=ProductReading())))
    assert "could not tell what your product is" in text


def test_words_can_be_changed_and_the_analysis_run_again(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, replace(make_result(20), product=READ))
    assert at.button(key="run_words").disabled
    at.text_area(key=f"product_heads_{ID}").set_value("press,  Crusher ,")
    at.text_area(key=f"product_brands_{ID}").set_value("zestrick, apple")
    drawn(at.run())
    drawn(at.button(key="run_words").click().run())
    (request,) = service.started
    assert request.reading == ReadingEdits(
        heads=WordEdits(add=("crusher",), remove=("mincer",)), brands=WordEdits(add=("apple",))
    )
    assert request.files == REQUEST.files
    assert at.query_params["job"] != ID
    assert service.results[ID]


def test_a_rerun_with_changes_keeps_edits_and_competitors(service: FakeService, visit: Open) -> None:
    at = _open(service, visit, replace(make_result(20), product=READ))
    drawn(at.menu_button(key="more").click("Re-run with changes").run())
    assert "2 competitors · 2 brands" in said(at)
    drawn(at.switch_page("new_analysis.py").run())
    at.text_input(key=draft.MAIN).input("garlic press")
    drawn(at.button(key="start").click().run())
    (request,) = service.started
    assert request.reading == service.requests[ID].reading
    assert request.competitors_file == RIVALS


def test_a_competitor_file_is_previewed_started_and_can_be_taken_out(service: FakeService, visit: Open) -> None:
    at = visit()
    at.text_input(key=draft.PRODUCT).input("B0GARLIC01")
    box = next(box for box in at.file_uploader if box.key and box.key.startswith("new_file_rivals"))
    drawn(box.upload("xray.csv", XRAY, "text/csv").run())
    assert "2 competitors · 2 brands" in said(at)
    drawn(at.button(key="start").click().run())
    (request,) = service.started
    assert request.competitors_file == RIVALS


def test_a_keyword_file_in_its_place_is_refused_with_the_remedy(visit: Open) -> None:
    at = visit()
    box = next(box for box in at.file_uploader if box.key and box.key.startswith("new_file_rivals"))
    drawn(box.upload("cerebro.csv", b"Keyword Phrase,Search Volume\nx,1\n", "text/csv").run())
    assert "add it as the revenue or design file" in said(at)


def test_known_competitors_are_named(service: FakeService, visit: Open) -> None:
    result = make_result(20)
    known = replace(result.competitors[0], title="Steel press", brand="Kuchello", price=9.5)
    table = _open(service, visit, replace(result, competitors=(known, *result.competitors[1:])), "Competitors")
    first = table.dataframe[0].value.iloc[0]
    assert (first["title"], first["brand"], first["price"]) == ("Steel press", "Kuchello", 9.5)
    assert "title" not in _open(service, visit, make_result(21), "Competitors").dataframe[0].value
