"""The panels of the Listing tab: today's copy, and the proposed one to read, edit and copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from pages.components import actions
from pages.components.copy_button import copy_button
from pages.components.frame import card_heading
from pages.components.listing.copies import Field, edited, fields, text_key, undo, whole
from pages.components.listing.copies import today as current
from pages.components.listing.marks import NO_STEMS, Stems, earning, marked, stems_of
from pages.components.shown import Shown
from pages.components.stores import language
from pages.components.words import grey, md, small
from pipeline import Review, targets_of
from pipeline.model import Copy
from pipeline.report.words import plural
from pipeline.result import Violation

_LETTERS = "ABCDEFGH"
_LASTS = "Edits last until this tab is closed or reloaded: copy or export them before."


def chosen(shown: Shown) -> int:
    """The number of the alternative that is shown."""
    count = len(shown.result.seo.optimized.alternatives)
    return min(max(0, _LETTERS.find(str(shown.state("alternative", "A")))), count - 1)


def today(shown: Shown) -> None:
    """Today's copy, as it was handed in."""
    seo, tongue = shown.result.seo, language(shown.result.marketplace)
    errors = sum(violation.severity == "error" for violation in seo.violations)
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            legend = "**Bold** earns searches" + ", :red[red] breaks a rule" * bool(errors)
            card_heading("Today", legend if seo.current else "")
        if errors:
            st.badge(plural(errors, "error"), color="red")
    if seo.current is None:
        st.markdown(grey("No listing was handed in. With it you see what changes, and the proposal keeps your words."))
        if st.button("Add your listing", icon=":material/edit_note:", key=shown.key("add_listing")):
            actions.change(shown.job.id)
        return
    copy = current(shown.result)
    held = earning(copy, _phrases(shown), tongue)
    for field in fields(seo.current, seo.rules):
        _field(field, marked(field.copy.text, held, NO_STEMS, tongue, _wrong(seo.violations, field.key)))


def proposed(shown: Shown, copy: Copy, found: Review) -> None:
    """The proposed copy: marked, or as text areas while it is edited."""
    editing = _proposed_head(shown)
    choice, tongue = chosen(shown), language(shown.result.marketplace)
    before = current(shown.result)
    held = earning(copy, _phrases(shown), tongue)
    new: Stems = stems_of(copy, tongue) - stems_of(before, tongue) if before else NO_STEMS
    drafts = {f"bullet {number}" for number in shown.result.seo.optimized.alternatives[choice].drafts}
    if drafts:
        st.markdown(small("Bullets marked “draft” hold bare facts: fill in what they do for the buyer."))
    for each in fields(found.fields, found.rules):
        field = replace(each, name=f"{each.name}, draft") if each.key in drafts else each
        if editing:
            _editor(shown, choice, field)
        else:
            text = marked(field.copy.text, held, new, tongue, _wrong(found.violations, field.key))
            _field(field, text, copy_key=shown.key(f"copy_{field.key}"))
    if edited(shown, choice):
        st.button(
            "Undo my edits",
            icon=":material/undo:",
            type="tertiary",
            key=shown.key("undo"),
            on_click=undo,
            args=(shown, choice),
        )
    copy_button("Copy the whole listing", whole(copy), shown.key("copy_whole"))


def _wrong(broken: Iterable[Violation], field: str) -> list[str]:
    """The passages of a field for which Amazon suppresses or rewrites it."""
    return [one.text for one in broken if one.field == field and one.severity == "error"]


def _phrases(shown: Shown) -> list[str]:
    return [target.phrase for target in targets_of(shown.result.keywords)]


def _proposed_head(shown: Shown) -> bool:
    alternatives = shown.result.seo.optimized.alternatives
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("#### Proposed", width="stretch", anchors=False)
        if len(alternatives) > 1:
            letters = list(_LETTERS[: len(alternatives)])
            st.segmented_control(
                "Alternative",
                letters,
                default=None if shown.key("alternative") in st.session_state else "A",
                required=True,
                key=shown.key("alternative"),
                label_visibility="collapsed",
                persist_state="page",
            )
        editing = st.toggle("Edit", key=shown.key("edit"), persist_state="page")
    proposal = alternatives[chosen(shown)]
    note = f"**{md(proposal.name)}** {md(proposal.note)}".strip()
    new = ', :color[*tinted*]{background="rgba(109,100,232,0.22)"} is new' if shown.result.listing else ""
    marks = _LASTS if editing else f"**Bold** earns searches{new}"
    with st.container(gap=None):
        st.markdown(small(note))
        st.markdown(small(marks))
    return editing


def _field(field: Field, text: str, copy_key: str = "") -> None:
    """One field: its name, how much of its limit it takes, its text."""
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(small(f"**{field.name}**"), width="stretch")
            st.markdown(_counter(field), width="content")
            if copy_key and field.copy.text:
                copy_button("Copy", field.copy.text, copy_key, small=True, name=f"Copy {field.name.lower()}")
        st.markdown(text or grey("Empty"))


def _counter(field: Field) -> str:
    said = f"{field.used:,} / {field.limit:,}{field.unit}" if field.limit else f"{field.used:,}{field.unit}"
    if field.over:
        return f":small[:red[:material/error: {said}]]"
    return small(said) if not field.used else f":small[:green[:material/check:] {grey(said)}]"


def _editor(shown: Shown, choice: int, field: Field) -> None:
    key = text_key(shown, choice, field.key)
    st.session_state.setdefault(key, field.copy.text)
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(small(f"**{field.name}**"), width="stretch")
            st.markdown(_counter(field), width="content")
        st.text_area(
            field.name,
            key=key,
            height=68 if field.used < 90 else 96,
            label_visibility="collapsed",
            persist_state="page",
        )
