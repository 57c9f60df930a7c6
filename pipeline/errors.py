"""The one family of errors that a user can act on.

Every message is one sentence that names what is wrong and what to do about it, fit to be shown as it
is on a page, on stderr and in a REST answer. Anything else that is raised anywhere is a bug.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Self

_SHOWN = 12
_MEGABYTE = 1 << 20  # as the limit is set
_UNSAFE = re.compile(r"[^\S ]+|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc]")


def shown(text: str, most: int = 60) -> str:
    """Text of the user's as a message can quote it: one line, no control characters, not too long."""
    line = " ".join(_UNSAFE.sub(" ", text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def listed(names: Iterable[str]) -> str:
    """A few names for a message, the rest counted."""
    quoted = [f"“{shown(name)}”" for name in names if name]
    more = f" and {len(quoted) - _SHOWN} more" if len(quoted) > _SHOWN else ""
    return ", ".join(quoted[:_SHOWN]) + more if quoted else "nothing"


def did_you_mean(text: str, choices: Sequence[str]) -> str:
    """`` (did you mean …?)`` for the nearest choice, empty where none is near."""
    near = get_close_matches(text.casefold(), [choice.casefold() for choice in choices], n=1, cutoff=0.6)
    found = next((choice for choice in choices if near and choice.casefold() == near[0]), "")
    return f" (did you mean {found}?)" if found else ""


class InputError(Exception):
    """What the user handed in cannot be used; ``str(error)`` is one sentence with the remedy."""


class ProductError(InputError):
    """The ASIN, product address or marketplace cannot be used."""

    @classmethod
    def nothing_given(cls) -> Self:
        """Blank."""
        return cls("No product was given; enter its ASIN or paste the address of its Amazon page.")

    @classmethod
    def too_long(cls, most: int) -> Self:
        """No address is that long."""
        return cls(f"The product address is longer than {most:,} characters; enter the ASIN instead.")

    @classmethod
    def bad_asin(cls, text: str) -> Self:
        """Neither an ASIN nor an address."""
        return cls(
            f"“{shown(text)}” is not an ASIN (B and nine letters or digits, or an ISBN-10 whose check digit is right); "
            "copy it from the product page or paste the page's address."
        )

    @classmethod
    def isbn(cls, text: str, asin: str) -> Self:
        """A book's number in another form than Amazon's."""
        remedy = f"enter the ISBN-10 {asin}" if asin else "enter the ASIN from the product page"
        return cls(f"“{shown(text)}” is an ISBN in a form that Amazon does not use as an ASIN; {remedy}.")

    @classmethod
    def short_link(cls, host: str) -> Self:
        """A shortened address, which does not hold the ASIN."""
        return cls(
            f"A short link ({shown(host)}) does not hold the ASIN; "
            "open it and paste the long address of the product page."
        )

    @classmethod
    def other_host(cls, host: str) -> Self:
        """An address that leads elsewhere."""
        return cls(
            f"“{shown(host)}” is not one of Amazon's 23 stores; "
            "paste the address of the product's Amazon page or its ASIN."
        )

    @classmethod
    def no_asin_in_address(cls, address: str) -> Self:
        """A page of Amazon's that is not a product's."""
        return cls(f"The address “{shown(address)}” holds no ASIN; open the product's own page and paste that address.")

    @classmethod
    def unknown_store(cls, code: str, stores: Sequence[tuple[str, str]]) -> Self:
        """No Amazon store of that name."""
        codes, names = [store[0] for store in stores], [store[1] for store in stores]
        hint = did_you_mean(code, names) or did_you_mean(code, codes)
        return cls(f"“{shown(code, 30)}” is not an Amazon marketplace; use one of {', '.join(codes)}{hint}.")


class MainKeywordError(InputError):
    """The main keyword cannot be used."""

    @classmethod
    def too_long(cls, most: int) -> Self:
        """No search phrase is that long."""
        return cls(f"The main keyword is longer than {most:,} characters; give one search phrase, or none.")


class ListingError(InputError):
    """The listing handed in cannot be used."""

    @classmethod
    def no_json(cls, reason: str) -> Self:
        """Text that is no JSON document."""
        return cls(
            f"The listing is not JSON ({shown(reason, 120)}); give an object such as "
            '{"title": "…", "bullets": ["…"], "description": "…"}.'
        )

    @classmethod
    def wrong_type(cls, path: str, expected: str, found: str) -> Self:
        """A key that holds another kind of value."""
        return cls(f"The listing's {path} must be {expected}, but is {found}; correct it.")

    @classmethod
    def no_known_key(cls, known: Sequence[str]) -> Self:
        """JSON, but no listing."""
        return cls(f"The listing holds none of {listed(known)}; give at least its title.")

    @classmethod
    def too_big(cls, most: int) -> Self:
        """More than any listing holds."""
        return cls(f"The listing is larger than {most // 1000:,} kB; give only its texts.")


class WordsError(InputError):
    """The words of the product handed in cannot be used."""

    @classmethod
    def no_json(cls, reason: str) -> Self:
        """Text that is no JSON document."""
        return cls(
            f"The product words are not JSON ({shown(reason, 120)}); give an object such as "
            '{"heads": {"add": ["…"], "remove": ["…"]}}.'
        )

    @classmethod
    def wrong(cls, path: str, expected: str) -> Self:
        """A key that holds another kind of value."""
        return cls(f"The product words' {path} must be {expected}; correct it.")

    @classmethod
    def unknown_key(cls, path: str, known: Sequence[str]) -> Self:
        """A key that means nothing here."""
        return cls(f"The product words have no key {path}{did_you_mean(path.strip('“”'), known)}; use {listed(known)}.")

    @classmethod
    def both(cls, kind: str, word: str) -> Self:
        """One word, two wishes."""
        return cls(f"The product words both add and remove “{shown(word)}” in “{kind}”; keep one of the two.")

    @classmethod
    def too_big(cls, most: int) -> Self:
        """More words than any product has."""
        return cls(f"The product words are larger than {most // 1000:,} kB; give only what was read wrongly.")


class DecisionsError(InputError):
    """The decisions handed in cannot be used."""

    @classmethod
    def no_table(cls, name: str) -> Self:
        """Another kind of file, or a damaged one."""
        return cls(f"{shown(name)} cannot be read as a table; give the decisions as they were exported.")

    @classmethod
    def no_columns(cls, name: str, found: Sequence[str]) -> Self:
        """A table of something else."""
        return cls(
            f"{shown(name)} has no columns “Phrase” and “Category”; found: {listed(found)}; "
            "give the decisions as they were exported."
        )

    @classmethod
    def no_phrase(cls, name: str, where: str) -> Self:
        """A row about nothing."""
        return cls(f"{shown(name)}, {where}, has no search phrase; fill it in or delete the row.")

    @classmethod
    def no_category(cls, name: str, where: str, text: str, known: Sequence[str]) -> Self:
        """A category that is none of the six."""
        said = f"`{shown(text, 40)}` is no category{did_you_mean(text, known)}" if text else "there is no category"
        return cls(f"{shown(name)}, {where}: {said}; use one of {', '.join(known)}.")

    @classmethod
    def no_lock(cls, name: str, where: str, text: str) -> Self:
        """Neither locked nor not."""
        return cls(f"{shown(name)}, {where}: `{shown(text, 40)}` under `Locked` is neither yes nor no; use either.")

    @classmethod
    def twice(cls, name: str, phrase: str, first: str, second: str) -> Self:
        """One phrase, two categories."""
        return cls(f"{shown(name)} gives “{shown(phrase)}” two categories ({first} and {second}); keep one of them.")

    @classmethod
    def no_json(cls, name: str, reason: str) -> Self:
        """Text that looks like JSON and is no decisions."""
        return cls(
            f"{shown(name)} holds no decisions ({shown(reason, 120)}); give a list such as "
            '[{"phrase": "…", "category": "Irrelevant"}].'
        )

    @classmethod
    def too_big(cls, name: str, most: int) -> Self:
        """More than anybody decides."""
        return cls(f"{shown(name)} is larger than {most // 1_000_000} MB; give only the decisions.")


class FileError(InputError):
    """A keyword file cannot be used."""

    @classmethod
    def none_given(cls) -> Self:
        """No file at all."""
        return cls("No keyword file was given; add at least one Cerebro export.")

    @classmethod
    def same_role(cls, role: str, one: str, other: str) -> Self:
        """Two files for one purpose."""
        return cls(f"{shown(one)} and {shown(other)} are both given as the {role} file; keep one of them.")

    @classmethod
    def empty(cls, name: str) -> Self:
        """Not a character in it."""
        return cls(f"{shown(name)} is empty; export it again.")

    @classmethod
    def header_only(cls, name: str) -> Self:
        """Column names and nothing below them."""
        return cls(f"{shown(name)} has a header but no rows below it; export it again without filters.")

    @classmethod
    def no_phrases(cls, name: str, reason: str) -> Self:
        """Rows, but not one that could be a keyword."""
        return cls(
            f"{shown(name)} has no row with a usable search phrase (first row dropped: {shown(reason)}); "
            "check its phrase column."
        )

    @classmethod
    def no_phrase_column(cls, name: str, expected: Sequence[str], found: Sequence[str]) -> Self:
        """A header without any of the names for the search phrase that are ``expected`` in it, best known first."""
        named = [shown(header) for header in found if header.strip()]
        near = next(
            (header for header in named if get_close_matches(header.casefold(), [e.casefold() for e in expected], 1)),
            None,
        )
        hint = f"; rename “{near}” if it is that column" if near else ""
        first, *others = expected
        wanted = f"“{first}” (or {listed(others)})" if others else f"“{first}”"
        return cls(
            f"{shown(name)} has no column for the search phrase; expected {wanted}; found: {listed(named)}{hint}."
        )

    @classmethod
    def product_list(cls, name: str, tool: str) -> Self:
        """An export of products where one of keywords is wanted."""
        return cls(
            f"{shown(name)} is a product list ({tool}), not a keyword list; "
            "export the keywords of these products with Cerebro instead."
        )

    @classmethod
    def keyword_list(cls, name: str, tool: str) -> Self:
        """An export of keywords where one of products is wanted."""
        return cls(
            f"{shown(name)} is a keyword list ({tool}), not a list of competitors; "
            "add it as the revenue or design file, and export the competitors with Xray."
        )

    @classmethod
    def no_asin_column(cls, name: str, found: Sequence[str]) -> Self:
        """A header that names no products."""
        return cls(
            f"{shown(name)} has no “ASIN” column beside a title, brand or price; found: {listed(found)}; "
            "export the competitors with Helium 10 Xray."
        )

    @classmethod
    def no_products(cls, name: str) -> Self:
        """A list of products without a product."""
        return cls(f"{shown(name)} has no row with an ASIN; export the competitors again with Helium 10 Xray.")

    @classmethod
    def too_big(cls, name: str, size: int, most: int) -> Self:
        """More bytes than are accepted."""
        return cls(
            f"{shown(name)} is {size / _MEGABYTE:,.1f} MB, over the limit of {most / _MEGABYTE:,.0f} MB; "
            "export fewer rows."
        )

    @classmethod
    def too_many_rows(cls, name: str, most: int) -> Self:
        """More rows than are accepted."""
        return cls(f"{shown(name)} has more than {most:,} rows; filter the export, for example by search volume.")

    @classmethod
    def too_wide(cls, name: str, row: int, most: int) -> Self:
        """A row of more columns, or a line of more characters, than any export has."""
        return cls(
            f"{shown(name)} has more than {most:,} columns (or an endless line) in row {row}; "
            "export it again as CSV or XLSX."
        )

    @classmethod
    def not_text(cls, name: str, what: str) -> Self:
        """Another kind of file under the name of a CSV."""
        return cls(f"{shown(name)} is {what}, not a table; upload the CSV or XLSX as it was exported.")

    @classmethod
    def resave(cls, name: str, what: str) -> Self:
        """A spreadsheet in a format that is not read."""
        return cls(f"{shown(name)} is {what}; open it and save it as .xlsx or .csv.")

    @classmethod
    def protected(cls, name: str) -> Self:
        """A workbook behind a password."""
        return cls(f"{shown(name)} is protected by a password; save it without one.")

    @classmethod
    def unpacks_too_large(cls, name: str) -> Self:
        """A compressed file that unfolds beyond reason."""
        return cls(f"{shown(name)} unpacks to far more than a keyword export holds; save the sheet as CSV.")

    @classmethod
    def damaged(cls, name: str) -> Self:
        """A workbook that cannot be opened."""
        return cls(f"{shown(name)} is damaged and cannot be opened as a workbook; export it again.")

    @classmethod
    def open_quote(cls, name: str, row: int) -> Self:
        """A quoted cell that never ends and would swallow the rows after it."""
        return cls(
            f'{shown(name)} opens a quotation mark (") in row {row} that is never closed; '
            "export it again or double the quotation marks inside the cell."
        )
