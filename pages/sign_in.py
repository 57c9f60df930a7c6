"""Asks for sign-in, for whoever comes here by the menu; who is signed in already is sent on."""

from __future__ import annotations

from pages.components import account
from pages.components.routes import NEW, go

if account.wanted():
    account.ask()
else:
    go(NEW)
