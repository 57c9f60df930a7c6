"""The sample products: what each shows, and a button that runs the real analysis on it."""

from __future__ import annotations

import streamlit as st

from pages.components.frame import card_heading
from pages.components.start import start_at_once
from pages.components.words import md, small
from pipeline.samples import SAMPLES, Sample


def sample_shortcut() -> None:
    """One button for the first sample, to stand where a page begins: on a phone the list is far below."""
    _button(SAMPLES[0], "Try with sample data", key="sample", icon=":material/science:")


def sample_list() -> None:
    """A card with a line for each sample."""
    with st.container(border=True, gap="small"):
        card_heading("No files at hand?", "Made-up products, the real analysis, a few seconds.")
        for product in SAMPLES:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _words(product)
                _button(product, "Try")


def sample_cards() -> None:
    """A card for each sample, side by side where there is room."""
    grid = st.grid(len(SAMPLES), min_column_width=260, border=True)
    for product in SAMPLES:
        with grid.cell(), st.container(gap="small", horizontal_alignment="left"):
            _words(product)
            _button(product, "Try this one", icon=":material/science:")


def _words(product: Sample) -> None:
    with st.container(gap=None, width="stretch"):
        st.markdown(f"**{md(product.name)}**")
        st.markdown(small(md(product.line)))


def _button(product: Sample, label: str, *, key: str = "", icon: str = "") -> None:
    pressed = st.button(
        label,
        icon=icon or None,
        key=key or f"sample_{product.key}",
        help=f"Runs the real analysis on the made-up files of {md(product.name)}; takes a few seconds.",
    )
    if pressed:
        start_at_once(product.request)
