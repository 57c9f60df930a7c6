"""The form's files: what each is, how to export it, and what was found in it the moment it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

import streamlit as st

from pages.components.frame import card_heading
from pages.components.inputs import decisions_file, draft, slots
from pages.components.inputs.form import complaint, sentence
from pages.components.inputs.found import first_keywords, first_rivals, keywords_found, rivals_found, warned
from pages.components.inputs.notes import Form, Note, Remedy, notes_between, notes_on
from pages.components.routes import jobs, now
from pages.components.stores import BY_CODE
from pages.components.words import md
from pipeline import FileError, FilePreview, ProductError, preview, read_competitors
from pipeline.model import CompetitorInfo, Role, SourceFile

_NAMES = {Role.REVENUE: "Competitors by revenue", Role.DESIGN: "Competitors by design"}
_HELP = {
    Role.REVENUE: "Cerebro export for the ten or so competitors that sell most: what the market searches for.",
    Role.DESIGN: "Cerebro export for the ten or so competitors whose product looks and works like yours.",
}
_WHICH = "CSV or XLSX. One is enough; with both, the two audiences are compared."
_HOW_TO = """
1. In Helium 10, open **Cerebro** and enter **your own ASIN first**: only then the file tells where you rank.
2. Add the competitors that **sell most** in your niche (sort Xray by revenue): that is the revenue file.
3. Press **Get keywords**, leave the filters empty, and choose **Export data → CSV** (or XLSX). Keep the file’s name.
4. Do the same with competitors **of the same design** as yours: that is the design file.

One file is enough; with both, the two audiences are compared. Exports of Magnet, Jungle Scout, DataDive,
SellerSprite and Amazon's Search Query Performance are read too.

**Competitor list** is optional: search your main keyword on Amazon, open **Xray** there and choose **Export → CSV**.
"""


def keyword_files() -> None:
    """Draw the card with the uploaders."""
    form = _form()
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                card_heading("2 · Keyword files", _WHICH)
            with st.popover("How to export", icon=":material/help:"):
                st.markdown(_HOW_TO, width=440)
        for column, role in zip(st.columns(2), Role, strict=True):
            with column:
                _keyword_slot(role, form)
        _about_both(form)
        rivals, decided = st.columns(2)
        with rivals:
            _rivals_slot()
        with decided:
            decisions_file.slot()
        complaint("files", said=_refusals())


def _about_both(form: Form) -> None:
    looked = [(file, seen) for file in slots.files() if isinstance(seen := look(file), FilePreview)]
    if notes := notes_between(looked, form):
        with st.container(gap="xxsmall"):
            _notes(notes, "both")


def _refusals() -> list[str]:
    """The sentences that stand below the uploaders already."""
    rivals = slots.file(slots.RIVALS)
    looked = (*map(look, slots.files()), *map(_look_at_rivals, [rivals] if rivals else []))
    return [seen for seen in looked if isinstance(seen, str)]


def _form() -> Form:
    """What the files are compared with."""
    try:
        product = draft.product()
    except ProductError:
        product = None
    picked = BY_CODE[draft.text(draft.STORE) or "US"]
    return Form(
        product=product,
        store=product.store if product else picked,
        is_address=product is not None and product.asin != draft.text(draft.PRODUCT).upper(),
        titled=bool(draft.text(draft.TITLE)),
        today=now().date(),
    )


def _uploader(slot: str, label: str, explanation: str) -> SourceFile | None:
    st.file_uploader(
        label,
        # No list of types: the uploader refuses others without a word of why, and what is in a file counts here anyway.
        key=slots.uploader(slot),
        help=explanation,
        max_upload_size=jobs().settings.max_upload_mb,
        on_change=_changing,
        args=(slots.changed, slot),
    )
    return slots.file(slot)


def _changing(change: Callable[..., None], *args: str) -> None:
    """Change the form; what was said of it before no longer holds. A widget's callback."""
    draft.settle()
    change(*args)


def _keyword_slot(role: Role, form: Form) -> None:
    file = _uploader(role, _NAMES[role], _HELP[role])
    if file is None:
        return
    seen = look(file)
    with st.container(gap="xxsmall"):
        if isinstance(seen, FilePreview):
            keywords_found(file, seen, form.product.asin if form.product else "")
            _notes(notes_on(seen, form), role)
            first_keywords(seen)
        else:
            sentence(seen)
            if not _usable(slots.RIVALS) and isinstance(_look_at_rivals(file), tuple):
                _button("Use it as the competitor file", f"move_{role}", slots.move, role, slots.RIVALS)
        _remove(role, file)


def _rivals_slot() -> None:
    file = _uploader(
        slots.RIVALS,
        "Competitor list (optional)",
        "Helium 10 Xray export of your competitors: gives them names and prices, and finds their brands.",
    )
    if file is None:
        return
    seen = _look_at_rivals(file)
    with st.container(gap="xxsmall"):
        if isinstance(seen, str):
            sentence(seen)
            _to_keywords(file)
        else:
            rivals_found(file, seen)
            first_rivals(seen)
        _remove(slots.RIVALS, file)


def _to_keywords(file: SourceFile) -> None:
    """A keyword file in the competitors' slot: offer it the slots that hold nothing of use."""
    if not isinstance(look(file), FilePreview):
        return
    with st.container(horizontal=True, gap="small"):
        for role in Role:
            if not _usable(role):
                _button(f"Use it as the {role} file", f"move_rivals_{role}", slots.move, slots.RIVALS, role)


def _usable(slot: str) -> bool:
    """Whether a slot holds a file that it can use."""
    file = slots.file(slot)
    return file is not None and not isinstance(_look_at_rivals(file) if slot == slots.RIVALS else look(file), str)


def _remove(slot: str, file: SourceFile) -> None:
    if not slots.in_uploader(slot):  # kept from before: the uploader cannot take it out
        _button(f"Remove {md(file.name)}", f"remove_{slot}", slots.remove, slot, icon=":material/close:")


def _button(
    label: str, key: str, change: Callable[..., None], *args: str, icon: str = ":material/arrow_forward:"
) -> None:
    st.button(label, type="tertiary", icon=icon, key=key, on_click=_changing, args=(change, *args))


def _notes(notes: Iterable[Note], place: str) -> None:
    for number, note in enumerate(notes):
        if note.serious:
            warned([note.text])
        else:
            st.markdown(f":small[:gray[:material/info:] {md(note.text)}]")
        key = f"remedy_{place}_{number}"
        if note.remedy is Remedy.USE_PRODUCT:
            _button(note.label, key, draft.put, draft.PRODUCT, note.value)
        elif note.remedy is Remedy.USE_STORE:
            _button(note.label, key, draft.put, draft.STORE, note.value)
        elif note.remedy is Remedy.SWAP:
            _button(note.label, key, slots.move, Role.REVENUE, Role.DESIGN)


def look(file: SourceFile) -> FilePreview | str:
    """What is in the file, or the sentence why it cannot be used; read once, however often the page is drawn."""
    return _look(file, jobs().settings.max_upload_bytes, file.name, file.role, sha256(file.content).hexdigest())


@st.cache_data(max_entries=32, ttl="1h", show_spinner="Reading the file")
def _look(_file: SourceFile, max_bytes: int, name: str, role: Role, digest: str) -> FilePreview | str:  # noqa: ARG001 - name, role and digest are the key
    try:
        return preview(_file, max_bytes=max_bytes)
    except FileError as error:
        return str(error)


def _look_at_rivals(file: SourceFile) -> tuple[CompetitorInfo, ...] | str:
    return _products(file, jobs().settings.max_upload_bytes, file.name, sha256(file.content).hexdigest())


@st.cache_data(max_entries=16, ttl="1h", show_spinner="Reading the file")
def _products(_file: SourceFile, max_bytes: int, name: str, digest: str) -> tuple[CompetitorInfo, ...] | str:  # noqa: ARG001 - name and digest are the key
    try:
        return read_competitors(_file, max_bytes=max_bytes)
    except FileError as error:
        return str(error)
