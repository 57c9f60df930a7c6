"""A listing handed in: as a JSON document, or as the texts of a form. Says what is there and what is missing.

Texts lose what nobody sees (control and zero-width characters, runs of spaces) and keep everything else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import msgspec

from pipeline.errors import ListingError
from pipeline.model import Listing

_MOST_BYTES = 1_000_000
_TEXTS = ("title", "brand", "description", "search_terms", "item_highlights")
_KEYS = ("title", "brand", "bullets", "description", "search_terms", "item_highlights", "attributes")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BULLET_MARK = re.compile(r"(?:[•·●○▪▫■□◦‣⁃∙*►▶➤➢✓✔✅☑★☆]\ufe0f?\s*|[-–—]\s+|\d{1,2}[.)]\s+)+")


def listing_from_json(data: bytes | str) -> Listing:
    """Read a listing from a JSON object with some of the keys of ``Listing``; others are ignored, null is missing.

    :raises ListingError: it is no such object; the sentence names the key.
    """
    document = _decoded(data)
    if not isinstance(document, dict):
        raise ListingError.no_json(f"it is {_kind(document)} where an object is needed")
    if not any(key in document for key in _KEYS):
        raise ListingError.no_known_key(_KEYS)
    texts = {key: _text(document.get(key), f"“{key}”", lines=key == "description") for key in _TEXTS}
    return Listing(
        **texts,
        bullets=_bullets(document.get("bullets")),
        attributes=_attributes(document.get("attributes")),
    )


def listing_from_fields(
    title: str = "", brand: str = "", bullets_text: str = "", description: str = "", search_terms: str = ""
) -> Listing:
    """Read a listing from pasted texts; every line of ``bullets_text`` is a bullet, its leading mark left out."""
    bullets = (_BULLET_MARK.sub("", _one_line(line), count=1) for line in bullets_text.splitlines())
    return Listing(
        title=_one_line(title),
        brand=_one_line(brand),
        bullets=tuple(bullet for bullet in bullets if bullet),
        description=_lines(description),
        search_terms=_one_line(search_terms),
    )


def _decoded(data: bytes | str) -> Any:
    if len(data) > _MOST_BYTES:
        raise ListingError.too_big(_MOST_BYTES)
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        return msgspec.json.decode(text)
    except UnicodeError as error:
        raise ListingError.no_json("its characters are not UTF-8") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise ListingError.no_json(str(error)) from error


def _kind(value: object) -> str:
    kinds: dict[type, str] = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return "nothing" if value is None else kinds.get(type(value), "an object")


def _text(value: object, path: str, *, lines: bool = False) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ListingError.wrong_type(path, "text", _kind(value))
    return _lines(value) if lines else _one_line(value)


def _bullets(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ListingError.wrong_type("“bullets”", "a list of texts", _kind(value))
    texts = (_text(bullet, f"“bullets[{place}]”") for place, bullet in enumerate(value))
    return tuple(text for text in texts if text)


def _attributes(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ListingError.wrong_type("“attributes”", "an object of names and texts", _kind(value))
    texts = {_one_line(str(name)): _attribute(each, f"“attributes.{name}”") for name, each in value.items()}
    return {name: text for name, text in texts.items() if name and text}


def _attribute(value: object, path: str) -> str:
    """An attribute's text; numbers, yes or no, and lists of texts are written out."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, list):
        return ", ".join(_text(each, path) for each in value)
    return _text(value, path)


def _one_line(text: str) -> str:
    return " ".join(_seen(" ".join(text.split())).split())


def _lines(text: str) -> str:
    """Text whose line breaks are kept, without blank lines at its ends."""
    return "\n".join(_one_line(line) for line in text.splitlines()).strip()


def _seen(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if unicodedata.category(char) not in _INVISIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityNote:
    """Whether one part of a listing is there, with a remark."""

    field: str
    present: bool
    note: str


def quality_notes(listing: Listing) -> tuple[QualityNote, ...]:
    """What a listing has and lacks, in the order in which a shopper meets it. Limits are the listing rules' matter."""
    bullets, terms = len(listing.bullets), len(listing.search_terms.encode())
    return (
        _note("title", listing.title, f"{len(listing.title)} characters"),
        _note("brand", listing.brand, listing.brand, "without it no phrase can be told as your own brand's"),
        _note("item highlights", listing.item_highlights, f"{len(listing.item_highlights)} characters"),
        _note("bullets", listing.bullets, f"{bullets} of 5" if bullets < 5 else f"{bullets}"),
        _note("description", listing.description, f"{len(listing.description)} characters"),
        _note(
            "search terms",
            listing.search_terms,
            f"{terms} bytes",
            "not shown on the page: copy them from Seller Central",
        ),
        _note("attributes", listing.attributes, f"{len(listing.attributes)} known"),
    )


def _note(field: str, value: object, present: str, missing: str = "missing") -> QualityNote:
    return QualityNote(field=field, present=bool(value), note=present if value else missing)
