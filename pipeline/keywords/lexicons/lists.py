"""Reading the hand-written word lists: one list a file, one entry a line, ``#`` starts a comment line.

The folder ``world`` holds lists that belong to no language (brands, retailers, characters): they are part of every
language's list of that name. A file of groups has lines ``group: entry, entry``. It knows nothing of what lists mean.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

GENERAL = Path(__file__).parent / "general"
WORLD = "world"


def lines(path: Path) -> list[str]:
    """The entries of a list, in file order."""
    text = path.read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def languages() -> frozenset[str]:
    """The languages that have lists of their own."""
    return frozenset(folder.name for folder in GENERAL.iterdir() if folder.is_dir()) - {WORLD}


@cache
def names() -> frozenset[str]:
    """The names of all lists in any language."""
    return frozenset(path.stem for path in GENERAL.glob("*/*.txt"))


def read_entries(name: str, language: str) -> frozenset[str]:
    """A list as shoppers type it: every entry with its accents and without.

    :raises ValueError: no language has a list of this name.
    """
    if name not in names():
        raise ValueError(f"there is no word list {name!r}; there are {', '.join(sorted(names()))}")
    paths = [path for folder in (language, WORLD) if (path := GENERAL / folder / f"{name}.txt").is_file()]
    return frozenset(form for path in paths for line in lines(path) for form in _forms(line.partition(": ")[2] or line))


entries = cache(read_entries)
"""The same, kept: for lists that are asked again and again."""


def _forms(members: str) -> set[str]:
    """The comma-separated entries of a line, with their accents and without."""
    found = {member.strip() for member in members.split(",")}
    return found if members.isascii() else {*found, *map(unaccented, found)}


@cache
def groups(name: str, language: str) -> dict[str, frozenset[str]]:
    """A list of groups, in file order; empty if the language has none."""
    path = GENERAL / language / f"{name}.txt"
    found: dict[str, frozenset[str]] = {}
    for line in lines(path) if path.is_file() else ():
        group, _, members = line.partition(": ")
        found[group] = frozenset(_forms(members))
    return found


def unaccented(word: str) -> str:
    """The word without its combining marks."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
