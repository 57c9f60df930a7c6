"""Signing in and out: who is signed in, the page that asks for it, and the way back to where one was.

Where the installation has no sign-in, nothing here is ever shown. The account itself, its cookie and the round trip
to the provider are Streamlit's (``st.login``, ``st.user``, ``st.logout``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from jobstore.service import DEFAULT, SettingsError, StoreError
from pages.components.frame import NARROW, column, nothing
from pages.components.routes import browser, jobs, viewer
from pages.components.words import md, on_primary

SIGN_IN, SIGN_OUT = "sign_in", "sign_out"
_AT, _ARRIVED, _UNFINISHED = "account_at", "account_arrived", "account_unfinished"
_LONGEST = 24  # characters of a name in the menu


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A page, and what stood in its address."""

    path: str
    query: dict[str, str]


@st.cache_resource(max_entries=1000, ttl="15m", show_spinner=False)
def _left(browser_id: str) -> list[_Place]:  # noqa: ARG001 - one note for each browser
    """Where a browser was when it went to its provider; at most one place.

    The round trip ends the session, and Streamlit always brings back to the first page: what stood in the address,
    a job's id for one, would be lost. The note lies here, where nobody else can write to it; a visitor who clears the
    cache, or a restart, costs no more than the way back.
    """
    return []


def providers() -> tuple[str, ...]:
    """Whom people sign in with; none: there is no sign-in here."""
    try:
        return jobs().providers
    except (StoreError, SettingsError):  # the page itself will say so
        return ()


def wanted() -> bool:
    """Whether this installation has sign-in and nobody is signed in."""
    return bool(providers()) and not viewer().signed_in


def menu(pages: Sequence[Page]) -> dict[str, list[Page]]:
    """The navigation: the pages, and beside them the way in or the account with the way out."""
    if not providers():
        return {"": [*pages]}
    out = wanted()
    enter = _door(SIGN_IN, "Sign in", ":material/login:", shown=out)
    leave = _door(SIGN_OUT, "Sign out", ":material/logout:", shown=not out)
    return {"": [*pages, enter, leave]} if out else {"": [*pages, enter], _name(): [leave]}


def _door(path: str, title: str, icon: str, *, shown: bool) -> Page:
    """The page in or out; the one that is of no use is hidden, not gone: somebody may still have its address."""
    return st.Page(f"{path}.py", title=title, icon=icon, url_path=path, visibility="visible" if shown else "hidden")


def _name() -> str:
    """Who is signed in, as Markdown; the provider's own words."""
    claims = st.user.to_dict()
    name = next((str(claims[key]) for key in ("name", "preferred_username", "email") if claims.get(key)), "Account")
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
    return f":material/account_circle: {md(short)}"


def whose() -> str:
    """What joins an analysis to whoever looks at it, to stand after "started"."""
    return "with your account" if providers() else "from this browser"


def settle(page: Page, pages: Sequence[Page]) -> None:
    """Note where one is; in a session's first run go back to where one was before signing in."""
    if page.url_path not in {SIGN_IN, SIGN_OUT}:
        st.session_state[_AT] = _Place(path=page.url_path, query=st.query_params.to_dict())
    if not providers() or _ARRIVED in st.session_state:
        return
    st.session_state[_ARRIVED] = True
    left = _left(browser())
    if not left:
        return
    if wanted():
        st.session_state[_UNFINISHED] = True
        return
    place = left.pop()
    for known in pages:
        if known.url_path == place.path:
            st.switch_page(known, query_params=place.query)


def ask() -> None:
    """The page that asks for it."""
    text = "Analyses belong to whoever starts them: you find yours on any device, and choose who may open their links."
    if st.session_state.get(_UNFINISHED):
        text = "Signing in was not finished. Try again; if it fails once more, tell whoever runs this site."
    with column(NARROW), nothing("account_circle", "Sign in to Amazon Sales Intelligence", text):
        buttons()


def buttons() -> None:
    """One button, or one for each provider."""
    several = len(providers()) > 1
    for provider in providers():
        label = f"Sign in with {md(provider[:1].upper() + provider[1:])}" if several else "Sign in"
        if st.button(on_primary(label, "login"), type="primary", key=f"sign_in_{provider}"):
            _go_to(provider)


def _go_to(provider: str) -> None:
    place = st.session_state.get(_AT, _Place(path="", query={}))
    if browser():
        _left.clear(browser())  # its time counts from now
        _left(browser()).append(place)
    st.login(None if provider == DEFAULT else provider)
