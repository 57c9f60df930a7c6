"""The form's files: what was put into its three slots, kept while the visitor looks at other pages.

It reads and fills the state of the uploaders; it draws nothing and starts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from pipeline.model import Role, SourceFile

RIVALS = "rivals"
"""The slot of the competitor file; the others go by the role of their keyword file."""

_KEPT, _ROUND = "new_kept", "new_round"


def uploader(slot: str) -> str:
    """The key of a slot's uploader. It changes when a slot is filled or emptied by the program: the widget is new."""
    return f"new_file_{slot}_{st.session_state.get(_ROUND, 0)}"


def file(slot: str) -> SourceFile | None:
    """A slot's file: the one in the uploader, else the one kept from before."""
    upload = st.session_state.get(uploader(slot))
    if upload is not None:
        _kept()[slot] = SourceFile(name=upload.name, role=_role(slot), content=upload.getvalue())
    return _kept().get(slot)


def files() -> tuple[SourceFile, ...]:
    """The keyword files handed in so far, revenue first."""
    return tuple(found for role in Role if (found := file(role)))


def in_uploader(slot: str) -> bool:
    """Whether the uploader itself holds the file, and can take it out."""
    return bool(st.session_state.get(uploader(slot)))


def changed(slot: str) -> None:
    """An uploader was filled or emptied by hand."""
    if not in_uploader(slot):
        _kept().pop(slot, None)


def remove(slot: str) -> None:
    """Take a slot's file out."""
    found = _all()
    found.pop(slot, None)
    _put(found)


def move(slot: str, to: str) -> None:
    """Put a slot's file into another slot, whose own file comes back in exchange."""
    found = _all()
    places = {slot: to, to: slot}
    _put({places.get(at, at): one for at, one in found.items()})


def fill(keywords: Iterable[SourceFile], rivals: SourceFile | None) -> None:
    """Put these files in, and nothing else."""
    found: dict[str, SourceFile] = {one.role: one for one in keywords}
    _put(found | ({RIVALS: rivals} if rivals else {}))


def renew() -> None:
    """Make every uploader anew, also those of other kinds of file; what was put into the slots stays."""
    _put(_all())


def _kept() -> dict[str, SourceFile]:
    kept: dict[str, SourceFile] = st.session_state.setdefault(_KEPT, {})
    return kept


def _all() -> dict[str, SourceFile]:
    return {slot: found for slot in (*Role, RIVALS) if (found := file(slot))}


def _put(found: dict[str, SourceFile]) -> None:
    st.session_state[_KEPT] = {slot: replace(one, role=_role(slot)) for slot, one in found.items()}
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _role(slot: str) -> Role:
    """The competitor file has none of its own."""
    return Role.REVENUE if slot == RIVALS else Role(slot)
