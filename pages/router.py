"""The script that the app serves: one navigation over the pages. Every visit, deep links too, passes through here."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from jobstore.service import SettingsError, StoreError
from pages.components import states
from pages.components.bugs import report_bug
from pages.components.routes import JOB, MINE, NEW

_ICON = str(Path(__file__).parent / "assets" / "icon.svg")

st.set_page_config(
    page_title="Amazon Sales Intelligence",
    page_icon=_ICON,  # a file: a Material icon here would be fetched from a font server by each browser
    layout="wide",
    menu_items={
        "Get help": None,
        "Report a bug": None,
        "About": "Keyword research and listing copy for Amazon sellers.",
    },
)
st.logo(_ICON, size="medium")
page = st.navigation(
    [
        st.Page(
            NEW,
            title="New analysis",
            icon=":material/add_circle:",
            default=True,
            help="Hand in an ASIN and its keyword files, and start an analysis.",
        ),
        st.Page(
            JOB,
            title="Analysis",
            icon=":material/monitoring:",
            url_path="job",
            visibility="hidden",
            help="One analysis: its progress while it runs, its results afterwards.",
        ),
        st.Page(
            MINE,
            title="My analyses",
            icon=":material/folder_open:",
            url_path="my_analyses",
            help="The analyses that were started from this browser.",
        ),
    ],
    position="top",
)
try:
    page.run()
except (StoreError, SettingsError) as error:
    states.unavailable(str(error))
except Exception:  # noqa: BLE001 - a bug: its trace belongs in the log, a reference on the page
    states.broken(report_bug())
