"""What the listing breaks: the rule, the field, the offending text, and where the rule is from."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.components.frame import card_heading
from pages.components.shown import Shown
from pages.components.words import md, small
from pipeline import Review
from pipeline.result import Violation

_ICONS = {
    "error": ":red[:material/error:] Error",
    "warning": ":orange[:material/warning:] Warning",
    "advice": ":blue[:material/info:] Advice",
}
_LONGEST = 160


def violations(shown: Shown, found: Review) -> None:
    """Draw today's violations, and the proposal's where it has any."""
    if shown.result.seo.violations:
        _card("What breaks the rules today", shown.result.seo.violations)
    if found.violations:
        _card("What the proposal breaks", found.violations)


def _card(title: str, broken: tuple[Violation, ...]) -> None:
    advice = [one for one in broken if one.severity == "advice"]
    with st.container(border=True, gap="small"):
        card_heading(title, "Errors: Amazon suppresses or rewrites the field. Warnings: it is likely to.")
        for severity in ("error", "warning"):
            _rows(one for one in broken if one.severity == severity)
        if len(advice) < len(broken) and len(advice) > 1:
            with st.expander(f"{len(advice)} pieces of advice", type="compact"):
                _rows(advice)
        else:
            _rows(advice)


def _rows(broken: Iterable[Violation]) -> None:
    for violation in broken:
        _row(violation)


def _row(violation: Violation) -> None:
    with st.container(horizontal=True, gap="small"):
        st.markdown(f":small[{_ICONS[violation.severity]}]", width=90)
        st.markdown(small(_field(violation.field)), width=110)
        with st.container(width="stretch", gap=None):
            st.markdown(md(violation.message), help=(violation.source and md(violation.source)) or None)
            if violation.text and violation.text not in violation.message:
                st.markdown(small(f"“{md(_short(violation.text))}”"))


def _field(name: str) -> str:
    return md(name.replace("_", " ").capitalize())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
