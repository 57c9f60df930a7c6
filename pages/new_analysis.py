"""The form: a product, its keyword files, its listing; or the sample. Start makes a job of it."""

from __future__ import annotations

import streamlit as st

from jobstore.service import JobView
from pages.components import account
from pages.components.frame import card_heading, column, heading
from pages.components.header import name
from pages.components.inputs import draft, form, slots, upload
from pages.components.inputs.samples import sample_list, sample_shortcut
from pages.components.routes import LIVE, jobs, now, open_job, viewer, zone
from pages.components.start import leap, start
from pages.components.words import days, dots, grey, md, on_primary, small, when
from pipeline import FilePreview
from pipeline.report.words import plural

_GAINS = (
    ("target", "The phrases to win", "Every keyword in one of six categories, with the reason."),
    ("trending_up", "Where competitors rank and you do not", "Share of voice, gaps, ranks side by side."),
    ("edit_note", "A listing within today’s rules", "Title, highlights, bullets and search terms, before and after."),
)


def _strip() -> None:
    left, right = st.columns([7, 3], vertical_alignment="center")
    with left:
        heading("New analysis", "Your ASIN and keyword files in; the phrases to win and a better listing out.")
    with right, st.container(horizontal_alignment="right"):
        sample_shortcut()


def _what_you_get() -> None:
    with st.container(border=True, gap="small"):
        card_heading("What you get")
        for icon, gain, text in _GAINS:
            with st.container(gap=None):
                st.markdown(f":primary[:material/{icon}:] **{gain}**")
                st.markdown(small(text))


def _yours() -> None:
    with st.container(border=True, gap="xsmall"):
        card_heading("Your files stay yours")
        who = "people with the link, or only you, see" if account.providers() else "people with the link see"
        st.markdown(small(f"{_kept()} Only {who} the results."))


def _kept() -> str:
    kept = jobs().settings.retention_days
    return f"Kept for {days(kept)}, then deleted, or at once when you say so." if kept else "Deleted when you say so."


def _start_bar() -> None:
    """Stays at the bottom of the window: the next action is in sight wherever the form is scrolled to."""
    with st.bottom, column(), st.container(horizontal=True, vertical_alignment="center"):
        same = jobs().status(draft.same(), viewer())
        if same:
            _was_run(same)
            return
        st.button(on_primary("Start analysis", "play_arrow"), type="primary", key="start", on_click=start)
        problem = draft.problem()
        if problem:
            form.sentence(problem.sentence)
        else:
            st.markdown(grey(dots(*_handed_in(), "Runs in the background; you can close the tab.")), width="stretch")


def _was_run(job: JobView) -> None:
    """Exactly this was started before: its result would be the same, to the byte."""
    if st.button(on_primary("Open it", "monitoring"), type="primary", key="open_same"):
        open_job(job.id)
    at = when(job.completed_at or job.created_at, now(), zone())
    if job.state in LIVE:
        st.markdown(f"Exactly this is running already, as **{md(name(job))}**.", width="stretch")
        return
    st.button("Run again", icon=":material/refresh:", key="run_again", on_click=start, kwargs={"again": True})
    st.markdown(f"You ran exactly this {at}, as **{md(name(job))}**.", width="stretch")


def _handed_in() -> list[str]:
    usable = sum(isinstance(upload.look(file), FilePreview) for file in slots.files())
    return [plural(usable, "keyword file")] if usable else []


leap()
with column():
    _strip()
    main, aside = st.columns([7, 3], gap="medium")
    with main:
        form.product()
        upload.keyword_files()
        form.listing()
    with aside:
        _what_you_get()
        sample_list()
        _yours()
_start_bar()
