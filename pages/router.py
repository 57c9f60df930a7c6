"""The script that the app serves: one navigation over the pages. Every visit, deep links too, passes through here."""

from __future__ import annotations

import streamlit as st

from pages.components import account
from pages.components.browser_tab import APP, browser_tab, icon
from pages.components.guarded import guarded
from pages.components.routes import COMPARE, HELP, JOB, MINE, NEW

# Pages that ask nobody to sign in: whoever has a link may open it, and help is for everyone.
# Every other page asks where people sign in.
_OPEN = {"job", "compare", "help", account.SIGN_IN, account.SIGN_OUT}

st.set_page_config(
    page_title=APP,
    page_icon=icon(),
    layout="wide",
    menu_items={
        "Get help": None,
        "Report a bug": None,
        "About": "Keyword research and listing copy for Amazon sellers.",
    },
)
st.logo(icon(), size="medium")
pages = [
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
        help=f"The analyses that were started {account.whose()}.",
    ),
    st.Page(
        COMPARE,
        title="Compare",
        icon=":material/compare_arrows:",
        url_path="compare",
        help="An earlier and a later analysis side by side: what was won, what slipped, what is new.",
    ),
    st.Page(
        HELP,
        title="Help",
        icon=":material/help:",
        url_path="help",
        help="How to export the files, what every number means and how it is worked out.",
    ),
]
page = st.navigation(account.menu(pages), position="top")
if page.url_path:
    browser_tab(f"{page.title} · {APP}")  # pages about one product name that instead


def _draw() -> None:
    account.settle(page, pages)
    if account.wanted() and page.url_path not in _OPEN:
        account.ask()
    else:
        page.run()


guarded(_draw)()
