"""Limits and privacy, keyboard and API in short; what an operator has set is said as it is set."""

from __future__ import annotations

import streamlit as st

from jobstore.service import Settings
from pages.components.account import providers
from pages.components.help.article import lead, lines
from pages.components.routes import jobs
from pages.components.words import days
from pipeline.model import STAGES

_KEYS = (
    "Tab and Shift + Tab move from control to control, Enter and Space press.",
    "A help mark opens when Tab reaches it, and a screen reader says what it is for.",
    "In a table the arrow keys move from cell to cell; Ctrl + F (⌘ F) searches in it.",
    "Tables are drawn as pictures: their columns are explained here too, under Columns.",
    "Each chart says its finding in words to a screen reader, and its title says it to everyone.",
    "Categories have a shape and a word beside their colour; the colours can be told apart by colour-blind readers.",
    "Light and dark can be chosen in the menu at the top right; at first your system’s choice is taken.",
)


def privacy() -> None:
    """Draw what becomes of files and results."""
    lead("What becomes of your files, and who sees the results.")
    lines(kept(jobs().settings, sign_in=bool(providers())))


def kept(settings: Settings, *, sign_in: bool) -> tuple[str, ...]:
    """What an installation with these settings keeps, for how long, and for whom."""
    return (
        "Files and results stay on this server. No file and no phrase is sent to another service.",
        f"They are kept for {days(settings.retention_days)} after an analysis ends, then deleted."
        if settings.retention_days
        else "They are kept until somebody deletes them.",
        *_seen_by(settings, sign_in=sign_in),
        f"One file may have up to {settings.max_upload_mb:,} MB.",
        f"{settings.max_running:,} analyses run at once and {settings.max_waiting:,} may wait; more are refused until "
        "one has ended.",
        "An analysis goes on when you close the tab, and after a restart of the server.",
    )


def _seen_by(settings: Settings, *, sign_in: bool) -> tuple[str, str]:
    """Who sees an analysis, and who can do more to it."""
    if sign_in:
        return (
            "Whoever has an analysis’s link sees its results, unless its owner chose that only they see it. "
            "Deleting asks for an account.",
            "My analyses lists every analysis but those that others keep to themselves."
            if settings.single_user
            else "My analyses lists only what was started with your account.",
        )
    return (
        "Whoever has an analysis’s link sees its results and can delete it with its files at once, under More.",
        "My analyses lists every analysis of this installation."
        if settings.single_user
        else "My analyses lists only what was started from the same browser, told by a random number in a cookie.",
    )


def keyboard() -> None:
    """Draw how pages are used without a mouse or without colours."""
    lead("Everything can be reached by keyboard, and nothing is said by colour alone.")
    lines(_KEYS)


_PYTHON = """
from jobstore.client import Client

with Client("http://localhost:8501") as client:
    job_id = client.start("B0SAMPLE01", revenue_csv="revenue.csv", design_csv="design.csv")
    client.wait(job_id)
    result = client.results(job_id)
"""
_SHELL = "python -m pipeline B0SAMPLE01 --revenue-csv revenue.csv --design-csv design.csv --output result.json"
ROUTES = (
    ("POST", "/api/v1/start-analysis", "starts an analysis and answers with its id"),
    ("GET", "/api/v1/job-status/{job_id}", "tells how far it is"),
    ("GET", "/api/v1/job-results/{job_id}", "gives the result once it is complete"),
)
"""Each call: method, path, what it does."""


def api() -> None:
    """Draw how scripts use the same analysis."""
    lead("The same analysis for scripts: over REST, from Python, or on the command line. The README has all of it.")
    st.markdown("\n".join(f"- `{method} {path}` {what}" for method, path, what in ROUTES))
    for code in (_PYTHON.strip(), _SHELL):
        st.code(code, language=None, wrap_lines=True)  # in Streamlit's colours for a language words are too pale
    st.markdown(f"Progress is told in {len(STAGES)} steps: {', '.join(stage.label.lower() for stage in STAGES)}.")
