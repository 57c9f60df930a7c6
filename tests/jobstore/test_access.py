"""Who may see, change, hide and start: the rules by themselves, without a store."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobstore.access import ANYONE, TOKEN, Access, Viewer
from jobstore.model import is_job_id
from tests.jobstore.support import job_id, row

ADA = Viewer.account("https://accounts.example", "1001")
GRACE = Viewer.account("https://accounts.example", "1002")
BROWSER = Viewer.browser(job_id(7))
OPEN, SIGN_IN = Access(), Access(sign_in=True)
ALONE, ALONE_SIGN_IN = Access(single_user=True), Access(sign_in=True, single_user=True)
RULES = {"open": OPEN, "sign-in": SIGN_IN, "alone": ALONE, "alone-sign-in": ALONE_SIGN_IN}
EVERYBODY = {"ada": ADA, "grace": GRACE, "browser": BROWSER, "anyone": ANYONE, "token": TOKEN}


def _who(rule: str, owner: Viewer, *, private: bool = False, **rules: Access) -> set[str]:
    """Everybody to whom a rule (``"sign-in may_see"``) says yes for a job of the owner's."""
    access, _, question = rule.partition(" ")
    job = row(owner=owner.owner, private=private)
    return {name for name, viewer in EVERYBODY.items() if getattr(RULES[access], question)(job, viewer)}


# -- who somebody is ----------------------------------------------------------------------------------------------


def test_an_account_has_the_same_id_on_every_visit_and_no_name_in_it() -> None:
    again = Viewer.account("https://accounts.example", "1001")
    assert again == ADA
    assert re.fullmatch("account:[0-9a-f]{64}", ADA.owner)
    assert "1001" not in Viewer.account("https://accounts.example", "ada@example.com").owner


@given(st.tuples(st.text(min_size=1), st.text(min_size=1)), st.tuples(st.text(min_size=1), st.text(min_size=1)))
def test_two_accounts_never_share_an_id(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (Viewer.account(*one) == Viewer.account(*other)) == (one == other)


def test_where_the_issuer_ends_and_the_subject_begins_is_part_of_the_id() -> None:
    assert Viewer.account("https://a.example", "b1") != Viewer.account("https://a.exampleb", "1")


@pytest.mark.parametrize(("issuer", "subject"), [("", ""), ("https://accounts.example", ""), ("", "1001")])
def test_without_issuer_or_subject_nobody_is_signed_in(issuer: str, subject: str) -> None:
    assert Viewer.account(issuer, subject) == ANYONE


@given(st.text())
def test_a_cookie_names_a_browser_or_nobody(cookie: str) -> None:
    viewer = Viewer.browser(cookie)
    assert not viewer.signed_in
    assert viewer.owner in {"", cookie}
    assert is_job_id(viewer.owner) or viewer == ANYONE


def test_no_cookie_can_name_an_account() -> None:
    assert Viewer.browser(ADA.owner) == ANYONE
    assert Viewer.browser(job_id(7)).owner == job_id(7)
    assert not is_job_id(ADA.owner)


# -- what they may do ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", RULES)
def test_whoever_has_the_link_sees_a_job_that_is_not_private(rules: str) -> None:
    assert _who(f"{rules} may_see", ADA) == set(EVERYBODY)


@pytest.mark.parametrize("rules", RULES)
def test_only_its_owner_sees_a_private_job_also_after_sign_in_was_switched_off(rules: str) -> None:
    assert _who(f"{rules} may_see", ADA, private=True) == {"ada"}


@pytest.mark.parametrize("rules", RULES)
def test_nobody_owns_a_job_without_an_owner(rules: str) -> None:
    assert _who(f"{rules} may_see", ANYONE, private=True) == set()
    assert _who(f"{rules} may_hide", ANYONE) == set()


@pytest.mark.parametrize("rules", ["open", "alone"])
def test_without_sign_in_whoever_has_the_link_may_change_a_job(rules: str) -> None:
    assert _who(f"{rules} may_change", BROWSER) == set(EVERYBODY)
    assert _who(f"{rules} may_change", ANYONE) == set(EVERYBODY)


@pytest.mark.parametrize("private", [True, False])
def test_with_sign_in_only_the_owner_may_change_a_job(private: bool) -> None:
    assert _who("sign-in may_change", ADA, private=private) == {"ada"}
    assert _who("sign-in may_change", ANYONE, private=private) == set()


def test_a_job_from_before_sign_in_is_nobodys_to_change_not_even_for_its_browser() -> None:
    assert _who("sign-in may_change", BROWSER) == set()


def test_with_sign_in_the_single_user_is_whoever_is_signed_in() -> None:
    assert _who("alone-sign-in may_change", ANYONE) == {"ada", "grace", "token"}
    assert _who("alone-sign-in may_change", ADA, private=True) == {"ada"}


@pytest.mark.parametrize("rules", RULES)
def test_what_cannot_be_seen_cannot_be_changed(rules: str) -> None:
    for owner in EVERYBODY.values():
        assert _who(f"{rules} may_change", owner, private=True) <= _who(f"{rules} may_see", owner, private=True)


def test_only_an_owner_with_an_account_may_hide_a_job() -> None:
    assert _who("sign-in may_hide", ADA) == _who("alone-sign-in may_hide", ADA) == {"ada"}
    assert _who("open may_hide", ADA) == _who("open may_hide", BROWSER) == _who("sign-in may_hide", BROWSER) == set()


def test_with_sign_in_only_who_is_signed_in_may_start_and_list() -> None:
    admitted = {
        rules: {name for name, viewer in EVERYBODY.items() if access.admits(viewer)} for rules, access in RULES.items()
    }
    assert admitted["open"] == admitted["alone"] == set(EVERYBODY)
    assert admitted["sign-in"] == admitted["alone-sign-in"] == {"ada", "grace", "token"}
