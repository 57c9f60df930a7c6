"""What the listing breaks: the rule, the field, the offending text, and where the rule is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from pages.components.frame import card_heading
from pages.components.listing.copies import put, without
from pages.components.shown import Shown
from pages.components.words import md, small
from pipeline import Review
from pipeline.model import Copy
from pipeline.result import Violation

SEVERITIES = {
    "error": ":red[:material/error:] Error",
    "warning": ":orange[:material/warning:] Warning",
    "advice": ":blue[:material/info:] Advice",
}
"""How a rule's severity looks, as Markdown."""

_LONGEST = 160


Mend = Callable[[Violation, int], None]
"""Draws the button that repairs a violation, where a repair is known; the number keeps buttons apart."""


def violations(shown: Shown, choice: int, copy: Copy, found: Review) -> None:
    """Draw today's violations, and the proposal's where it has any, those with the repairs that are known."""
    if shown.result.seo.violations:
        _card("What breaks the rules today", shown.result.seo.violations)
    if found.violations:
        _card("What the proposal breaks", found.violations, partial(_mend, shown, choice, copy))


def _mend(shown: Shown, choice: int, copy: Copy, violation: Violation, number: int) -> None:
    repaired = without(shown.result, copy, violation)
    if repaired is not None:
        st.button(
            "Fix",
            icon=":material/build:",
            type="tertiary",
            key=shown.key(f"fix_{choice}_{number}"),
            help="Mend this in the proposed text",
            on_click=put,
            args=(shown, choice, repaired),
        )


def _card(title: str, broken: tuple[Violation, ...], mend: Mend | None = None) -> None:
    numbered = list(enumerate(broken))
    advice = [(number, one) for number, one in numbered if one.severity == "advice"]
    with st.container(border=True, gap="small"):
        card_heading(title, "Errors: Amazon suppresses or rewrites the field. Warnings: it is likely to.")
        for severity in ("error", "warning"):
            _rows(((number, one) for number, one in numbered if one.severity == severity), mend)
        if len(advice) < len(broken) and len(advice) > 1:
            with st.expander(f"{len(advice)} pieces of advice", type="compact"):
                _rows(advice, mend)
        else:
            _rows(advice, mend)


def _rows(broken: Iterable[tuple[int, Violation]], mend: Mend | None) -> None:
    for number, violation in broken:
        _row(violation, number, mend)


def _row(violation: Violation, number: int, mend: Mend | None) -> None:
    with st.container(horizontal=True, gap="small"):
        st.markdown(f":small[{SEVERITIES[violation.severity]}]", width=90)
        st.markdown(small(_field(violation.field)), width=110)
        with st.container(width="stretch", gap=None):
            st.markdown(md(violation.message), help=(violation.source and md(violation.source)) or None)
            if violation.text and violation.text not in violation.message:
                st.markdown(small(f"“{md(_short(violation.text))}”"))
        if mend is not None:
            mend(violation, number)


def _field(name: str) -> str:
    return md(name.replace("_", " ").capitalize())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
