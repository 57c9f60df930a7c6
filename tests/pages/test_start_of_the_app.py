"""The application refuses to start with a sign-in that only half of it knows of."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.runtime.secrets import Secrets

import app
from jobstore.journal import Lines
from jobstore.service import Service, SettingsError
from tests.api.analyses import Held, service_in

AUTH = {"auth": {"redirect_uri": "https://asi.example/oauth2callback"}}


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What Streamlit has read from its secrets files."""
    found: dict[str, object] = {}
    monkeypatch.setattr(Secrets, "_parse", lambda _: found)
    return found


@pytest.fixture(params=[(), ("default",)], ids=["without", "with"])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A service without sign-in, and one with it."""
    with service_in(tmp_path, Held(), providers=request.param) as service:
        yield service


def test_both_halves_must_know_of_the_sign_in(service: Service, secrets: dict[str, object]) -> None:
    secrets.update({} if service.providers else AUTH)
    with pytest.raises(SettingsError, match=r"move it to \.streamlit/secrets\.toml"):
        app._agree(bool(service.providers))


def test_where_they_agree_the_app_starts(service: Service, secrets: dict[str, object]) -> None:
    secrets.update(AUTH if service.providers else {})
    app._agree(bool(service.providers))


def test_without_secrets_there_is_no_sign_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Secrets, "load_if_toml_exists", lambda _: False)
    with service_in(tmp_path, Held()) as service:
        app._agree(bool(service.providers))


def test_whatever_pages_and_jobs_log_is_made_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    loggers = [logging.getLogger(name) for name in ("jobstore", "pages")]
    for logger in loggers:
        monkeypatch.setattr(logger, "handlers", [])
    app._log()
    app._log()
    formatters = [handler.formatter for logger in loggers for handler in logger.handlers]
    assert [type(formatter) for formatter in formatters] == [Lines, Lines]
