"""The Questions tab: what shoppers ask for and the listing does not say. Answers start a new analysis."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.components.frame import card_heading
from pages.components.routes import jobs
from pages.components.shown import Shown
from pages.components.start import start_at_once
from pages.components.words import dots, grey, md, small
from pipeline.report.words import number
from pipeline.result import Question

_YES, _NO, _UNSURE = "Yes", "No", "Not sure"
_MOST = 20


def questions(shown: Shown) -> None:
    """Draw the tab."""
    asked = shown.result.questions[:_MOST]
    card_heading("Shoppers ask, your listing does not say", "An answer moves the phrases into or out of your targets")
    with st.container(gap="xsmall"):
        for place, question in enumerate(asked):
            _row(shown, place, question)
    answered = any(shown.state(f"answer_{place}", _UNSURE) != _UNSURE for place in range(len(asked)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            "Apply answers", type="primary", icon=":material/check:", key="apply_answers", disabled=not answered
        ):
            _apply(shown)
        st.markdown(grey("Runs the analysis again with your answers; this result is kept."), width="content")


def _row(shown: Shown, place: int, question: Question) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**Is your product “{md(question.attribute)}”?**")
            st.markdown(small(dots(*map(md, question.phrases[:4]))))
        st.markdown(f"**{number(question.search_volume)}** {grey('searches a month')}", width="content")
        st.segmented_control(
            f"Is your product {question.attribute}?",
            [_YES, _NO, _UNSURE],
            default=None if shown.key(f"answer_{place}") in st.session_state else _UNSURE,
            required=True,
            key=shown.key(f"answer_{place}"),
            label_visibility="collapsed",
            persist_state="page",
        )


def _apply(shown: Shown) -> None:
    given = jobs().request(shown.job.id)
    if given is None:
        return
    said = {
        answer: tuple(
            question.attribute
            for place, question in enumerate(shown.result.questions[:_MOST])
            if shown.state(f"answer_{place}") == answer
        )
        for answer in (_YES, _NO)
    }
    words = replace(given.words, has=_joined(given.words.has, said[_YES]), lacks=_joined(given.words.lacks, said[_NO]))
    start_at_once(replace(given, words=words))


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
