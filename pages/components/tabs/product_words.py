"""How the product was read, in one sentence; each word can be taken out or added, and the analysis run again."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.components.frame import card_heading
from pages.components.routes import jobs, viewer
from pages.components.shown import Shown
from pages.components.start import start_at_once
from pages.components.words import grey, md, on_primary
from pipeline.model import ProductReading, ReadingEdits, WordEdits

_KINDS = {
    "heads": ("Product", "Words that name what it is; a phrase without one is another product."),
    "modifiers": ("Belongs to the name", "Words of its basic name: *freeze dried* strawberries."),
    "forms": ("Form", "Shapes that it comes in; phrases with another form are irrelevant."),
    "attributes": ("Attributes", "What it has. Take out what it has not."),
    "brands": ("Brands", "Phrases with them are Branded. Take out what is no brand."),
}
_SHOWN_BRANDS = 6


def product_words(shown: Shown) -> None:
    """Draw the card."""
    with st.container(border=True):
        text, button = st.columns([80, 20], vertical_alignment="center")  # on a phone the button stands below
        with text, st.container(gap="xxsmall"):
            card_heading("Your product, as we read it")
            st.markdown(reading_sentence(shown.result.product))
        if shown.job.may_change:
            with button, st.popover("Edit words", icon=":material/edit:", width="stretch"):
                _editor(shown)


def reading_sentence(read: ProductReading) -> str:
    """What the product was taken to be, as Markdown."""
    if not read.heads:
        return "We could not tell what your product is; add the word that names it."
    name = " ".join(filter(None, [_listed(read.modifiers, "*"), _listed(read.heads, "**")]))
    parts = [name]
    parts += [f"form {_listed(read.forms, '*')}"] if read.forms else []
    parts += [f"attributes {_listed(read.attributes, '*')}"] if read.attributes else []
    more = len(read.brands) - _SHOWN_BRANDS
    rest = f" and {more} more" if more > 0 else ""
    parts += [f"brand words {_listed(read.brands[:_SHOWN_BRANDS], '')}{rest}"] if read.brands else []
    return "; ".join(parts) + "."


def _listed(words: tuple[str, ...], mark: str) -> str:
    return ", ".join(f"{mark}{md(word)}{mark}" for word in words)


def _editor(shown: Shown) -> None:
    st.markdown(grey("Take words out or type new ones, with commas between. This result is kept."), width=440)
    changes = {}
    for kind, (label, explanation) in _KINDS.items():
        old: tuple[str, ...] = getattr(shown.result.product, kind)
        words = st.text_area(
            label,
            value=", ".join(old),
            key=shown.key(f"product_{kind}"),
            help=explanation,
            height="content",
            persist_state="page",
            placeholder="Words, with commas between",
        )
        changes[kind] = _change(old, tuple(" ".join(word.lower().split()) for word in words.split(",")))
    changed = any(change != WordEdits() for change in changes.values())
    if st.button(
        on_primary("Run again with these words", "refresh", pressable=changed),
        type="primary",
        key="run_words",
        disabled=not changed,
    ):
        _run(shown, changes)


def _change(old: tuple[str, ...], new: tuple[str, ...]) -> WordEdits:
    return WordEdits(
        add=tuple(word for word in new if word and word not in old),
        remove=tuple(word for word in old if word not in new),
    )


def _run(shown: Shown, changes: dict[str, WordEdits]) -> None:
    given = jobs().request(shown.job.id, viewer())
    if given is None:
        return
    reading = ReadingEdits(**{kind: _merged(getattr(given.reading, kind), change) for kind, change in changes.items()})
    start_at_once(replace(given, reading=reading))


def _merged(before: WordEdits, now: WordEdits) -> WordEdits:
    """Earlier changes with the new ones, which win."""
    return WordEdits(
        add=tuple(dict.fromkeys((*(word for word in before.add if word not in now.remove), *now.add))),
        remove=tuple(dict.fromkeys((*(word for word in before.remove if word not in now.add), *now.remove))),
    )
