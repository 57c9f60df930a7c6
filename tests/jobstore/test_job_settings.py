"""Every setting of the installation: defaults, both places, every refusal by name."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from jobstore.errors import SettingsError
from jobstore.settings import VARIABLES, Settings, default_data_dir, load

ROOT = Path(__file__).resolve().parents[2]
NONE = Path("no such file")


def test_everything_has_its_default() -> None:
    found = load({}, NONE)
    assert found == Settings()
    assert (found.retention_days, found.max_running, found.max_waiting, found.max_upload_mb) == (7, 2, 50, 50)
    assert (found.single_user, found.engine, found.fetch_listing) == (False, "process", False)
    assert not default_data_dir().is_relative_to(ROOT)


@pytest.mark.parametrize("text", ["on", "ON", "yes", "true", "True", "1", " on "])
def test_a_switch_can_be_turned_on_in_any_usual_word(text: str) -> None:
    assert load({"ASI_SINGLE_USER": text}, NONE).single_user


@pytest.mark.parametrize("text", ["off", "no", "false", "0", ""])
def test_a_switch_can_be_turned_off_in_any_usual_word(text: str) -> None:
    assert not load({"ASI_SINGLE_USER": text}, NONE).single_user


def test_the_environment_wins_over_the_secrets_file(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('ASI_MAX_RUNNING = 4\nASI_SINGLE_USER = true\nASI_DATA_DIR = "jobs"\n[other]\nx = 1\n', "utf-8")
    found = load({"ASI_MAX_RUNNING": "3"}, secrets)
    assert (found.max_running, found.single_user, found.data_dir) == (3, True, Path("jobs").resolve())


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("ASI_MAX_RUNNING", "0"),
        ("ASI_MAX_RUNNING", "two"),
        ("ASI_MAX_WAITING", "-1"),
        ("ASI_MAX_UPLOAD_MB", "1.5"),
        ("ASI_RETENTION_DAYS", "nan"),
        ("ASI_RETENTION_DAYS", "-1"),
        ("ASI_RETENTION_DAYS", "week"),
        ("ASI_SINGLE_USER", "perhaps"),
        ("ASI_ENGINE", "fork"),
        ("ASI_DATA_DIR", " "),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_name(variable: str, text: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        load({variable: text}, NONE)


@pytest.mark.parametrize("engine", ["process", "Thread", "dask://scheduler:8786", "dasks://10.0.0.5:8786"])
def test_engines_that_there_are(engine: str) -> None:
    assert load({"ASI_ENGINE": engine}, NONE).engine == engine.lower()


@pytest.mark.parametrize(
    "engine", ["", "ray", "dask:", "dask://h", "dask://h:p", "dask://:1", "tcp://h:1", "dask://a b:1"]
)
def test_other_engines_are_refused(engine: str) -> None:
    with pytest.raises(SettingsError, match=r"^ASI_ENGINE is .*; set it to process, thread, dask://host:port or dasks"):
        load({"ASI_ENGINE": engine}, NONE)


def test_secrets_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("not toml", "utf-8")
    with pytest.raises(SettingsError, match=r"secrets\.toml"):
        load({}, secrets)


def test_a_key_is_never_shown() -> None:
    assert "sk-1" not in repr(load({"OPENAI_API_KEY": "sk-1"}, NONE))


def test_every_setting_can_be_set() -> None:
    given = {
        "ASI_DATA_DIR": "jobs",
        "ASI_RETENTION_DAYS": "1.5",
        "ASI_MAX_RUNNING": "3",
        "ASI_MAX_WAITING": "4",
        "ASI_MAX_UPLOAD_MB": "5",
        "ASI_STARTS_PER_MINUTE": "6",
        "ASI_METRICS": "off",
        "ASI_SINGLE_USER": "on",
        "ASI_ENGINE": "thread",
        "ASI_FETCH_LISTING": "on",
        "ASI_API_TOKEN": "a-token-nobody-guesses",
        "OPENAI_API_KEY": "sk-1",
        "OPENAI_BASE_URL": "https://example.com",
        "ASI_LLM_MODEL": "any",
    }
    assert given.keys() == set(VARIABLES)
    changed, usual = load(given, NONE), Settings()
    assert not [f.name for f in fields(Settings) if getattr(changed, f.name) == getattr(usual, f.name)]
