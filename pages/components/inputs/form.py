"""The form's parts that are typed: the product, and the listing as it stands today."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from pages.components.frame import card_heading
from pages.components.inputs import draft
from pages.components.stores import BY_CODE, product_link
from pages.components.words import dots, md, small
from pipeline import InputError, ProductError, listing_from_json

_PASTE, _FILE = "Paste", "From a file"
_LISTING_FILE = "new_listing_file"


def complaint(part: str, said: Collection[str] = ()) -> None:
    """The one sentence why the last start was refused, if it is about this part of the form and not ``said`` there."""
    problem = draft.problem()
    if problem and problem.part == part and problem.sentence not in said:
        sentence(problem.sentence)


def sentence(text: str) -> None:
    """An error in one sentence, beside what it is about."""
    st.markdown(f":red[:material/error:] {md(text)}")


def product() -> None:
    """Which product, on which store, around which phrase."""
    with st.container(border=True, gap="small"):
        card_heading("1 · Product")
        asin, store, keyword = st.columns([5, 3, 4])
        asin.text_input(
            "ASIN or product link",
            key=draft.PRODUCT,
            persist_state="session",
            placeholder="B0D5BL35MS or amazon.com/dp/…",
            on_change=draft.follow,
            help="Ten letters and digits from the product page, or the page's whole address. "
            "Short links (amzn.to) do not hold the ASIN.",
        )
        st.session_state.setdefault(draft.STORE, draft.DEFAULT_STORE)
        store.selectbox(
            "Store",
            list(BY_CODE),
            key=draft.STORE,
            persist_state="session",
            format_func=lambda code: BY_CODE[code].name,
            help="A product link picks its store by itself.",
        )
        keyword.text_input(
            "Main keyword",
            key=draft.MAIN,
            persist_state="session",
            placeholder="optional, picked for you",
            on_change="ignore",
            help="The phrase that names your product best. Left empty, the strongest relevant phrase is taken.",
        )
        _understood()


def _understood() -> None:
    """What the product field is taken to be, or why it cannot be used; the start's own refusal where it is empty."""
    try:
        found = draft.product()
    except ProductError as error:
        sentence(str(error))
        return
    if found is None:
        complaint("product")
        return
    for warning in found.warnings:
        st.markdown(f":small[:orange[:material/warning:] {md(warning)}]")
    if found.asin != draft.text(draft.PRODUCT):
        st.markdown(small(dots(product_link(found.asin, found.store.code), md(found.store.name))))


def listing() -> None:
    """The listing as it stands today: optional, but without it there is nothing to compare and to rewrite from."""
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                card_heading(
                    "3 · Your listing",
                    "Optional. With it you also get coverage, rule checks and a rewrite from your own words.",
                )
            how = st.segmented_control(
                "How to hand in the listing",
                [_PASTE, _FILE],
                key="new_listing_how",
                required=True,
                default=_PASTE,
                label_visibility="collapsed",
            )
        if how == _FILE:
            _from_file()
        _fields()
        complaint("listing")


def _fields() -> None:
    title, brand = st.columns([3, 1])
    with title:
        _line("Title", draft.TITLE, "Paste the title as it stands on Amazon")
    with brand:
        _line("Brand", draft.BRAND, "As on the product page")
    left, right = st.columns(2)
    with left:
        _area("Bullets, one a line", draft.BULLETS, "The bullet points of “About this item”")
        _area("Search terms", draft.TERMS, "From Seller Central; shoppers do not see them", height=84)
    with right:
        _area("Description", draft.DESCRIPTION, "Plain text")
        _area("Item highlights", draft.HIGHLIGHTS, "The line under the title, if you have one", height=84)


def _line(label: str, key: str, placeholder: str) -> None:
    st.text_input(label, key=key, persist_state="session", placeholder=placeholder, on_change="ignore")


def _area(label: str, key: str, placeholder: str, height: int = 116) -> None:
    st.text_area(label, key=key, persist_state="session", placeholder=placeholder, height=height, on_change="ignore")


def _from_file() -> None:
    st.file_uploader(
        "Listing as JSON",
        type="json",
        key=_LISTING_FILE,
        on_change=_read_listing,
        help="An object with title, brand, bullets, description and search_terms; it fills the fields below.",
    )


def _read_listing() -> None:
    upload = st.session_state.get(_LISTING_FILE)
    if upload is None:
        return
    draft.settle()
    try:
        draft.fill_listing(listing_from_json(upload.getvalue()))
    except InputError as error:
        draft.complain("listing", error)
