"""The user's changes to the reading of the product, applied where the product is read.

Promises that the user's word wins: an added word is what it was added as, a removed one is not, whatever was induced.
It decides no phrase's category.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline import text
from pipeline.keywords import traits
from pipeline.keywords.forms import Groups
from pipeline.keywords.phrases import Own, Speller
from pipeline.keywords.tidy import plain_words
from pipeline.model import ReadingEdits, UserWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The stems of the product's name; ``kinds`` as in ``Product``."""

    heads: frozenset[int]
    modifiers: frozenset[int]
    kinds: frozenset[int]


def user_words(words: UserWords, edits: ReadingEdits) -> UserWords:
    """The user's lists with what the edits add to them and take from them."""
    return replace(
        words,
        has=_changed(words.has, edits.attributes.add, edits.attributes.remove),
        brands=_changed(words.brands, edits.brands.add, edits.brands.remove),
    )


def _changed(old: tuple[str, ...], more: tuple[str, ...], less: tuple[str, ...]) -> tuple[str, ...]:
    gone = {plain_words(word) for word in less}
    return tuple(word for word in dict.fromkeys((*old, *more)) if plain_words(word) not in gone)


def without(names: Iterable[str], edits: ReadingEdits) -> tuple[str, ...]:
    """Brand names without those that the user says are none."""
    return _changed(tuple(names), (), edits.brands.remove)


def added_name(edits: ReadingEdits) -> str:
    """The words that the user adds to the product's name, as one text."""
    return " ".join((*edits.heads.add, *edits.modifiers.add))


def added(edits: ReadingEdits) -> str:
    """Every word that the user says of the product, as one text."""
    return " ".join((added_name(edits), *edits.forms.add, *edits.attributes.add))


def own(found: Own, edits: ReadingEdits, language: str) -> Own:
    """The words of the name lose the traits that lists give them; a removed word gets its own back."""

    def stems(said: Iterable[str]) -> frozenset[str]:
        return frozenset(text.stem(word, language) for each in said for word in plain_words(each))

    mine, gone = stems((added_name(edits),)), stems((*edits.heads.remove, *edits.modifiers.remove))
    return Own(stems=(found.stems - gone) | mine, whatever=(found.whatever - gone) | mine)


def released(edits: ReadingEdits) -> frozenset[tuple[str, ...]]:
    """Names that are no brands, as rows of words and word by word, with and without the ending of a possessive."""
    names = {plain_words(name) for name in edits.brands.remove}
    words = {word.removesuffix("'s") for name in names for word in name}
    return frozenset(names | {(form,) for word in words for form in (word, f"{word}'s")})


def renamed(found: Naming, edits: ReadingEdits, speller: Speller) -> Naming:
    """The product's name with the user's changes. At least one head stays: without any nothing would be the product."""
    heads, others = _split(edits.heads.add, speller)
    modifiers = frozenset(stem for said in edits.modifiers.add for stem in _stems(said, speller)) | others
    no_heads = _all(edits.heads.remove, speller) - heads
    no_modifiers = _all(edits.modifiers.remove, speller) - modifiers
    left = ((found.heads - no_heads - modifiers) | heads) or found.heads
    kinds = found.kinds & left
    return Naming(
        heads=left,
        modifiers=((found.modifiers - no_modifiers - no_heads) | modifiers) - left,
        kinds=kinds | heads if found.kinds else frozenset(),
    )


def _split(names: Iterable[str], speller: Speller) -> tuple[frozenset[int], frozenset[int]]:
    """The heads of names, and their other words: *garlic press* is a press."""
    heads: set[int] = set()
    others: set[int] = set()
    for stems in filter(None, (_stems(name, speller) for name in names)):
        at = 0 if speller.head_first else len(stems) - 1
        heads.add(stems[at])
        others.update(stems[:at] + stems[at + 1 :])
    return frozenset(heads), frozenset(others - heads)


def _stems(said: str, speller: Speller) -> list[int]:
    """The stems of a text's words, those without a meaning of their own left out."""
    words = map(speller.word, plain_words(said))
    return [word.stem for word in words if not word.traits & traits.STOP]


def _all(said: Iterable[str], speller: Speller) -> frozenset[int]:
    return frozenset(stem for each in said for stem in _stems(each, speller))


def forms(found: frozenset[str], edits: ReadingEdits, groups: Groups) -> frozenset[str]:
    """The shapes that the product comes in, with the user's changes."""
    more = frozenset(group for word in edits.forms.add for group in groups.within(plain_words(word)))
    less = frozenset(group for word in edits.forms.remove for group in groups.within(plain_words(word)))
    return (found - less) | more


def own_shapes(edits: ReadingEdits, groups: Groups, speller: Speller) -> frozenset[int]:
    """The stems of added forms that no list knows."""
    return _all((said for said in edits.forms.add if not groups.within(plain_words(said))), speller)


def denied(edits: ReadingEdits, speller: Speller) -> frozenset[int]:
    """The stems of attributes that the product is not known to have."""
    return _all(edits.attributes.remove, speller) - _all(edits.attributes.add, speller)


def is_removed(word: str, removed: Iterable[str]) -> bool:
    """Whether a word of the reading was removed by the user."""
    return plain_words(word) in {plain_words(each) for each in removed}


def warnings(edits: ReadingEdits, heads: frozenset[int], speller: Speller) -> tuple[str, ...]:
    """What of the edits could not be done."""
    mine = _split(edits.heads.add, speller)[0]
    kept = [said for said in edits.heads.remove if _all((said,), speller) & heads - mine]
    if not kept:
        return ()
    names = ", ".join(f"“{said}”" for said in kept)
    return (f"Your changes leave no word that names the product, so {names} was kept; add the word that names it.",)
