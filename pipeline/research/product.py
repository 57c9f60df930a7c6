"""An ASIN or any form of Amazon address to the product and its store.

Everything works on split addresses and plain look-ups, so no text takes long to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from pipeline.errors import ProductError
from pipeline.isbn import is_isbn, ten_digits
from pipeline.model import Product, Store
from pipeline.research.stores import store, store_of_host

_LONGEST = 4_000
_DEEPEST = 4
_TEN = re.compile(r"[0-9A-Za-z]{10}(?![0-9A-Za-z])")
_ASIN = re.compile(r"B[0-9A-Z]{9}")
_HIDDEN = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\xad]+")
_LABELS = frozenset({"asin", "isbn-10"})
_SHORT_LINKS = frozenset({"amzn.to", "a.co", "amzn.eu", "amzn.asia", "amzn.com", "amzn.in"})
_BEFORE_ASIN = frozenset({"dp", "d", "product", "offer-listing", "product-reviews", "asin", "o", "glance", "reviews"})
_ADDRESSES_IN = frozenset({"url", "u", "redirecturl", "dest"})


def is_asin(text: str) -> bool:
    """Whether a text in capitals is an ASIN: ``B`` and nine letters or digits, or an ISBN-10 with its check digit."""
    return _ASIN.fullmatch(text) is not None or (len(text) == 10 and text.isascii() and is_isbn(text))


def parse_product(text: str, marketplace: str = "US") -> Product:
    """The product that a text names: an ASIN, or an Amazon address whose store wins over the picked one.

    :raises ProductError: it names none, or the marketplace is unknown; the sentence says what to do.
    """
    picked = store(marketplace if marketplace.strip() else "US")
    if len(text) > _LONGEST:
        raise ProductError.too_long(_LONGEST)
    wanted = _address_in(text)
    if not wanted:
        raise ProductError.nothing_given()
    if is_asin(wanted.upper()):
        return Product(asin=wanted.upper(), store=picked)
    if "." in wanted or "/" in wanted:
        return _from_address(wanted, picked)
    raise _no_asin(wanted)


def _address_in(text: str) -> str:
    """The address in a shared text if there is one, else the text itself, without what nobody sees."""
    parts = [bare for part in _HIDDEN.split(text) if (bare := part.strip(":"))]
    link = next((part for part in parts if part.casefold().startswith(("http://", "https://"))), None)
    if link is None and parts and parts[0].casefold() in _LABELS:
        parts = parts[1:]
    found = link or _joined(parts)
    return found.strip("<>\"'“”‘’()[],; ")


def _joined(parts: list[str]) -> str:
    """Words as they were typed; an ASIN that was typed in groups as one. ``B0``: words alone never look like that."""
    whole = "".join(parts)
    return whole if whole[:2].upper() == "B0" and is_asin(whole.upper()) else " ".join(parts)


def _no_asin(text: str) -> ProductError:
    compact = text.replace("-", "").replace(" ", "").upper()
    if is_isbn(compact):
        return ProductError.isbn(text, ten_digits(compact))
    return ProductError.bad_asin(text)


def _from_address(text: str, picked: Store) -> Product:
    parts = _split(text)
    host = (parts.hostname or "").rstrip(".")
    if host.removeprefix("www.") in _SHORT_LINKS:
        raise ProductError.short_link(host)
    found = store_of_host(host)
    if parts.scheme not in {"http", "https"} or found is None:
        raise ProductError.other_host(host or text)
    asin = _asin_in(parts, _DEEPEST)
    if asin is None:
        raise ProductError.no_asin_in_address(text)
    warnings = () if found == picked else (_conflict(found, picked),)
    return Product(asin=asin, store=found, warnings=warnings)


def _conflict(found: Store, picked: Store) -> str:
    return f"The address is on {found.host} ({found.name}) but the store picked is {picked.name}; {found.name} is used."


def _split(text: str) -> SplitResult:
    """The parts of an address, with or without its scheme.

    :raises ProductError: it is no address.
    """
    address = text if "://" in text.partition("?")[0] else f"https://{text.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        _ = parts.hostname
    except ValueError as error:
        raise ProductError.other_host(text) from error
    return parts


def _asin_in(parts: SplitResult, depth: int) -> str | None:
    """The ASIN in an address's path, else in its query, else in an address that its query carries."""
    found = next(_asins_in_path(parts.path), None)
    if found is not None or not depth:
        return found
    query = parse_qsl(parts.query, max_num_fields=None)
    for name, value in query:
        if name.casefold() == "asin" and is_asin(value.strip().upper()):
            return value.strip().upper()
    carried = (_carried(value, depth) for name, value in query if name.casefold() in _ADDRESSES_IN)
    return next((asin for asin in carried if asin), None)


def _carried(address: str, depth: int) -> str | None:
    """The ASIN in an address inside another one, perhaps encoded twice; only a path or an Amazon address counts."""
    plain = unquote(address) if address.startswith("%") or "%2F" in address.upper() else address
    try:
        parts = urlsplit(plain)
        host = parts.hostname
    except ValueError:
        return None
    if host and store_of_host(host) is None:
        return None
    return _asin_in(parts, depth - 1)


def _asins_in_path(path: str) -> Iterator[str]:
    """ASINs that stand where Amazon's addresses have them: after ``/dp/``, ``/gp/product/`` and the like."""
    steps = [step for step in unquote(path).split("/") if step]
    for before, step in pairwise(steps):
        ten = _TEN.match(step)
        if before.casefold() in _BEFORE_ASIN and ten and is_asin(ten[0].upper()):
            yield ten[0].upper()
