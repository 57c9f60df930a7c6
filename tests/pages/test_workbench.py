"""Categories as users set them: for one phrase, for all that share a word, undone, locked, from a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.keywords.views import Filters, select
from pipeline import Curation
from pipeline.model import Category, Decision
from pipeline.report.exports import decisions_csv
from tests.factories import make_result
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, REQUEST, FakeService, job

RESULT = make_result(60)
FIRST = select(RESULT.keywords, "All", Filters())[0]


@pytest.fixture
def at(service: FakeService, visit: Open) -> AppTest:
    """The Keywords tab with every phrase of a small result."""
    service.keep(job(ID, attempt=id(service) % 10**9), RESULT)
    opened = visit(job=ID, tab="Keywords")
    return drawn(opened.segmented_control(key=_key("kw_view")).set_value("All").run())


def _key(name: str) -> str:
    return f"{name}_{ID}"


def _look_at(at: AppTest, phrase: str) -> AppTest:
    at.session_state[_key("kw_pick")] = phrase
    return drawn(at.run())


def _other(category: Category) -> Category:
    return next(one for one in Category if one is not category)


def _now(service: FakeService, phrase: str) -> Category:
    return next(row.category for row in service.results[ID].keywords if row.phrase == phrase)


def test_one_phrase_gets_the_category_that_is_pressed(service: FakeService, at: AppTest) -> None:
    wanted = _other(FIRST.category)
    drawn(_look_at(at, FIRST.phrase).button(key=f"kw_to_{wanted}").click().run())
    assert _now(service, FIRST.phrase) is wanted
    drawn(at.button(key="kw_undo").click().run())
    assert _now(service, FIRST.phrase) is FIRST.category
    drawn(at.button(key="kw_redo").click().run())
    assert _now(service, FIRST.phrase) is wanted


def test_everything_that_shares_a_word_is_set_at_once_but_what_is_locked(service: FakeService, at: AppTest) -> None:
    drawn(_look_at(at, FIRST.phrase).button(key="kw_lock_one").click().run())
    drawn(at.menu_button(key=_key("kw_alike")).click_index(0).run())
    shown = list(at.dataframe[0].value["phrase"])
    assert f"{len(shown)} selected" in said(at)
    drawn(at.menu_button(key=_key("kw_set")).click(Category.IRRELEVANT).run())
    assert _now(service, FIRST.phrase) is FIRST.category
    assert {_now(service, phrase) for phrase in shown if phrase != FIRST.phrase} == {Category.IRRELEVANT}
    assert "1 locked left as they are" in said(at)


def test_who_may_not_change_the_job_is_offered_nothing(service: FakeService, visit: Open) -> None:
    service.keep(job(ID, attempt=id(service) % 10**9, may_change=False), RESULT)
    at = _look_at(visit(job=ID, tab="Keywords"), FIRST.phrase)
    keys = {button.key for button in at.button}
    assert "kw_back" in keys
    assert not [key for key in keys if key and key.startswith(("kw_to_", "kw_undo", "kw_lock", "kw_tick"))]


def test_phrases_can_be_asked_for_by_the_ranks_of_competitors(at: AppTest) -> None:
    drawn(at.number_input(key=_key("kw_rank")).set_value(10).run())
    drawn(at.number_input(key=_key("kw_rivals")).set_value(3).run())
    expected = {
        row.phrase
        for row in RESULT.keywords
        if sum(rank is not None and rank <= 10 for rank in row.competitor_ranks.values()) >= 3
    }
    assert 0 < len(expected) < len(RESULT.keywords)
    assert set(at.dataframe[0].value["phrase"]) == expected


def test_a_file_of_decisions_is_taken_over(service: FakeService, at: AppTest) -> None:
    wanted = _other(FIRST.category)
    content = decisions_csv([Decision(phrase=FIRST.phrase, category=wanted)])
    drawn(at.file_uploader(key=_key("kw_decisions_file")).upload("june.csv", content, "text/csv").run())
    assert _now(service, FIRST.phrase) is wanted
    assert "1 decision taken over from june" in said(at).replace("\\", "")


def test_a_wrong_file_changes_nothing_and_says_why(service: FakeService, at: AppTest) -> None:
    drawn(
        at.file_uploader(key=_key("kw_decisions_file")).upload("photo.csv", b"\x89PNG\r\n\x1a\n\0\0", "text/csv").run()
    )
    assert service.decided.get(ID, Curation()) == Curation()
    assert ":material/error:" in said(at)


def test_the_form_takes_decisions_and_a_rerun_keeps_them(service: FakeService, visit: Open) -> None:
    decision = Decision(phrase="garlic press", category=Category.IRRELEVANT, locked=True)
    at = visit()
    drawn(at.file_uploader(key="new_file_decisions_0").upload("june.csv", decisions_csv([decision]), "text/csv").run())
    assert "1 decision" in said(at)
    service.keep(job(ID), RESULT, replace(REQUEST, decisions=(decision,)))
    at = visit(job=ID)
    drawn(at.menu_button(key="more").click("Re-run with changes").run())
    drawn(at.switch_page("new_analysis.py").run())
    drawn(at.button(key="start").click().run())
    drawn(at.button(key="run_again").click().run())
    assert service.started[-1].decisions == (decision,)
