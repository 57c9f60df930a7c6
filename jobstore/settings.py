"""What an operator can set: environment variables ``ASI_*``, or the same names in ``.streamlit/secrets.toml``.

The environment wins. Everything has a default, and a value that cannot be used is refused by its name.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import platformdirs

from jobstore.errors import SettingsError

_SECRETS = Path(".streamlit") / "secrets.toml"
_DASK = re.compile(r"dasks?://[^\s/:@]+:[0-9]{1,5}")
_PROJECT = Path(__file__).resolve().parents[1]
_TOKEN = re.compile("[!-~]{16,}")  # what a header can carry, and nobody guesses
_WORDS = {
    **dict.fromkeys(("1", "true", "on", "yes"), True),
    **dict.fromkeys(("0", "false", "off", "no", ""), False),
}


def default_data_dir() -> Path:
    """A folder of the user's own, never the checkout."""
    return platformdirs.user_data_path("amazon-sales-intelligence", appauthor=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force. ``retention_days`` 0 keeps finished jobs for ever; sizes in megabytes (2**20 bytes).

    ``fetch_listing``, ``openai_api_key``, ``openai_base_url`` and ``llm_model`` are reserved: they are read, so that an
    installation may already set them, and nothing acts on them.
    """

    data_dir: Path = field(default_factory=default_data_dir)
    retention_days: float = 7
    max_running: int = 2
    max_waiting: int = 50
    max_upload_mb: int = 50
    starts_per_minute: int = 60
    metrics: bool = True
    single_user: bool = False
    engine: str = "process"
    fetch_listing: bool = False
    api_token: str = field(default="", repr=False)
    openai_api_key: str = field(default="", repr=False)
    openai_base_url: str = ""
    llm_model: str = ""

    @property
    def max_upload_bytes(self) -> int:
        """The most that one uploaded file may weigh."""
        return self.max_upload_mb << 20


def load(environ: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """Read the settings.

    :param file: the only secrets file to read; None: wherever Streamlit looks for them.
    :raises SettingsError: a value or a secrets file cannot be used.
    """
    found_in_files = secrets() if file is None else secrets(file)
    texts = {name: str(value) for name, value in found_in_files.items() if isinstance(value, str | int | float | bool)}
    given = {**texts, **(os.environ if environ is None else environ)}
    found = {name: read(variable, given[variable]) for variable, (name, read) in _READ.items() if variable in given}
    return Settings(**found)  # type: ignore[arg-type]  # each reader gives its field's type


def secrets(*files: Path) -> dict[str, Any]:
    """What the secrets files say; a later file wins, name by name.

    :param files: the files; none: those that Streamlit reads, so that both always know the same.
    :raises SettingsError: a file cannot be read.
    """
    found: dict[str, Any] = {}
    for path in files or (Path.home() / _SECRETS, Path.cwd() / _SECRETS, _PROJECT / _SECRETS):
        if path.is_file():
            found |= _read(path)
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{path} cannot be read ({error}); correct it or remove it.", f" ({error})", f"{path.parent}{os.sep}"
        ) from error


def _flag(variable: str, text: str) -> bool:
    value = _WORDS.get(text.strip().lower())
    if value is None:
        raise SettingsError(f"{variable} is {text!r}; set it to on or off.")
    return value


def _whole(variable: str, text: str, *, least: int) -> int:
    try:
        value = int(text)
    except ValueError:
        value = least - 1
    if value < least:
        raise SettingsError(f"{variable} is {text!r}; set it to a whole number from {least}.")
    return value


def _days(variable: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 36_500:  # also refuses nan
        raise SettingsError(f"{variable} is {text!r}; set it to a number of days, or to 0 to keep jobs for ever.")
    return value


def _engine(variable: str, text: str) -> str:
    name = text.strip().lower()
    if name not in {"process", "thread"} and not _DASK.fullmatch(name):
        raise SettingsError(
            f"{variable} is {text!r}; set it to process, thread, dask://host:port or dasks://host:port."
        )
    return name


def _folder(variable: str, text: str) -> Path:
    if not text.strip():
        raise SettingsError(f"{variable} is empty; set it to a folder, or remove it for the default.")
    return Path(text).expanduser().resolve()


def _token(variable: str, text: str) -> str:
    if text.strip() and not _TOKEN.fullmatch(text.strip()):  # never shown, not even a wrong one
        raise SettingsError(f"{variable} cannot be used; set it to 16 or more letters, digits or signs, no blanks.")
    return text.strip()


def _text(_variable: str, text: str) -> str:
    return text.strip()


_READ: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "ASI_DATA_DIR": ("data_dir", _folder),
    "ASI_RETENTION_DAYS": ("retention_days", _days),
    "ASI_MAX_RUNNING": ("max_running", partial(_whole, least=1)),
    "ASI_MAX_WAITING": ("max_waiting", partial(_whole, least=1)),
    "ASI_MAX_UPLOAD_MB": ("max_upload_mb", partial(_whole, least=1)),
    "ASI_STARTS_PER_MINUTE": ("starts_per_minute", partial(_whole, least=0)),
    "ASI_METRICS": ("metrics", _flag),
    "ASI_SINGLE_USER": ("single_user", _flag),
    "ASI_ENGINE": ("engine", _engine),
    "ASI_FETCH_LISTING": ("fetch_listing", _flag),
    "ASI_API_TOKEN": ("api_token", _token),
    "OPENAI_API_KEY": ("openai_api_key", _text),
    "OPENAI_BASE_URL": ("openai_base_url", _text),
    "ASI_LLM_MODEL": ("llm_model", _text),
}
VARIABLES = tuple(_READ)
"""Every variable that is read."""
