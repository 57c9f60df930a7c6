"""The listings of two analyses field by field, and what each captures of the same phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.listing import captured, targets_of
from pipeline.model import Copy
from pipeline.research import store
from pipeline.result import BeforeAfter, CurrentCopy, OptimizedCopy, Result

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of copy: its text before, after, and in the later proposal; "" means empty.

    None: no listing was handed in. ``name`` is ``title``, ``item_highlights``, ``bullet 1`` … or ``search_terms``.
    """

    name: str
    before: str | None
    after: str | None
    proposed: str

    @property
    def changed(self) -> bool:
        """Whether both texts are known and differ."""
        return self.before is not None and self.after is not None and self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyChange:
    """Two listings. ``same_targets``: searches a month that each captures of the *later* analysis's targets.

    So what the rewriting did is told from what other phrases did.
    """

    fields: tuple[FieldChange, ...]
    same_targets: BeforeAfter

    @property
    def changed(self) -> int:
        """How many fields differ."""
        return sum(field.changed for field in self.fields)


def copy_changes(before: Result, after: Result) -> CopyChange:
    """Both listings field by field, in the order in which Amazon shows the fields."""
    old, new = _copy(before.seo.current), _copy(after.seo.current)
    return CopyChange(
        fields=tuple(_fields(old, new, _copy(after.seo.optimized) or Copy())),
        same_targets=BeforeAfter(before=_captured(old, after), after=_captured(new, after)),
    )


def _copy(read: CurrentCopy | OptimizedCopy | None) -> Copy | None:
    if read is None:
        return None
    return Copy(
        title=read.title.text,
        item_highlights=read.item_highlights.text,
        bullets=tuple(bullet.text for bullet in read.bullets),
        search_terms=read.search_terms.text,
    )


def _fields(before: Copy | None, after: Copy | None, proposed: Copy) -> list[FieldChange]:
    bullets = max(len(copy.bullets) for copy in (before, after, proposed) if copy)
    names = ("title", "item_highlights", *(f"bullet {number + 1}" for number in range(bullets)), "search_terms")
    old, new, next_ = (None if copy is None else _texts(copy) for copy in (before, after, proposed))
    return [
        FieldChange(
            name=name,
            before=None if old is None else old.get(name, ""),
            after=None if new is None else new.get(name, ""),
            proposed=(next_ or {}).get(name, ""),
        )
        for name in names
    ]


def _texts(copy: Copy) -> Texts:
    bullets = {f"bullet {number}": bullet for number, bullet in enumerate(copy.bullets, start=1)}
    return {
        "title": copy.title,
        "item_highlights": copy.item_highlights,
        **bullets,
        "search_terms": copy.search_terms,
    }


def _captured(copy: Copy | None, result: Result) -> int | None:
    """What a copy captures of a result's targets, in searches a month."""
    if copy is None:
        return None
    held = captured(copy, targets_of(result.keywords), store(result.marketplace).language)
    return sum(target.search_volume for target in held)
