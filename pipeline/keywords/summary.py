"""What the user is shown of how the product was read, and what to beware of.

Promises words as people write them, most searched first, in lists of bounded length.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.keywords import traits
from pipeline.keywords.brands import CERTAIN
from pipeline.keywords.context import Context
from pipeline.keywords.facts import Setting
from pipeline.keywords.material import Material
from pipeline.keywords.phrases import Phrase
from pipeline.keywords.reading import words_by_stem
from pipeline.keywords.vocabulary import vocabulary_for
from pipeline.model import ProductReading

_SHOWN = 12
_SHOWN_BRANDS = 60


def reading(material: Material, setting: Setting) -> ProductReading:
    """The product in words."""
    product = setting.product
    words = words_by_stem(material.phrases, material.speller.known_words())
    searches = _searches(material.phrases)

    def spelled(stems: Iterable[int], most: int = _SHOWN) -> tuple[str, ...]:
        ranked = sorted((stem for stem in stems if stem in words), key=lambda s: (-searches.get(s, 0), words[s].text))
        return tuple(words[stem].text for stem in ranked[:most])

    named = [word for word in material.source.title.words if setting.forms.of(word.text) & product.forms]
    marked = {material.speller.stem(text) for text, mark in setting.marks.items() if mark.strength >= CERTAIN}
    return ProductReading(
        heads=spelled(product.heads),
        modifiers=spelled(product.modifiers),
        forms=tuple(dict.fromkeys(word.text for word in named if product.natural))[:_SHOWN],
        attributes=spelled(_attributes(material, setting)),
        brands=spelled(marked, _SHOWN_BRANDS),
    )


def _attributes(material: Material, setting: Setting) -> set[int]:
    source = material.source.title
    return {
        source.words[at].stem
        for at in source.content
        if source.traits[at] & traits.ATTRIBUTE and source.words[at].stem not in setting.product.core
    } | setting.product.has


def _searches(phrases: Iterable[Phrase]) -> dict[int, int]:
    found: dict[int, int] = {}
    for phrase in phrases:
        for stem in phrase.stems:
            found[stem] = found.get(stem, 0) + phrase.volume
    return found


def warnings(material: Material, setting: Setting, context: Context) -> tuple[str, ...]:
    """What makes these categories less certain than usual."""
    found = []
    if not vocabulary_for(context.store.languages).complete:
        found.append(
            f"There are no word lists for the language of {context.store.name}: "
            "brands, attributes and foreign phrases are recognised less well."
        )
    if all(phrase.relevancy is None for phrase in material.phrases) and material.phrases:
        found.append("The files hold no ranks of competitors: categories rest on words and competing products alone.")
    del setting
    return tuple(found)
