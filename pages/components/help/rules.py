"""Amazon's listing rules as they are applied here: limits by store and date, and what is checked in each field."""

from __future__ import annotations

import streamlit as st

from pages.components.help.article import lead
from pages.components.listing.violations import SEVERITIES
from pages.components.stores import BY_CODE
from pages.components.words import grey, md, small
from pipeline.report.explain import Checked, StoreLimits, checked, store_limits
from pipeline.report.words import METRICS, number


def rules() -> None:
    """Draw the section."""
    lead("The newest rules of every store are used. Lengths are characters with spaces; search terms count bytes.")
    for limits in store_limits():
        _limits(limits)
    st.markdown(small(md(_media(*store_limits(media=True)))))
    st.markdown("### What is checked besides lengths", anchors=False)
    st.markdown(small("In the United States; “…” stands for the words that break the rule."))
    for field in checked(BY_CODE["US"]):
        _checked(field)


def _limits(one: StoreLimits) -> None:
    """Stores with the same limits, the limits as headline figures."""
    with st.container(border=True, gap="small"):
        st.markdown(f"**{md(', '.join(one.stores))}**")
        with st.grid(5, min_column_width=110, gap="small"):
            _figure("title_characters", one.title)
            _figure("highlights_characters", one.highlights or None)
            _figure("bullet_limit", one.bullet)
            _figure("bullet_characters", one.bullets_total)
            _figure("search_terms_bytes", one.search_terms)
        st.markdown(small(f"Since {one.begins.day} {one.begins:%b %Y}"))


def _figure(name: str, value: int | None) -> None:
    metric = METRICS[name]
    st.markdown(f"{small(md(metric.label))}  \n**{number(value)}** {small(md(metric.unit) if value else '')}")


def _media(first: StoreLimits, *_others: StoreLimits) -> str:
    highlights = number(first.highlights) if first.highlights else "no"
    return (
        f"For books, music and films Amazon allows a title of {number(first.title)} characters and {highlights} item "
        "highlights. An analysis does not tell them apart: it applies the limits above."
    )


def _checked(field: Checked) -> None:
    with st.expander(f"{field.field} ({len(field.rules)})"):
        st.markdown(
            "\n".join(
                f"- {SEVERITIES[severity]}: {md(said)} {grey(md(source))}" for severity, said, source in field.rules
            )
        )
