"""Which keywords of the table are ticked and which one is looked at: by phrase, whatever rows the table shows.

The table itself knows row numbers only. So its selection is put into words when it changes, and into numbers again
when other rows are shown; what is no longer shown is no longer ticked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.components.shown import Shown
from pipeline.result import Keyword

Rows = Sequence[Keyword]
_TABLE, _TICKED, _LOOKED_AT, _OPEN, _ROWS, _MOVED = "kw_table", "kw_ticked", "kw_cell", "kw_pick", "kw_rows", "kw_moved"


def key(shown: Shown) -> str:
    """The key of the table: always the same, so that it stays scrolled where it is."""
    return shown.key(_TABLE)


def ticked(shown: Shown, rows: Rows) -> list[Keyword]:
    """The ticked rows."""
    phrases = frozenset(shown.state(_TICKED) or ())
    return [row for row in rows if row.phrase in phrases]


def is_open(shown: Shown) -> str | None:
    """The phrase whose evidence is looked at."""
    phrase: str | None = shown.state(_OPEN)
    return phrase


def changed(shown: Shown, rows: Rows) -> None:
    """The table's selection was changed by hand: a box ticked, or a row clicked. The table's callback."""
    said = st.session_state[key(shown)]["selection"]
    boxes = tuple(rows[number].phrase for number in said["rows"] if number < len(rows))
    cell = next((rows[number].phrase for number, _ in said["cells"] if number < len(rows)), None)
    if cell != shown.state(_LOOKED_AT):
        shown.keep(_OPEN, cell)
    else:  # one ticked row is looked at, several are not
        shown.keep(_OPEN, boxes[0] if len(boxes) == 1 else cell)
    shown.keep(_LOOKED_AT, cell)
    shown.keep(_TICKED, boxes)


def tick(shown: Shown, phrases: Sequence[str]) -> None:
    """Tick these and no others; in a callback."""
    shown.keep(_TICKED, tuple(phrases))
    shown.keep(_MOVED, True)


def look_at(shown: Shown, phrase: str | None) -> None:
    """Look at a phrase, or at none; in a callback."""
    shown.keep(_OPEN, phrase)
    shown.keep(_LOOKED_AT, phrase)
    shown.keep(_MOVED, True)


def clear(shown: Shown) -> None:
    """Tick nothing and look at nothing; in a callback."""
    tick(shown, ())
    look_at(shown, None)


def show_on(shown: Shown, rows: Rows) -> None:
    """Put the selection into the table that is about to be drawn with these rows."""
    phrases = tuple(row.phrase for row in rows)
    if shown.state(_ROWS) == phrases and not shown.state(_MOVED):
        return
    places = {phrase: number for number, phrase in enumerate(phrases)}
    boxes = tuple(phrase for phrase in shown.state(_TICKED) or () if phrase in places)
    looked_at = shown.state(_LOOKED_AT)
    selection: dict[str, Any] = {
        "rows": [places[phrase] for phrase in boxes],
        "columns": [],
        "cells": [(places[looked_at], "phrase")] if looked_at in places else [],
    }
    st.session_state[key(shown)] = {"selection": selection}
    shown.keep(_TICKED, boxes)
    shown.keep(_ROWS, phrases)
    shown.keep(_MOVED, None)


def after(rows: Rows, phrase: str) -> list[str]:
    """The phrases below one, then those above it: where to go on when it leaves the table."""
    phrases = [row.phrase for row in rows]
    at = phrases.index(phrase) if phrase in phrases else len(phrases)
    return [*phrases[at + 1 :], *reversed(phrases[:at])]
