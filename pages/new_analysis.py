"""The form: a product, its keyword files, its listing; or the sample. Start makes a job of it."""

from __future__ import annotations

import streamlit as st

from pages.components import account, draft, form, upload
from pages.components.frame import card_heading, column, heading
from pages.components.routes import jobs
from pages.components.start import leap, start, try_sample
from pages.components.words import dots, grey, on_primary, small
from pipeline import FilePreview
from pipeline.report.words import plural

_GAINS = (
    ("target", "The phrases to win", "Every keyword in one of six categories, with the reason."),
    ("trending_up", "Where competitors rank and you do not", "Share of voice, gaps, ranks side by side."),
    ("edit_note", "A listing within today’s rules", "Title, highlights, bullets and search terms, before and after."),
)


def _what_you_get() -> None:
    with st.container(border=True, gap="small"):
        card_heading("What you get")
        for icon, name, text in _GAINS:
            with st.container(gap=None):
                st.markdown(f":primary[:material/{icon}:] **{name}**")
                st.markdown(small(text))
        if st.button(
            "Try with sample data",
            icon=":material/science:",
            key="sample",
            width="stretch",
            help="Runs the real analysis on made-up files; takes a few seconds.",
        ):
            try_sample()


def _yours() -> None:
    with st.container(border=True, gap="xsmall"):
        card_heading("Your files stay yours")
        who = "people with the link, or only you, see" if account.providers() else "people with the link see"
        st.markdown(small(f"{_kept()} Only {who} the results."))


def _kept() -> str:
    days = jobs().settings.retention_days
    return f"Kept for {days:g} days, then deleted, or at once when you say so." if days else "Deleted when you say so."


def _start_bar() -> None:
    """Stays at the bottom of the window: the next action is in sight wherever the form is scrolled to."""
    with st.bottom, column(), st.container(horizontal=True, vertical_alignment="center"):
        st.button(on_primary("Start analysis", "play_arrow"), type="primary", key="start", on_click=start)
        problem = draft.problem()
        if problem:
            form.sentence(problem.sentence)
        else:
            st.markdown(grey(dots(*_handed_in(), "Runs in the background; you can close the tab.")), width="stretch")


def _handed_in() -> list[str]:
    usable = sum(isinstance(upload.look(file), FilePreview) for file in draft.files())
    return [plural(usable, "keyword file")] if usable else []


leap()
with column():
    heading("New analysis", "Your ASIN and keyword files in; the phrases to win and a better listing out.")
    main, aside = st.columns([7, 3], gap="medium")
    with main:
        form.product()
        upload.keyword_files()
        form.listing()
    with aside:
        _what_you_get()
        _yours()
_start_bar()
