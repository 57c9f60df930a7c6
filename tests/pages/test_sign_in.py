"""Pages where people sign in: what asks for it, who is told what, the way back, and what only an owner is offered."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from jobstore import service as jobstore
from jobstore.service import ANYONE, Service, SignInNeeded, Viewer
from tests.api.analyses import Held, service_in
from tests.factories import make_result
from tests.jobstore.support import until
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import ID, REQUEST, FakeService, job

ISSUER = "https://accounts.example"
ADA = {"is_logged_in": True, "iss": ISSUER, "sub": "1001", "name": "Ada Lovelace", "email": "ada@example.com"}
OUT = {"is_logged_in": False}
ACCOUNT = Viewer.account(ISSUER, "1001")
MINE = "my_analyses.py"
ASKS = "Sign in to Amazon Sales Intelligence"


@pytest.fixture
def browser_id(monkeypatch: pytest.MonkeyPatch) -> str:
    """The visitor's cookie, a new one in each test."""
    cookie = str(uuid.uuid4())
    monkeypatch.setattr(ContextProxy, "cookies", {jobstore.VISITOR_COOKIE: cookie})
    return cookie


@pytest.fixture
def service(service: FakeService, browser_id: str) -> FakeService:
    """The service of an installation where people sign in."""
    service.providers = ("default",)
    return service


@pytest.fixture
def sent_to(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The providers that visitors were sent to; nobody leaves the test."""
    sent: list[str | None] = []
    monkeypatch.setattr(st, "login", sent.append)
    return sent


def _buttons(at: AppTest) -> list[str]:
    return [re.sub(r"^:violet\[(:material/\w+: )?|\]$", "", button.label) for button in at.button]


# -- who is asked -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", MINE])
def test_pages_that_start_or_list_ask_for_sign_in_and_do_nothing_else(
    service: FakeService, visit: Open, page: str
) -> None:
    service.keep(job())
    at = visit(page, user=OUT)
    assert ASKS in said(at)
    assert _buttons(at) == ["Sign in"]
    assert not at.text_input
    assert job().title not in said(at).lower()


@pytest.mark.parametrize("claims", [OUT, {}, {**ADA, "sub": ""}, {**ADA, "iss": None}, {**ADA, "is_logged_in": False}])
def test_who_has_no_whole_account_is_not_signed_in(service: FakeService, visit: Open, claims: dict) -> None:
    assert ASKS in said(visit(MINE, user=claims))


@pytest.mark.parametrize("page", ["", MINE])
def test_who_is_signed_in_is_not_asked(service: FakeService, visit: Open, page: str) -> None:
    at = visit(page, user=ADA)
    assert ASKS not in said(at)


def test_without_sign_in_nobody_is_asked_and_nothing_speaks_of_it(
    service: FakeService, visit: Open, browser_id: str
) -> None:
    service.providers = ()
    service.keep(job())
    at = visit(MINE, user={})
    assert "from this browser" in said(at)
    assert "account" not in said(at)
    assert set(service.asked) == {Viewer.browser(browser_id)}


def test_a_cookie_cannot_name_an_account(service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    service.providers = ()
    monkeypatch.setattr(ContextProxy, "cookies", {jobstore.VISITOR_COOKIE: ACCOUNT.owner})
    visit(MINE, user={})
    assert set(service.asked) == {ANYONE}


def test_each_provider_has_its_button(service: FakeService, visit: Open, sent_to: list[str | None]) -> None:
    service.providers = ("google", "keycloak")
    at = visit(MINE, user=OUT)
    assert _buttons(at) == ["Sign in with Google", "Sign in with Keycloak"]
    drawn(at.button(key="sign_in_keycloak").click().run())
    assert sent_to == ["keycloak"]


def test_a_single_provider_needs_no_name(service: FakeService, visit: Open, sent_to: list[str | None]) -> None:
    drawn(visit(MINE, user=OUT).button(key="sign_in_default").click().run())
    assert sent_to == [None]


def test_the_service_is_asked_as_the_account_and_never_by_its_mail(service: FakeService, visit: Open) -> None:
    service.keep(job(state="running", status="processing"))
    at = visit(MINE, user=ADA)
    drawn(at.button(key=f"open_{ID}").click().run())
    assert set(service.asked) == {ACCOUNT}
    assert "ada" not in ACCOUNT.owner


def test_a_start_belongs_to_the_account(service: FakeService, visit: Open) -> None:
    at = visit(user=ADA)
    drawn(at.button(key="sample").click().run())
    assert service.asked[0] == ACCOUNT
    assert len(service.started) == 1


def test_a_start_after_signing_out_elsewhere_is_refused_in_a_sentence(service: FakeService, visit: Open) -> None:
    at = visit(user=ADA)
    service.refuse = SignInNeeded("You are not signed in any more; sign in and start the analysis again.")
    drawn(at.button(key="start").click().run())
    assert "not signed in any more" in said(at)


# -- the way back -------------------------------------------------------------------------------------------------


def test_after_signing_in_one_is_where_one_was(service: FakeService, visit: Open, sent_to: list[str | None]) -> None:
    at = visit(job=ID, user=OUT)
    at.query_params["tab"] = "Keywords"
    drawn(at.run().button(key="sign_in_default").click().run())
    service.keep(job(state="failed", status="failed", error="It broke"))
    back = visit(user=ADA)
    assert back.query_params == {"job": ID, "tab": "Keywords"}
    assert "could not be finished" in said(back)


def test_the_sign_in_page_leads_back_to_the_page_before(
    service: FakeService, visit: Open, sent_to: list[str | None]
) -> None:
    at = visit(MINE, user=OUT)
    at.switch_page("sign_in.py")
    assert ASKS in said(drawn(at.run()))
    drawn(at.button(key="sign_in_default").click().run())
    assert "No analyses yet" in said(visit(user=ADA))


def test_the_way_back_is_taken_once(service: FakeService, visit: Open, sent_to: list[str | None]) -> None:
    drawn(visit(MINE, user=OUT).button(key="sign_in_default").click().run())
    assert "No analyses yet" in said(visit(user=ADA))
    assert visit(user=ADA).title[0].value == "New analysis"


def test_an_open_page_of_the_same_browser_stays_where_it_is(
    service: FakeService, visit: Open, sent_to: list[str | None]
) -> None:
    other = visit(user=ADA)
    drawn(visit(MINE, user=OUT).button(key="sign_in_default").click().run())
    assert drawn(other.run()).title[0].value == "New analysis"


def test_another_browser_knows_nothing_of_it(
    service: FakeService, visit: Open, sent_to: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(visit(MINE, user=OUT).button(key="sign_in_default").click().run())
    monkeypatch.setattr(ContextProxy, "cookies", {jobstore.VISITOR_COOKIE: str(uuid.uuid4())})
    assert visit(user=ADA).title[0].value == "New analysis"


def test_a_browser_without_cookies_shares_no_way_back(
    service: FakeService, visit: Open, sent_to: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContextProxy, "cookies", {})
    drawn(visit(MINE, user=OUT).button(key="sign_in_default").click().run())
    assert visit(user=ADA).title[0].value == "New analysis"


def test_who_comes_back_without_having_signed_in_is_told(
    service: FakeService, visit: Open, sent_to: list[str | None]
) -> None:
    at = drawn(visit(MINE, user=OUT).button(key="sign_in_default").click().run())
    assert "was not finished" not in said(at), "one is on one's way"
    assert "was not finished" in said(visit(user=OUT))


# -- the menu, and the way out ------------------------------------------------------------------------------------


@pytest.fixture
def in_menu(visit: Open, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict], dict[str, list[str]]]:
    """What stands in the menu for a user: titles by section."""
    drawn_menu: dict[str, list[str]] = {}
    navigation = st.navigation

    def noted(pages: dict[str, list[Page]], **options: Any) -> Page:
        drawn_menu.clear()
        drawn_menu.update({name: [p.title for p in some if p.visibility == "visible"] for name, some in pages.items()})
        return navigation(pages, **options)

    def menu(user: dict) -> dict[str, list[str]]:
        visit(user=user)
        return drawn_menu.copy()

    monkeypatch.setattr(st, "navigation", noted)
    return menu


InMenu = Callable[[dict], dict[str, list[str]]]
USUAL = ["New analysis", "My analyses", "Compare", "Help"]


def test_the_menu_holds_the_way_in_or_the_account_with_the_way_out(service: FakeService, in_menu: InMenu) -> None:
    assert in_menu(OUT) == {"": [*USUAL, "Sign in"]}
    assert in_menu(ADA) == {"": USUAL, ":material/account_circle: Ada Lovelace": ["Sign out"]}
    service.providers = ()
    assert in_menu({}) == {"": USUAL}


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        ({"name": "", "preferred_username": "ada"}, "ada"),
        ({"email": "ada@example.com"}, "ada\u2060\\@example\\.com"),
        ({}, "Account"),
        ({"name": "Augusta Ada King, Countess of Lovelace"}, "Augusta Ada King\\, Count…"),
        ({"name": "**Ada** :red[x]"}, "\\*\\*Ada\\*\\* \\:\u2060red\\[x\\]"),
    ],
)
def test_a_name_is_the_providers_words_made_short_and_literal(in_menu: InMenu, claims: dict, shown: str) -> None:
    assert f":material/account_circle: {shown}" in in_menu(
        {"is_logged_in": True, "iss": ISSUER, "sub": "1001", **claims}
    )


@pytest.mark.parametrize(("page", "user"), [("sign_in.py", ADA), ("sign_out.py", OUT)])
def test_an_old_address_of_either_page_leads_to_the_form(
    service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch, page: str, user: dict
) -> None:
    left: list[None] = []
    monkeypatch.setattr(st, "logout", lambda: left.append(None))
    at = visit(page, user=user)
    assert (at.title[0].value if at.title else "") == ("New analysis" if user is ADA else "")
    assert (ASKS in said(at)) == (user is OUT)
    assert not left


def test_signing_out_is_streamlits(service: FakeService, visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[None] = []
    monkeypatch.setattr(st, "logout", lambda: left.append(None))
    visit("sign_out.py", user=ADA)
    assert left == [None]


# -- whose an analysis is -----------------------------------------------------------------------------------------


def _result(service: FakeService, visit: Open, tab: str = "Overview", **changes: object) -> AppTest:
    result = make_result(60)
    service.keep(job(attempt=id(changes) % 10**9, **changes), result)  # another attempt: nothing comes from the cache
    return visit(job=ID, tab=tab, user=ADA)


def _choice(at: AppTest) -> object:
    return at.segmented_control(key=f"share_{ID}")


def test_an_owner_chooses_who_may_see(service: FakeService, visit: Open) -> None:
    at = _result(service, visit, may_hide=True)
    assert _choice(at).value == "Anyone with the link"
    assert "see the results and change nothing" in said(at)
    drawn(_choice(at).set_value("Only me").run())
    assert service.views[ID].private
    assert service.asked[-1] == ACCOUNT
    assert "no analysis is behind this link" in said(at)
    drawn(_choice(at).set_value("Anyone with the link").run())
    assert not service.views[ID].private


def test_the_choice_shows_what_is_stored_also_after_another_tab_changed_it(service: FakeService, visit: Open) -> None:
    at = _result(service, visit, may_hide=True)
    service.views[ID] = replace(service.views[ID], private=True)
    assert _choice(drawn(at.run())).value == "Only me"


def test_nobody_else_is_offered_the_choice(service: FakeService, visit: Open) -> None:
    at = _result(service, visit, may_change=False)
    assert not [control for control in at.segmented_control if control.key == f"share_{ID}"]
    assert "Whoever has this link sees the results." in said(at)


def test_a_private_job_is_marked_in_the_list(service: FakeService, visit: Open) -> None:
    service.keep(job(private=True))
    assert "Only me" in said(visit(MINE, user=ADA))
    service.keep(job())
    assert "Only me" not in said(visit(MINE, user=ADA))


OWNERS = {"Cancel analysis", "Retry", "Start again", "Change", "Delete", "Run again with these words", "Apply answers"}


@pytest.mark.parametrize(
    ("state", "tab"),
    [
        ("running", ""),
        ("waiting", ""),
        ("failed", ""),
        ("cancelled", ""),
        ("complete", "Overview"),
        ("complete", "Questions"),
    ],
)
def test_a_stranger_is_shown_results_and_nothing_to_change_them(
    service: FakeService, visit: Open, state: str, tab: str
) -> None:
    def offered(may_change: bool) -> set[str]:
        at = _result(service, visit, tab, state=state, may_change=may_change)
        menus = {menu.key for menu in at.menu_button}
        answers = {control.key for control in (*at.segmented_control, *at.pills) if "answer" in str(control.key)}
        return (OWNERS & set(_buttons(at))) | (menus & {"more"}) | answers

    assert offered(may_change=True)
    assert offered(may_change=False) == set()


def test_a_strangers_list_row_has_no_menu(service: FakeService, visit: Open) -> None:
    service.keep(job(may_change=False))
    assert not visit(MINE, user=ADA).menu_button


# -- hidden is unknown --------------------------------------------------------------------------------------------


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser_id: str) -> Iterator[Service]:
    """The real service over a store, with sign-in."""
    work = Held()
    work.go.set()
    with service_in(tmp_path, work, providers=("default",)) as made:
        monkeypatch.setattr(jobstore, "service", lambda: made)
        yield made


def _drawn_for(visit: Open, job_id: str, user: dict) -> list[tuple[str, str]]:
    at = visit(job=job_id, user=user)
    return [(element.type, str(element.value)) for element in (*at.title, *at.markdown, *at.text, *at.button)] + [
        ("label", label) for label in _buttons(at)
    ]


@pytest.mark.parametrize("state", ["complete", "failed"])
def test_anothers_private_job_draws_the_very_page_of_an_unknown_one(visit: Open, real: Service, state: str) -> None:
    keyword = "bad" if state == "failed" else ""
    hidden = real.start(replace(REQUEST, main_keyword=keyword), ACCOUNT)
    until(lambda: real.status(hidden, ACCOUNT).state == state)
    real.set_private(hidden, ACCOUNT, private=True)
    for user in (OUT, {**ADA, "sub": "1002"}):
        page = _drawn_for(visit, hidden, user)
        assert page == _drawn_for(visit, str(uuid.uuid4()), user) == _drawn_for(visit, "no id", user)
        assert any("No analysis behind this link" in text for _, text in page)
    assert "No analysis behind this link" not in str(_drawn_for(visit, hidden, ADA))


def test_who_is_signed_out_may_sign_in_to_find_it(service: FakeService, visit: Open) -> None:
    assert _buttons(visit(job=ID, user=OUT)) == ["Sign in"]
    assert _buttons(visit(job=ID, user=ADA)) == ["New analysis", "My analyses"]
