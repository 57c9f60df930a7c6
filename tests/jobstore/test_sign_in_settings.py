"""The ``[auth]`` section and the token: what is read, where from, and that a mistake never leaves the door open."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit import config

from jobstore import service as module
from jobstore import settings
from jobstore.errors import SettingsError
from jobstore.once import Once
from jobstore.settings import load
from jobstore.sign_in import providers

ROOT = Path(__file__).resolve().parents[2]
NONE = Path("no such file")
SHARED = {"redirect_uri": "https://asi.example/oauth2callback", "cookie_secret": "0123456789abcdef" * 2}
ONE = {
    "client_id": "analyses",
    "client_secret": "keep this",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}


@pytest.mark.parametrize(
    ("secrets", "names"),
    [
        ({}, ()),
        ({"ASI_MAX_RUNNING": 4, "other": {"client_id": "x"}}, ()),
        ({"auth": {**SHARED, **ONE}}, ("default",)),
        ({"auth": {**SHARED, **ONE, "client_kwargs": {"prompt": "login"}}}, ("default",)),
        ({"auth": {**SHARED, "google": ONE, "microsoft": ONE}}, ("google", "microsoft")),
        ({"auth": {**SHARED, **ONE, "keycloak": ONE}}, ("default", "keycloak")),
    ],
)
def test_providers_are_known_by_streamlits_names(secrets: dict, names: tuple[str, ...]) -> None:
    assert providers(secrets) == names


@pytest.mark.parametrize(
    ("auth", "sentence"),
    [
        ("yes", "is no section"),
        ({}, "redirect_uri"),
        ({**ONE}, "redirect_uri"),
        ({**SHARED, **ONE, "redirect_uri": "https://asi.example/"}, "redirect_uri"),
        ({**ONE, "redirect_uri": SHARED["redirect_uri"]}, "cookie_secret"),
        ({**SHARED, **ONE, "cookie_secret": "xxx"}, "at least 32 characters"),
        ({**SHARED}, "names no provider"),
        ({**SHARED, "client_kwargs": {"prompt": "login"}}, "names no provider"),
        ({**SHARED, "client_id": "x"}, r"^\[auth\] .*lacks client_secret, server_metadata_url"),
        ({**SHARED, "google": {**ONE, "client_secret": ""}}, r"^\[auth\.google\] .*lacks client_secret;"),
        ({**SHARED, "my_google": ONE}, "no underscore"),
        ({**SHARED, **ONE, "other": {}}, r"^\[auth\.other\] .*lacks"),
    ],
)
def test_a_mistake_in_the_section_is_refused_with_its_place_and_shows_no_secret(auth: object, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence) as refused:
        providers({"auth": auth})
    assert "keep this" not in str(refused.value)
    assert SHARED["cookie_secret"] not in str(refused.value)


def test_secrets_are_read_where_streamlit_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "_main_script_path", str(ROOT / "app.py"))
    seen: list[Path] = []
    monkeypatch.setattr(Path, "is_file", lambda path: bool(seen.append(path)))
    assert settings.secrets() == {}
    there = [Path(path) for path in config.get_config_files("secrets.toml")]
    assert list(dict.fromkeys(seen)) == there


def test_a_later_file_wins_name_by_name(tmp_path: Path) -> None:
    first, second = tmp_path / "home.toml", tmp_path / "here.toml"
    first.write_text("ASI_MAX_RUNNING = 4\nASI_MAX_WAITING = 5\n", "utf-8")
    second.write_text("ASI_MAX_WAITING = 6\n", "utf-8")
    assert settings.secrets(first, second, NONE) == {"ASI_MAX_RUNNING": 4, "ASI_MAX_WAITING": 6}


def test_the_service_of_the_process_knows_its_providers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "providers", lambda: ("google", "keycloak"))
    monkeypatch.setattr(module, "_ONE", Once(module._made, again=60))
    monkeypatch.setenv("ASI_DATA_DIR", str(tmp_path / "jobs"))
    service = module.service()
    service.close()
    assert service.providers == ("google", "keycloak")


def test_a_token_is_read_and_never_shown() -> None:
    found = load({"ASI_API_TOKEN": " sixteen-letters! "}, NONE)
    assert found.api_token == "sixteen-letters!"
    assert "sixteen" not in repr(found)
    assert load({"ASI_API_TOKEN": " "}, NONE).api_token == ""


@pytest.mark.parametrize("token", ["short", "has a blank in it, so it cannot be sent", "zweiundzwanzig-zeichen-ä"])
def test_a_token_that_can_be_guessed_or_not_be_sent_is_refused_unseen(token: str) -> None:
    with pytest.raises(SettingsError, match="ASI_API_TOKEN") as refused:
        load({"ASI_API_TOKEN": token}, NONE)
    assert token not in str(refused.value)
