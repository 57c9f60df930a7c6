"""Pages under Streamlit's own test driver, with a service in memory behind them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from jobstore import service as jobstore
from tests.pages.fakes import FakeService

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "router.py"

Open = Callable[..., AppTest]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> FakeService:
    """The service that every page sees."""
    fake = FakeService()
    monkeypatch.setattr(jobstore, "service", lambda: fake)
    return fake


@pytest.fixture
def visit(service: FakeService) -> Open:
    """Open a page: the form by default, a job by ``job=``, any other by its file; ``tab`` opens a tab of a result.

    ``user`` is what Streamlit knows of whoever has signed in.
    """

    def go(page: str = "", *, job: str | None = None, tab: str = "", user: dict[str, Any] | None = None) -> AppTest:
        at = AppTest.from_file(str(ROUTER), default_timeout=20)
        at.context = {"timezone": "Europe/Berlin", "url": "https://asi.example/"}
        at.user = user or {}
        if tab:
            at.session_state["tab"] = tab
        if job is not None or page:
            at.switch_page(page or "job.py")
        if job:
            at.query_params["job"] = job
        return drawn(at.run())

    return go


def drawn(at: AppTest) -> AppTest:
    """The page, if nothing was raised while it was drawn."""
    assert not at.exception, at.exception[0].stack_trace
    assert "This page could not be drawn" not in said(at), "a page raised; its trace stands in the captured log"
    return at


def said(at: AppTest) -> str:
    """Everything that stands on the page as text."""
    kinds = (at.title, at.markdown, at.text, at.caption)
    return "\n".join(str(element.value) for kind in kinds for element in kind)
