"""The user's words about the product as a JSON document: changes to the reading, and the user's own lists.

``{"heads": {"add": [...], "remove": [...]}, ..., "has": [...], "lacks": [...], "never": [...], "brands": ...}``; where
``brands`` is a list rather than an object, it is the user's own list.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import msgspec

from pipeline.errors import WordsError
from pipeline.model import ReadingEdits, UserWords, WordEdits

_MOST_BYTES = 200_000
_MOST_CHARACTERS = 80
_KINDS = tuple(each.name for each in fields(ReadingEdits))
_LISTS = ("has", "lacks", "never")
_CHANGES = ("add", "remove")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductWords:
    """What the user says of the product's words: changes to the reading, and lists of one's own."""

    reading: ReadingEdits = field(default_factory=ReadingEdits)
    words: UserWords = field(default_factory=UserWords)


def product_words_from_json(data: bytes | str) -> ProductWords:
    """Read the user's words about the product.

    :raises WordsError: it is no such object, has an unknown key, or adds and removes the same word.
    """
    document = _decoded(data)
    if not isinstance(document, dict):
        raise WordsError.wrong("document", "an object")
    known = (*_KINDS, *_LISTS)
    for key in document:
        if key not in known:
            raise WordsError.unknown_key(f"“{key}”", known)
    listed = document.get("brands") if isinstance(document.get("brands"), list) else None
    edits = {kind: _edits(document.get(kind), kind) for kind in _KINDS if not (kind == "brands" and listed is not None)}
    lists = {name: _words(document.get(name), f"“{name}”") for name in _LISTS}
    return ProductWords(reading=ReadingEdits(**edits), words=UserWords(brands=_words(listed, "“brands”"), **lists))


def _decoded(data: bytes | str) -> Any:
    if len(data) > _MOST_BYTES:
        raise WordsError.too_big(_MOST_BYTES)
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        return msgspec.json.decode(text)
    except UnicodeError as error:
        raise WordsError.no_json("its characters are not UTF-8") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise WordsError.no_json(str(error)) from error


def _edits(value: object, kind: str) -> WordEdits:
    if value is None:
        return WordEdits()
    if not isinstance(value, dict):
        raise WordsError.wrong(f"“{kind}”", 'an object of lists such as {"add": [], "remove": []}')
    for key in value:
        if key not in _CHANGES:
            raise WordsError.unknown_key(f"“{kind}.{key}”", _CHANGES)
    add, remove = (_words(value.get(key), f"“{kind}.{key}”") for key in _CHANGES)
    for word in add:
        if word in remove:
            raise WordsError.both(kind, word)
    return WordEdits(add=add, remove=remove)


def _words(value: object, path: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise WordsError.wrong(path, "a list of texts")
    words = [" ".join(each.casefold().split()) for each in value]
    if any(len(word) > _MOST_CHARACTERS for word in words):
        raise WordsError.wrong(path, f"words of at most {_MOST_CHARACTERS} characters")
    return tuple(dict.fromkeys(word for word in words if word))
