"""The form's state: what was typed, kept while the visitor looks at other pages, and the request that it makes.

It reads and fills the state of the form's widgets; it draws nothing and starts nothing. Files are kept in ``slots``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from pages.components.inputs import slots
from pipeline import InputError, check, listing_from_fields
from pipeline.model import Decision, Listing, Product, ReadingEdits, Request, Role, SourceFile, UserWords

PRODUCT, STORE, MAIN = "new_product", "new_store", "new_main_keyword"
TITLE, BRAND, BULLETS = "new_title", "new_brand", "new_bullets"
DESCRIPTION, TERMS, HIGHLIGHTS = "new_description", "new_terms", "new_highlights"
DEFAULT_STORE = "US"
_TYPED = (PRODUCT, MAIN, TITLE, BRAND, BULLETS, DESCRIPTION, TERMS, HIGHLIGHTS)
_REST, _WORDS, _READING, _DECISIONS = "new_rest", "new_words", "new_reading", "new_decisions"
_PROBLEM, _SAME, _FOLLOWED = "new_problem", "new_same", "new_followed"
# The product is checked while files are still to come: with one that is always right.
_ANY_FILE = (SourceFile(name="any.csv", role=Role.REVENUE, content=b"Keyword Phrase,Search Volume\nany,1\n"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why an analysis was not started: one sentence, and the part of the form that it is about."""

    part: str
    sentence: str


def text(key: str) -> str:
    """What stands in a text field, without the blanks around it."""
    return str(st.session_state.get(key) or "").strip()


def put(key: str, value: str) -> None:
    """Fill one field; for callbacks."""
    st.session_state[key] = value


def product() -> Product | None:
    """The product as typed, on the store that counts; None where nothing was typed.

    :raises pipeline.errors.ProductError: it cannot be understood.
    """
    typed = text(PRODUCT)
    return check(Request(product=typed, marketplace=text(STORE), files=_ANY_FILE)) if typed else None


def decisions() -> tuple[Decision, ...]:
    """What is decided about single phrases beforehand."""
    found: tuple[Decision, ...] = st.session_state.get(_DECISIONS) or ()
    return found


def decide(given: tuple[Decision, ...]) -> None:
    """Decide about single phrases beforehand."""
    st.session_state[_DECISIONS] = given


def decide_nothing() -> None:
    """Take these decisions out again."""
    st.session_state.pop(_DECISIONS, None)
    settle()
    slots.renew()


def listing() -> Listing | None:
    """The listing as typed; None where nothing was typed.

    :raises pipeline.errors.ListingError: it cannot be used.
    """
    typed = [text(key) for key in (TITLE, BRAND, BULLETS, DESCRIPTION, TERMS, HIGHLIGHTS)]
    rest: Listing = st.session_state.get(_REST) or Listing()
    if not any(typed):
        return None
    title, brand, bullets, description, terms, highlights = typed
    read = listing_from_fields(title, brand, bullets, description, terms)
    return replace(read, item_highlights=highlights, attributes=rest.attributes)


def request() -> Request:
    """The request that the form describes.

    :raises pipeline.errors.InputError: the listing cannot be used.
    """
    return Request(
        product=text(PRODUCT),
        marketplace=text(STORE) or DEFAULT_STORE,
        files=slots.files(),
        main_keyword=text(MAIN),
        listing=listing(),
        words=st.session_state.get(_WORDS) or UserWords(),
        reading=st.session_state.get(_READING) or ReadingEdits(),
        competitors_file=slots.file(slots.RIVALS),
        decisions=decisions(),
    )


def fill(given: Request) -> None:
    """Put a request into the form, to be changed and started again."""
    clear()
    state = st.session_state
    state[PRODUCT], state[STORE], state[MAIN] = given.product, given.marketplace, given.main_keyword
    state[_WORDS], state[_READING], state[_DECISIONS] = given.words, given.reading, given.decisions
    slots.fill(given.files, given.competitors_file)
    if given.listing:
        fill_listing(given.listing)


def fill_listing(given: Listing) -> None:
    """Put a listing into its fields. What has no field (attributes) is kept beside them."""
    state = st.session_state
    state[TITLE], state[BRAND], state[BULLETS] = given.title, given.brand, "\n".join(given.bullets)
    state[DESCRIPTION], state[TERMS], state[HIGHLIGHTS] = given.description, given.search_terms, given.item_highlights
    state[_REST] = given


def clear() -> None:
    """Empty the form."""
    for key in _TYPED:
        st.session_state[key] = ""
    for key in (_REST, _WORDS, _READING, _DECISIONS, _PROBLEM, _SAME):
        st.session_state.pop(key, None)
    slots.fill((), None)


def is_empty() -> bool:
    """Nothing was typed or uploaded."""
    return not slots.files() and not slots.file(slots.RIVALS) and not any(text(key) for key in _TYPED)


def complain(part: str, error: InputError | str) -> None:
    """Keep why the start was refused, to be shown beside the part that it is about."""
    st.session_state[_PROBLEM] = Problem(part=part, sentence=str(error))


def problem() -> Problem | None:
    """Why the last start was refused."""
    return st.session_state.get(_PROBLEM)


def note_same(given: Request, job_id: str) -> None:
    """Keep that a job was made of just this request before."""
    st.session_state[_SAME] = (given, job_id)


def same() -> str:
    """The job that was made of just what the form holds, if that was noted; empty once anything is changed."""
    given, job_id = st.session_state.get(_SAME, (None, ""))
    try:
        return job_id if given is not None and given == request() else ""
    except InputError:
        return ""


def follow() -> None:
    """The product was typed: a link picks its store along, unless another was picked by hand. A widget's callback."""
    settle()
    state = st.session_state
    if state.get(STORE) != state.get(_FOLLOWED, DEFAULT_STORE):
        return
    try:
        found = product()
    except InputError:
        return
    if found:
        state[STORE] = state[_FOLLOWED] = found.store.code


def settle() -> None:
    """Forget the last refusal: something was changed."""
    st.session_state.pop(_PROBLEM, None)
