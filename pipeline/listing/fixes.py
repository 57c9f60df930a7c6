"""Mechanical repairs of what breaks a rule: each rule of a pack names the one that mends it, if there is one.

Promises that a repair is handed out only where it mends the violation and brings no new error. It knows no rule by
name: what each repair does to the offending text is here, which rule wants which stands in the packs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.listing.rulebook import RulePack
from pipeline.listing.rules import check
from pipeline.listing.spelling import calm, capital
from pipeline.model import Copy
from pipeline.result import Violation

_LOOSE = re.compile(r"(?<!\s)\s*([,;])(?:\s*[,;])+")
_SPACES = re.compile(r"\s{2,}")
_BEFORE_COMMA = re.compile(r"(?<!\s)\s+([,;.])")
_EDGES = " ,;&-–—|/"


def _cut(text: str, offending: str) -> str:
    """Up to the last comma or whole word inside the limit; what offends is all that is beyond it.

    A comma wins where little is lost by it; a giant word is cut itself.
    """
    kept = text.removesuffix(offending)
    inside = offending[:1].isalnum() and kept[-1:].isalnum()
    whole = kept.rpartition(" ")[0] if inside else kept
    piece = kept if offending.lstrip()[:1] in {",", ";"} else kept.rpartition(",")[0]
    fitting = (part for part, least in ((piece, 0.6), (whole, 0.5), (kept, 0)) if len(part) >= least * len(kept))
    return next(fitting).rstrip(_EDGES)


def _pattern(offending: str) -> re.Pattern[str]:
    """The text itself, as whole words where it is words; a single strange letter anywhere."""
    whole = len(offending) > 1
    before = r"(?<!\w)" if whole and offending[:1].isalnum() else ""
    after = r"(?!\w)" if whole and offending[-1:].isalnum() else ""
    return re.compile(f"{before}{re.escape(offending)}{after}", re.IGNORECASE)


def _without(text: str, offending: str) -> str:
    return _tidy(_pattern(offending).sub(" ", text))


def _without_last(text: str, offending: str) -> str:
    found = list(_pattern(offending).finditer(text))
    return _tidy(text[: found[-1].start()] + " " + text[found[-1].end() :]) if len(found) > 1 else text


def _tidy(text: str) -> str:
    """No double spaces, no commas without anything between them."""
    return _LOOSE.sub(r"\1", _BEFORE_COMMA.sub(r"\1", _SPACES.sub(" ", text))).strip(_EDGES)


def _instead(change: Callable[[str], str]) -> Callable[[str, str], str]:
    """A repair that writes the offending text in another way."""

    def repair(text: str, offending: str) -> str:
        return text.replace(offending, change(offending), 1)

    return repair


FIXES: dict[str, Callable[[str, str], str]] = {
    "cut": _cut,
    "remove": _without,
    "remove_last": _without_last,
    "calm": _instead(lambda word: calm(word) if calm(word) != word else word.capitalize()),
    "capital": _instead(lambda phrase: " ".join(map(capital, phrase.split(" ")))),
    "small": _instead(str.lower),
    "trim_end": lambda text, _offending: text.rstrip(" .!?;,"),
    "single_space": lambda text, _offending: " ".join(text.split()),
}
"""Every repair that a rule can name as its ``fix``."""


def fixed(
    copy: Copy,
    violation: Violation,
    pack: RulePack,
    *,
    brand: str = "",
    other_brands: Sequence[str] = (),
    language: str = "en",
) -> Copy | None:
    """The copy with one violation mended; None where no repair is known, or it would break something else."""
    rule = next((rule for rule in pack.rules if rule.id == violation.rule), None)
    text = _text(copy, violation.field)
    if rule is None or not rule.fix or not text:
        return None
    mended = FIXES[rule.fix](text, violation.text)
    if not mended or mended == text:
        return None
    result = _replaced(copy, violation.field, mended)

    def broken(of: Copy) -> tuple[Counter[str], int]:
        found = check(of, pack, brand=brand, other_brands=other_brands, language=language)
        mine = Counter(each.rule for each in found if each.field == violation.field)
        return mine, sum(each.severity == "error" for each in found)

    (before, errors_before), (after, errors_after) = broken(copy), broken(result)
    return result if after[rule.id] < before[rule.id] and errors_after <= errors_before else None


def _number(field: str) -> int:
    kind, _, number = field.partition(" ")
    return int(number) - 1 if kind == "bullet" and number else -1


def _text(copy: Copy, field: str) -> str:
    at = _number(field)
    if at >= 0:
        return copy.bullets[at] if at < len(copy.bullets) else ""
    return str(getattr(copy, field, "")) if field in {"title", "item_highlights", "search_terms"} else ""


def _replaced(copy: Copy, field: str, text: str) -> Copy:
    at = _number(field)
    if at >= 0:
        return replace(copy, bullets=(*copy.bullets[:at], text, *copy.bullets[at + 1 :]))
    if field == "title":
        return replace(copy, title=text)
    return replace(copy, item_highlights=text) if field == "item_highlights" else replace(copy, search_terms=text)
