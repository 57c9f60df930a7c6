"""What the user is shown of how the product was read, and what to beware of.

Promises words as people write them, most searched first, in lists of bounded length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.keywords.context import Context
from pipeline.keywords.edits import is_removed
from pipeline.keywords.facts import Setting
from pipeline.keywords.material import Material
from pipeline.keywords.phrases import Phrase
from pipeline.keywords.reading import words_by_stem
from pipeline.keywords.title_attributes import title_attributes
from pipeline.keywords.vocabulary import vocabulary_for
from pipeline.model import ProductReading, ReadingEdits

_SHOWN = 12
_SHOWN_BRANDS = 60


def reading(material: Material, setting: Setting, brands: Sequence[str], edits: ReadingEdits) -> ProductReading:
    """The product in words. ``brands`` goes with the phrases: the brand that each one was found to hold, or nothing."""
    product = setting.product
    words = words_by_stem(material.phrases, material.speller.known_words())
    searches = _searches(material.phrases)

    def spelled(stems: Iterable[int]) -> tuple[str, ...]:
        ranked = sorted((stem for stem in stems if stem in words), key=lambda s: (-searches[s], words[s].text))
        return tuple(words[stem].text for stem in ranked[:_SHOWN])

    own_forms = (
        *edits.forms.add,
        *(word.text for word in material.source.title.words if setting.shapes.forms.of(word.text) & product.forms),
    )
    title = material.source.title
    attributes = (
        *setting.said_to_have,
        *title_attributes(title, product.core | product.denied, product.models, material.speller.vocabulary),
    )
    return ProductReading(
        heads=spelled(product.heads),
        modifiers=_as_spoken(spelled(product.modifiers), material.phrases),
        forms=_shown(own_forms, edits.forms.remove),
        attributes=_shown(attributes, edits.attributes.remove),
        brands=_brands(material, brands),
    )


def _as_spoken(words: Sequence[str], phrases: Sequence[Phrase]) -> tuple[str, ...]:
    """Words in the order that they mostly stand in within phrases: *freeze dried*, not *dried freeze*."""
    places: dict[str, list[float]] = {word: [0.5] for word in words}
    for phrase in phrases:
        for at, word in enumerate(phrase.words):
            if word.text in places:
                places[word.text].append((at + 0.5) / len(phrase.words))
    return tuple(sorted(words, key=lambda word: sum(places[word]) / len(places[word])))


def _shown(words: Iterable[str], removed: Sequence[str]) -> tuple[str, ...]:
    """The first of some words, each once, without those that the user took out."""
    return tuple(word for word in dict.fromkeys(map(str.lower, words)) if not is_removed(word, removed))[:_SHOWN]


def _brands(material: Material, brands: Sequence[str]) -> tuple[str, ...]:
    """Other products' brands by the searches of the phrases that hold them."""
    own = {word for name in material.brand_names for word in name.lower().split()}
    found: Counter[str] = Counter()
    for phrase, name in zip(material.phrases, brands, strict=True):
        if name and name not in own:
            found[name] += phrase.volume + 1
    return tuple(name for name, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_BRANDS])


def _searches(phrases: Iterable[Phrase]) -> Counter[int]:
    found: Counter[int] = Counter()
    for phrase in phrases:
        for stem in phrase.stems:
            found[stem] += phrase.volume
    return found


def warnings(material: Material, context: Context) -> tuple[str, ...]:
    """What makes these categories less certain than usual."""
    found = []
    if not vocabulary_for(context.store.languages).complete:
        found.append(
            f"There are no word lists for the main language of {context.store.host}: "
            "brands, attributes and foreign phrases are recognised less well."
        )
    if material.phrases and all(phrase.relevancy is None for phrase in material.phrases):
        found.append("The files hold no ranks of competitors: categories rest on words and competing products alone.")
    return tuple(found)
