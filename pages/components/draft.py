"""The form's state: what was typed and uploaded, kept while the visitor looks at other pages.

It reads and fills the state of the form's widgets; it draws nothing and starts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from pipeline import InputError, listing_from_fields
from pipeline.model import Decision, Listing, ReadingEdits, Request, Role, SourceFile, UserWords

PRODUCT, STORE, MAIN = "new_product", "new_store", "new_main_keyword"
TITLE, BRAND, BULLETS = "new_title", "new_brand", "new_bullets"
DESCRIPTION, TERMS, HIGHLIGHTS = "new_description", "new_terms", "new_highlights"
_TYPED = (PRODUCT, MAIN, TITLE, BRAND, BULLETS, DESCRIPTION, TERMS, HIGHLIGHTS)
_KEPT, _REST, _WORDS, _PROBLEM, _ROUND = "new_kept", "new_rest", "new_words", "new_problem", "new_round"
_RIVALS, _READING, _DECISIONS = "new_rivals", "new_reading", "new_decisions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why an analysis was not started: one sentence, and the part of the form that it is about."""

    part: str
    sentence: str


def text(key: str) -> str:
    """What stands in a text field, without the blanks around it."""
    return str(st.session_state.get(key) or "").strip()


def uploader(role: Role) -> str:
    """The key of a role's uploader. It changes when the form is filled or cleared, which empties the widget."""
    return f"new_file_{role.value}_{st.session_state.get(_ROUND, 0)}"


def file(role: Role) -> SourceFile | None:
    """The file of a role: the one in the uploader, else the one kept from before."""
    upload = st.session_state.get(uploader(role))
    kept: dict[Role, SourceFile] = st.session_state.setdefault(_KEPT, {})
    if upload is not None:
        kept[role] = SourceFile(name=upload.name, role=role, content=upload.getvalue())
    return kept.get(role)


def files() -> tuple[SourceFile, ...]:
    """The files handed in so far, revenue first."""
    return tuple(found for role in Role if (found := file(role)))


def changed(role: Role) -> None:
    """An uploader was filled or emptied by hand."""
    settle()
    if st.session_state.get(uploader(role)) is None:
        st.session_state.get(_KEPT, {}).pop(role, None)


def _keep() -> None:
    files()
    rivals()


def remove(role: Role) -> None:
    """Take a role's kept file out again."""
    _keep()  # what is in the uploaders is kept before their keys change
    st.session_state[_KEPT].pop(role, None)
    settle()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def rivals_uploader() -> str:
    """The key of the competitor file's uploader."""
    return f"new_rivals_{st.session_state.get(_ROUND, 0)}"


def rivals() -> SourceFile | None:
    """The competitor file: the one in the uploader, else the one kept from before."""
    upload = st.session_state.get(rivals_uploader())
    if upload is not None:
        st.session_state[_RIVALS] = SourceFile(name=upload.name, role=Role.REVENUE, content=upload.getvalue())
    return st.session_state.get(_RIVALS)


def rivals_changed() -> None:
    """The competitor file's uploader was filled or emptied by hand."""
    settle()
    if st.session_state.get(rivals_uploader()) is None:
        st.session_state.pop(_RIVALS, None)


def remove_rivals() -> None:
    """Take the kept competitor file out again."""
    _keep()  # what is in the uploaders is kept before their keys change
    st.session_state.pop(_RIVALS, None)
    settle()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def decisions_uploader() -> str:
    """The key of the decisions' uploader."""
    return f"new_decisions_file_{st.session_state.get(_ROUND, 0)}"


def decisions() -> tuple[Decision, ...]:
    """What is decided about single phrases beforehand."""
    found: tuple[Decision, ...] = st.session_state.get(_DECISIONS) or ()
    return found


def decide(given: tuple[Decision, ...]) -> None:
    """Decide about single phrases beforehand."""
    st.session_state[_DECISIONS] = given


def decide_nothing() -> None:
    """Take these decisions out again."""
    _keep()  # what is in the uploaders is kept before their keys change
    st.session_state.pop(_DECISIONS, None)
    settle()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


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
        marketplace=text(STORE) or "US",
        files=files(),
        main_keyword=text(MAIN),
        listing=listing(),
        words=st.session_state.get(_WORDS) or UserWords(),
        reading=st.session_state.get(_READING) or ReadingEdits(),
        competitors_file=rivals(),
        decisions=decisions(),
    )


def fill(given: Request) -> None:
    """Put a request into the form, to be changed and started again."""
    clear()
    state = st.session_state
    state[PRODUCT], state[STORE], state[MAIN] = given.product, given.marketplace, given.main_keyword
    state[_KEPT] = {file.role: file for file in given.files}
    state[_WORDS], state[_READING], state[_RIVALS] = given.words, given.reading, given.competitors_file
    state[_DECISIONS] = given.decisions
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
    for key in (_KEPT, _REST, _WORDS, _PROBLEM, _RIVALS, _READING, _DECISIONS):
        st.session_state.pop(key, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def is_empty() -> bool:
    """Nothing was typed or uploaded."""
    return not files() and not rivals() and not any(text(key) for key in _TYPED)


def complain(part: str, error: InputError | str) -> None:
    """Keep why the start was refused, to be shown beside the part that it is about."""
    st.session_state[_PROBLEM] = Problem(part=part, sentence=str(error))


def problem() -> Problem | None:
    """Why the last start was refused."""
    return st.session_state.get(_PROBLEM)


def settle() -> None:
    """Forget the last refusal: something was changed."""
    st.session_state.pop(_PROBLEM, None)
