"""The user's decisions as a file: CSV or a workbook with the columns phrase and category, or JSON.

Promises what ``pipeline.report.decisions_csv`` wrote, to the letter. JSON is a list of ``{"phrase", "category",
"locked"}``, or a whole result document, whose decided keywords count. Nothing is skipped in silence: a row that says
nothing usable refuses the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from pipeline.errors import DecisionsError, FileError
from pipeline.ingest.cells import Cell, clean, is_blank, key
from pipeline.ingest.decode import decode
from pipeline.ingest.delimited import pick_delimiter, records
from pipeline.ingest.limits import MAX_PHRASE_CHARACTERS
from pipeline.ingest.workbook import is_workbook, sheets
from pipeline.model import Category, Decision
from pipeline.text import phrase_key

_MAX_BYTES = 20_000_000
_PHRASE, _CATEGORY, _LOCKED = "phrase", "category", "locked"
_PHRASE_NAMES = {key(name) for name in (_PHRASE, "keyword", "keyword phrase", "search term")}
_CATEGORIES = {key(category): category for category in Category}
_YES = frozenset({"yes", "true", "1", "x", "locked"})
_NO = frozenset({"no", "false", "0", ""})
_GUARDS = re.compile(
    "(\\A|;[ \"]*+)'(?=[ ']*[=+\\-@\uff1d\uff0b\uff0d\uff20])"
)  # they keep a spreadsheet from running it

Said = tuple[str, object, object, object]
"""Where it stands, and what it says of phrase, category and lock."""


def read_decisions(content: bytes, name: str) -> tuple[Decision, ...]:
    """Read decisions, in the file's order.

    :raises DecisionsError: it is no such file, or a row of it cannot be used.
    """
    if len(content) > _MAX_BYTES:
        raise DecisionsError.too_big(name, _MAX_BYTES)
    found: dict[str, tuple[str, Decision]] = {}
    for said in _said(content, name):
        where, decision = said[0], _decision(said, name)
        before, same = found.setdefault(phrase_key(decision.phrase), (where, decision))
        if same.category is not decision.category:
            raise DecisionsError.twice(name, decision.phrase, before, where)
    return tuple(decision for _, decision in found.values())


def _said(content: bytes, name: str) -> Iterable[Said]:
    try:
        if is_workbook(content, name):
            return list(_in_table(next(sheets(content, name)).rows, name))
        text = decode(content, name)
        if text.lstrip()[:1] in {"[", "{"}:
            return _in_json(text, name)
        return list(_in_table(records(text, pick_delimiter(text, name, _weight), name), name))
    except FileError as error:
        raise DecisionsError.no_table(name) from error


def _weight(rows: list[list[str]]) -> tuple[int, int]:
    """How many of our columns the first row has, and how many at all."""
    first = rows[0] if rows else []
    return len(set(_places(first))), len(first)


def _places(cells: Sequence[Cell]) -> dict[str, int]:
    """Our columns among a header's cells; the first of several counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = key(clean(cell))
        found.setdefault(_PHRASE if name in _PHRASE_NAMES else name, at)
    return {name: at for name, at in found.items() if name in {_PHRASE, _CATEGORY, _LOCKED}}


def _in_table(rows: Iterable[tuple[int, list[Cell]]], name: str) -> Iterator[Said]:
    full = ((number, cells) for number, cells in rows if not is_blank(cells))
    header = next((cells for _, cells in full if not str(cells[0]).lower().startswith("sep=")), [])
    places = _places(header)
    if _PHRASE not in places or _CATEGORY not in places:
        raise DecisionsError.no_columns(name, [clean(cell) for cell in header])
    for number, cells in full:
        phrase, category, locked = (_at(cells, places.get(column)) for column in (_PHRASE, _CATEGORY, _LOCKED))
        yield f"row {number}", phrase, category, locked


def _at(cells: Sequence[Cell], place: int | None) -> Cell:
    return "" if place is None or place >= len(cells) else cells[place]


def _in_json(text: str, name: str) -> Iterator[Said]:
    try:
        document: Any = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise DecisionsError.no_json(name, str(error)) from error
    if isinstance(document, dict):
        keywords = document.get("keywords")
        entries = list(filter(_is_decided, keywords)) if isinstance(keywords, list) else None
    else:
        entries = document
    if not isinstance(entries, list):
        raise DecisionsError.no_json(name, "it is neither a list nor a result")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get(_PHRASE), str):
            raise DecisionsError.no_json(name, f"entry {number} is no object with a phrase")
        yield (f"entry {number}", entry.get(_PHRASE), entry.get(_CATEGORY), entry.get(_LOCKED))


def _is_decided(keyword: object) -> bool:
    return isinstance(keyword, dict) and keyword.get("decided") is True


def _decision(said: Said, name: str) -> Decision:
    where, phrase, category, locked = said
    text = _unguarded(clean(phrase))
    if not text or len(text) > MAX_PHRASE_CHARACTERS:
        raise DecisionsError.no_phrase(name, where)
    wanted = _CATEGORIES.get(key(clean(category)))
    if wanted is None:
        raise DecisionsError.no_category(name, where, clean(category), list(Category))
    return Decision(phrase=text, category=wanted, locked=_is_yes(locked, name, where))


def _unguarded(text: str) -> str:
    return _GUARDS.sub(r"\1", text)


def _is_yes(cell: object, name: str, where: str) -> bool:
    said = clean(cell).casefold()
    if said not in _YES | _NO:
        raise DecisionsError.no_lock(name, where, said)
    return said in _YES
