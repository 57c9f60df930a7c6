"""Whom people sign in with: the ``[auth]`` section of ``.streamlit/secrets.toml``, which Streamlit reads too.

Checked before anybody is let in: a mistake in it stops the start, so that it can never leave the door open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jobstore.errors import SettingsError
from jobstore.settings import secrets

DEFAULT = "default"
"""Streamlit's name for a provider that stands in ``[auth]`` itself."""

_FILE = ".streamlit/secrets.toml"
_PROVIDER = ("client_id", "client_secret", "server_metadata_url")
_OPTIONS = "client_kwargs"  # a section of [auth] that is no provider
_SECRET = 32  # characters that a cookie's key must have: who guesses it can be anybody


def providers(given: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """The providers' names as Streamlit knows them; none: this installation has no sign-in.

    :param given: the secrets; None: those of the secrets files.
    :raises SettingsError: the section, or a secrets file, cannot be used.
    """
    auth = (secrets() if given is None else given).get("auth")
    if auth is None:
        return ()
    if not isinstance(auth, Mapping):
        raise SettingsError(f"auth in {_FILE} is no section; write [auth] on a line of its own.")
    _check_shared(auth)
    found = {name: section for name, section in auth.items() if isinstance(section, Mapping) and name != _OPTIONS}
    if any(key in auth for key in _PROVIDER):
        found = {DEFAULT: auth, **found}
    if not found:
        raise SettingsError(f"[auth] in {_FILE} names no provider; add {', '.join(_PROVIDER)}.")
    for name, section in found.items():
        _check_provider(name, section)
    return tuple(found)


def _check_shared(auth: Mapping[str, Any]) -> None:
    if not str(auth.get("redirect_uri", "")).endswith("/oauth2callback"):
        raise SettingsError(
            f"redirect_uri of [auth] in {_FILE} must be this site's address followed by /oauth2callback."
        )
    if len(str(auth.get("cookie_secret", ""))) < _SECRET:
        raise SettingsError(
            f"cookie_secret of [auth] in {_FILE} needs at least {_SECRET} characters; make one with "
            'python -c "import secrets; print(secrets.token_hex())".'
        )


def _check_provider(name: str, section: Mapping[str, Any]) -> None:
    where = f"{'[auth]' if name == DEFAULT else f'[auth.{name}]'} in {_FILE}"
    if "_" in name:
        raise SettingsError(f"{where}: a provider's name may hold no underscore; rename it.")
    missing = [key for key in _PROVIDER if not section.get(key)]
    if missing:
        raise SettingsError(f"{where} lacks {', '.join(missing)}; copy it from the provider.")
