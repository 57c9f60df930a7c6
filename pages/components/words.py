"""Words on a page: untrusted text made literal, times and sizes in few words.

Everything that a keyword file, a listing or a person says passes through ``md`` before it reaches Markdown.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
# Bare links, e-mail addresses, icons and arrows are recognised after the escapes are gone: an invisible
# word joiner parts them.
_JOIN = re.compile(r"(?<=:)(?=\S)|(?<=www)(?=\.)|(?=@)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def md(text: object) -> str:
    """Untrusted text as literal Markdown, on one line."""
    flat = _JOIN.sub("\u2060", _SPACE.sub(" ", str(text)).strip())
    return _PUNCTUATION.sub(r"\\\1", flat)


def grey(text: str) -> str:
    """Markdown in the quiet colour; ``text`` must be Markdown already."""
    return f":gray[{text}]" if text else ""


def small(text: str) -> str:
    """Markdown in small quiet type; ``text`` must be Markdown already."""
    return f":small[:gray[{text}]]" if text else ""


def on_primary(text: str, icon: str = "", *, pressable: bool = True) -> str:
    """Markdown to stand on a primary button, with an icon before it: white in the light theme, ink in the dark one.

    Streamlit writes white on both, and its own icons too; no single colour is dark enough for white and light enough
    on a dark page. The theme's violet, which nothing else uses, holds the two colours. A button that is disabled has
    no ground of its own: its words keep the colour that Streamlit gives them.
    """
    said = f":material/{icon}: {text}" if icon else text
    return f":violet[{said}]" if pressable else said


def dots(*parts: str) -> str:
    """The parts that are not empty, joined by middle dots."""
    return " · ".join(part for part in parts if part)


def size(count: int) -> str:
    """A file's size: ``812 B``, ``33 KB``, ``4.2 MB``."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def elapsed(seconds: float) -> str:
    """``0:04``, ``1:02:09``."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def local(moment: datetime, zone: str | None) -> datetime:
    """A moment by the visitor's clock; by UTC where their time zone is not known."""
    try:
        return moment.astimezone(ZoneInfo(zone) if zone else UTC)
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone(UTC)


def when(moment: datetime, now: datetime, zone: str | None = None) -> str:
    """``today 14:02``, ``yesterday 09:41``, ``20 Nov 17:20``, ``20 Nov 2025``, in the visitor's time zone."""
    there, today = local(moment, zone), local(now, zone).date()
    clock = f"{there:%H:%M}" + ("" if zone else " UTC")
    if there.date() == today:
        return f"today {clock}"
    if there.date() == today - timedelta(days=1):
        return f"yesterday {clock}"
    return f"{there.day} {there:%b} {clock}" if there.year == today.year else f"{there.day} {there:%b %Y}"


def days(count: float) -> str:
    """``7 days``, ``0.5 days``, ``1 day``."""
    return f"{count:g} day" if count == 1 else f"{count:g} days"


def in_queue(place: int | None) -> str:
    """Where a job stands that waits; without a place it is about to start."""
    if not place:
        return "Starts in a moment"
    return "Next in the queue" if place == 1 else f"Place {place} in the queue"


def date_of(told: date) -> str:
    """``19 Sep 2026``."""
    return f"{told.day} {told:%b %Y}"


def day(moment: datetime, zone: str | None = None) -> str:
    """``30 Nov``."""
    there = local(moment, zone)
    return f"{there.day} {there:%b}"
