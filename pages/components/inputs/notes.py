"""What to know of the keyword files before Start: what they lack, and where they do not fit the form or each other.

No Streamlit here: previews and the product in, notes out. Nothing of it keeps an analysis from being started.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from pipeline import FilePreview, ProductError, store
from pipeline.model import Product, Role, SourceFile, Store
from pipeline.report.words import plural

_OLD = 90  # days after which a store's ranks and volumes are another season's
_SLOT_WORDS = {Role.REVENUE: "revenue", Role.DESIGN: "design"}


class Remedy(Enum):
    """What one press can do about a note; ``Note.value`` says with what."""

    NONE = auto()
    USE_PRODUCT = auto()
    USE_STORE = auto()
    SWAP = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One sentence as plain text, and what can be done about it. ``serious``: the result will lack something."""

    text: str
    serious: bool = True
    remedy: Remedy = Remedy.NONE
    label: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the files are compared with: the product as typed, the store as picked, whether there is a title."""

    product: Product | None
    store: Store
    is_address: bool
    titled: bool
    today: date


def exported_on(seen: FilePreview) -> date | None:
    """The day that the file's name tells; None where it tells none."""
    try:
        return date.fromisoformat(seen.exported_on)
    except ValueError:
        return None


def notes_on(seen: FilePreview, form: Form) -> list[Note]:
    """What to know of one file."""
    return [*_lacking(seen, form), *_aged(seen, form.today), *_other_product(seen, form), *_other_store(seen, form)]


def _lacking(seen: FilePreview, form: Form) -> Iterator[Note]:
    if not seen.summary.asins:
        yield Note(text=f"No rank columns: relevancy comes from {_stand_in(seen, form)}.")
    elif "title_density" not in seen.fields:
        yield Note(text="No title density: opportunities cannot be told.")


def _stand_in(seen: FilePreview, form: Form) -> str:
    """What relevancy is taken from instead; the pipeline's own order."""
    if "performance_score" in seen.fields:
        return "Cerebro’s Competitor Performance Score"
    if "ranking_competitors" in seen.fields:
        return "how many competitors rank, which is weaker"
    return "your title’s words alone" if form.titled else "your title’s words alone; paste the title below"


def _aged(seen: FilePreview, today: date) -> Iterator[Note]:
    day = exported_on(seen)
    age = (today - day).days if day else 0
    if age >= _OLD:
        yield Note(text=f"Exported {plural(age // 30, 'month')} ago: volumes and ranks have moved since.")


def _other_product(seen: FilePreview, form: Form) -> Iterator[Note]:
    exported, typed = seen.exported_asin, form.product
    if not exported or exported in seen.summary.asins:  # a competitor's, or told by its own column
        return
    if typed is None:
        yield Note(
            text=f"Exported for {exported}.",
            serious=False,
            remedy=Remedy.USE_PRODUCT,
            label="Take it as the product",
            value=exported,
        )
    elif exported != typed.asin:
        at_stake = "; its Position column is not taken as your rank" if "own_rank" in seen.fields else ""
        yield Note(
            text=f"Exported for {exported}, not for {typed.asin}{at_stake}.",
            remedy=Remedy.USE_PRODUCT,
            label=f"Analyse {exported}",
            value=exported,
        )


def _other_store(seen: FilePreview, form: Form) -> Iterator[Note]:
    exported = _store(seen.exported_store)
    if exported is None or exported == form.store:
        return
    said = f"Exported on {exported.host}, but the analysis is for {form.store.name}."
    if form.is_address:  # which decides by itself
        yield Note(text=said)
    else:
        yield Note(text=said, remedy=Remedy.USE_STORE, label=f"Use {exported.name}", value=exported.code)


def _store(code: str) -> Store | None:
    try:
        return store(code) if code else None
    except ProductError:
        return None


def notes_between(seen: Sequence[tuple[SourceFile, FilePreview]], form: Form) -> list[Note]:
    """What to know of the files together."""
    return [*_wrong_slot(seen), *_same(seen), *_no_own_ranks([preview for _, preview in seen], form)]


def _wrong_slot(seen: Sequence[tuple[SourceFile, FilePreview]]) -> Iterator[Note]:
    """A file whose name says that it belongs into the other slot."""
    strays = [file for file, _ in seen if _named_for(file.name) not in {None, file.role}]
    if strays and len(strays) == len(seen):
        told = " and ".join(f"{file.name} lies in the {_SLOT_WORDS[file.role]} slot" for file in strays)
        yield Note(text=f"{told}.", remedy=Remedy.SWAP, label="Swap" if len(strays) > 1 else "Move it")


def _named_for(name: str) -> Role | None:
    found = [role for role, word in _SLOT_WORDS.items() if word in name.casefold()]
    return found[0] if len(found) == 1 else None


def _same(seen: Sequence[tuple[SourceFile, FilePreview]]) -> Iterator[Note]:
    """Two files that tell the same: the point of two is to compare two audiences."""
    if len(seen) < 2:
        return
    (revenue, first), (design, second) = seen
    if revenue.content == design.content:
        named = "" if revenue.name == design.name else f", {revenue.name} and {design.name}"
        yield Note(text=f"Both slots hold the same file{named}: one of them is enough.")
        return
    few, many = sorted((first.summary, second.summary), key=lambda summary: len(summary.asins))
    if not few.asins or not {*few.asins} <= {*many.asins}:
        return
    if len(few.asins) == len(many.asins):
        held = f"Both files hold the same {plural(len(few.asins), 'competitor')}"
    else:
        held = f"All {plural(len(few.asins), 'competitor')} of {few.name} stand in {many.name} too"
    yield Note(text=f"{held}: the two audiences can hardly be told apart.")


def _no_own_ranks(seen: Sequence[FilePreview], form: Form) -> Iterator[Note]:
    ranked = [preview for preview in seen if preview.summary.asins]
    if ranked and not any(_tells_own_rank(preview, form.product) for preview in seen):
        yield Note(text="No column tells where your product ranks: gaps to competitors cannot be shown.")


def _tells_own_rank(seen: FilePreview, product: Product | None) -> bool:
    if product and product.asin in seen.summary.asins:
        return True
    own = seen.exported_asin in {"", product.asin if product else seen.exported_asin}
    return "own_rank" in seen.fields and own
