"""The copy under the user's hands: an alternative as proposed, or as edited since. No drawing here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pages.components.shown import Shown
from pages.components.stores import BY_CODE
from pipeline import Review, mended, review, targets_of
from pipeline.model import Copy
from pipeline.result import Alternative, CurrentCopy, FieldCopy, Result, RuleSummary, Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field to show: its key, its name, its text and how much of its limit it takes (``limit`` 0: none)."""

    key: str
    name: str
    copy: FieldCopy
    used: int
    limit: int
    unit: str = ""

    @property
    def over(self) -> bool:
        """It is longer than the store allows."""
        return bool(self.limit) and self.used > self.limit


def fields(copy: CurrentCopy | Alternative, rules: RuleSummary) -> Iterator[Field]:
    """A copy's fields in the order in which Amazon shows them."""
    yield _characters("title", "Title", copy.title, rules.title_characters)
    if rules.highlights_characters or copy.item_highlights.text:
        yield _characters("item_highlights", "Item highlights", copy.item_highlights, rules.highlights_characters)
    for number, bullet in enumerate(copy.bullets, start=1):
        yield _characters(f"bullet {number}", f"Bullet {number}", bullet, rules.bullet_characters)
    terms = copy.search_terms
    yield Field(
        key="search_terms", name="Search terms", copy=terms, used=terms.bytes, limit=rules.search_terms_bytes, unit=" B"
    )


def _characters(key: str, name: str, copy: FieldCopy, limit: int) -> Field:
    return Field(key=key, name=name, copy=copy, used=copy.characters, limit=limit)


def text_key(shown: Shown, choice: int, field: str) -> str:
    """The key of the state that holds an edited field."""
    return shown.key(f"edit_{choice}_{field}")


def copy_of(shown: Shown, choice: int) -> Copy:
    """An alternative's texts, with the user's edits."""
    proposed = shown.result.seo.optimized.alternatives[choice]

    def text(key: str, original: FieldCopy) -> str:
        return str(shown.state(f"edit_{choice}_{key}", original.text))

    return Copy(
        title=text("title", proposed.title),
        item_highlights=text("item_highlights", proposed.item_highlights),
        bullets=tuple(text(f"bullet {number}", bullet) for number, bullet in enumerate(proposed.bullets, start=1)),
        search_terms=text("search_terms", proposed.search_terms),
    )


def _texts(copy: CurrentCopy | Alternative) -> Copy:
    return Copy(
        title=copy.title.text,
        item_highlights=copy.item_highlights.text,
        bullets=tuple(bullet.text for bullet in copy.bullets),
        search_terms=copy.search_terms.text,
    )


def today(result: Result) -> Copy | None:
    """Today's copy; None where no listing was handed in."""
    return _texts(result.seo.current) if result.seo.current else None


def judged(result: Result, copy: Copy) -> Review:
    """What a copy captures and breaks, by the rules of the store."""
    return review(
        copy,
        targets_of(result.keywords),
        BY_CODE[result.marketplace],
        brand=result.listing.brand if result.listing else "",
        other_brands=result.product.brands,
    )


def without(result: Result, copy: Copy, violation: Violation) -> Copy | None:
    """A copy with one violation repaired; None where no repair is known."""
    return mended(
        copy,
        violation,
        BY_CODE[result.marketplace],
        brand=result.listing.brand if result.listing else "",
        other_brands=result.product.brands,
    )


def put(shown: Shown, choice: int, copy: Copy) -> None:
    """Make a copy the edited text of an alternative; a button's callback."""
    shown.keep(f"edit_{choice}_title", copy.title)
    shown.keep(f"edit_{choice}_item_highlights", copy.item_highlights)
    for number, bullet in enumerate(copy.bullets, start=1):
        shown.keep(f"edit_{choice}_bullet {number}", bullet)
    shown.keep(f"edit_{choice}_search_terms", copy.search_terms)


def whole(copy: Copy) -> str:
    """A copy as plain text, to paste anywhere."""
    parts = [("Title", copy.title), ("Item highlights", copy.item_highlights)]
    parts += [(f"Bullet {number}", bullet) for number, bullet in enumerate(copy.bullets, start=1)]
    parts.append(("Search terms", copy.search_terms))
    return "\n\n".join(f"{name}\n{text}" for name, text in parts if text)


def edited(shown: Shown, choice: int) -> bool:
    """Whether the user changed an alternative."""
    return copy_of(shown, choice) != _texts(shown.result.seo.optimized.alternatives[choice])


def undo(shown: Shown, choice: int) -> None:
    """Put an alternative back to what was proposed; a button's callback."""
    put(shown, choice, _texts(shown.result.seo.optimized.alternatives[choice]))


def with_edits(shown: Shown, choice: int) -> Result:
    """The result as it would be had the optimiser written what the user made of one alternative."""
    proposed = shown.result.seo.optimized.alternatives[choice]
    if not edited(shown, choice):
        return shown.result
    found = judged(shown.result, copy_of(shown, choice))
    changed = replace(
        proposed,
        title=found.fields.title,
        item_highlights=found.fields.item_highlights,
        bullets=found.fields.bullets,
        search_terms=found.fields.search_terms,
        coverage=found.fields.coverage,
        exact_title_volume=found.exact_title_volume,
        placement_score=found.placement_score,
    )
    seo, all_ = shown.result.seo, shown.result.seo.optimized.alternatives
    optimized = replace(seo.optimized, alternatives=(*all_[:choice], changed, *all_[choice + 1 :]))
    return replace(shown.result, seo=replace(seo, optimized=optimized))
