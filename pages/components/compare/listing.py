"""The comparison's listings: what changed in the copy since then, and what the proposal would change now."""

from __future__ import annotations

import streamlit as st

from pages.components import actions
from pages.components.compare.compared import Compared
from pages.components.frame import card_heading
from pages.components.listing.marks import diffed
from pages.components.words import grey, md, small
from pipeline import FieldChange
from pipeline.report.words import number, plural
from pipeline.result import BeforeAfter

_NAMES = {"title": "Title", "item_highlights": "Item highlights", "search_terms": "Search terms"}
_LEGEND = "**Bold** is new, ~~struck~~ is gone"


def listing(compared: Compared) -> None:
    """Draw the part: two columns, field by field."""
    grid = st.grid(2, min_column_width=340, border=True)
    with grid.cell():
        _since(compared)
    with grid.cell():
        _proposal(compared)


def _since(compared: Compared) -> None:
    copy, changes = compared.changes.copy, compared.changes
    missing = [
        name for name, side in (("earlier", changes.before), ("later", changes.after)) if side.seo.current is None
    ]
    if missing:
        card_heading("Your listing, then and now")
        which = "either analysis" if len(missing) == 2 else f"the {missing[0]} analysis"
        st.markdown(grey(f"No listing was handed in to {which}, so the copy cannot be compared."))
        if "later" in missing and st.button(
            "Add your listing", icon=":material/edit_note:", key=compared.key("add_listing")
        ):
            actions.change(compared.after.id)
    else:
        card_heading(
            f"Your listing: {plural(copy.changed, 'field')} changed" if copy.changed else "Your listing did not change",
            f"{_captures(copy.same_targets)}. {_LEGEND}",
        )
    for field in copy.fields:
        _field(field, field.before, field.after)


def _proposal(compared: Compared) -> None:
    totals = compared.changes.totals
    captures = _captures(BeforeAfter(before=totals.captured_volume.after, after=totals.proposed_volume.after))
    card_heading("What the later analysis proposes", f"{captures}. {_LEGEND}")
    for field in compared.changes.copy.fields:
        _field(field, field.after, field.proposed)


def _captures(volume: BeforeAfter) -> str:
    """What two copies capture of the same targets."""
    then = f"{number(volume.before)} → " if volume.change else ""
    return f"Captures {then}{number(volume.after)} searches of today’s targets"


def _field(field: FieldChange, before: str | None, after: str | None) -> None:
    """One field with the words that changed; without an earlier text it stands as it is."""
    text = after if after is not None else before
    if text is None:
        return
    same = before is None or after is None or before == after
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(small(f"**{_NAMES.get(field.name, field.name.capitalize())}**"), width="stretch")
            st.markdown(small(_size(before, after)), width="content")
        st.markdown((md(text) if same else diffed(before or "", text)) or grey("Empty"))


def _size(before: str | None, after: str | None) -> str:
    """``199 → 73 characters``."""
    if before is None or after is None:
        return plural(len(after or before or ""), "character")
    if before == after:
        return f"unchanged, {plural(len(after), 'character')}"
    return f"{len(before):,} → {plural(len(after), 'character')}"
