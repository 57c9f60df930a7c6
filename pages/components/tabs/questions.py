"""The Questions tab: what shoppers ask for and the listing does not say. Answers start a new analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pages.components.frame import card_heading
from pages.components.routes import jobs, viewer
from pages.components.shown import Shown
from pages.components.start import start_at_once
from pages.components.words import dots, grey, md, on_primary, small
from pipeline.report.words import number
from pipeline.result import Question

_YES, _NO, _UNSURE, _NONE = "Yes", "No", "Not sure", "None of these"
_MOST = 20
_PHRASES = 6


def questions(shown: Shown) -> None:
    """Draw the tab."""
    asked = shown.result.questions[:_MOST]
    effect = "What is true makes the phrases targets, what is not takes them out"
    answerable = shown.job.may_change
    card_heading(
        "Shoppers ask, your listing does not say", effect if answerable else "Whoever started the analysis can answer"
    )
    with st.container(gap="xsmall"):
        for place, question in enumerate(asked):
            _row(shown, place, question)
    if answerable:
        _answers(shown, asked)


def _answers(shown: Shown, asked: Sequence[Question]) -> None:
    answered = any(any(_answer(shown, place, question)) for place, question in enumerate(asked))
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            on_primary("Apply answers", "check", pressable=answered),
            type="primary",
            key="apply_answers",
            disabled=not answered,
        ):
            _apply(shown)
        st.markdown(grey("Runs the analysis again with your answers; this result is kept."), width="content")


def _row(shown: Shown, place: int, question: Question) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{md(question.text)}**")
            st.markdown(small(dots(*map(md, _named(question.phrases)))))
        st.markdown(f"**{number(question.search_volume)}** {grey('searches a month')}", width="content")
        if not shown.job.may_change:
            return
        if len(question.options) > 1:
            _choose(shown, place, question)
        else:
            _confirm(shown, place)


def _named(phrases: Sequence[str]) -> list[str]:
    """The phrases that wait, the last of many as their number."""
    rest = len(phrases) - _PHRASES
    return [*phrases[:_PHRASES], *([f"and {rest:,} more"] if rest > 0 else [])]


def _confirm(shown: Shown, place: int) -> None:
    st.segmented_control(
        f"Answer to question {place + 1}",
        [_YES, _NO, _UNSURE],
        default=None if shown.key(f"answer_{place}") in st.session_state else _UNSURE,
        required=True,
        key=shown.key(f"answer_{place}"),
        label_visibility="collapsed",
        persist_state="page",
    )


def _choose(shown: Shown, place: int, question: Question) -> None:
    st.pills(
        f"Answer to question {place + 1}",
        [*question.options, _NONE],
        selection_mode="multi",
        format_func=md,
        wrap=True,  # on a phone the last choice was out of sight
        key=shown.key(f"answer_{place}"),
        label_visibility="collapsed",
        persist_state="page",
    )


def _answer(shown: Shown, place: int, question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the product has and what it lacks by one answer; both empty: not answered."""
    said = shown.state(f"answer_{place}")
    if len(question.options) <= 1:
        return (question.options if said == _YES else ()), (question.options if said == _NO else ())
    chosen = tuple(option for option in question.options if option in (said or ()))
    if not chosen and _NONE not in (said or ()):
        return (), ()
    denied = question.exclusive or not chosen
    return chosen, tuple(option for option in question.options if denied and option not in chosen)


def _apply(shown: Shown) -> None:
    given = jobs().request(shown.job.id, viewer())
    if given is None:
        return
    answers = [_answer(shown, place, question) for place, question in enumerate(shown.result.questions[:_MOST])]
    has = tuple(word for said, _ in answers for word in said)
    lacks = tuple(word for _, said in answers for word in said)
    words = replace(given.words, has=_joined(given.words.has, has), lacks=_joined(given.words.lacks, lacks))
    start_at_once(replace(given, words=words))


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
