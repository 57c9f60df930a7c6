"""Signs out, as the menu's entry says; who is not signed in is sent on."""

from __future__ import annotations

import streamlit as st

from pages.components import account
from pages.components.routes import NEW, go

if account.wanted():
    go(NEW)
else:
    st.logout()
