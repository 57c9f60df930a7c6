"""Which words are brands, and by what evidence.

Promises one mark a word, the strongest: the user's list, the product's own brand, a listed brand or character, a word
that is in no dictionary, a name, or an ordinary word whose phrases have far too few competing products to be anything
but a brand. It knows nothing of the cascade; marks below ``CERTAIN`` are hints only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline import text
from pipeline.keywords import lexicon, traits
from pipeline.keywords.evidence import DOUBTFUL, Evidence, WordEvidence
from pipeline.keywords.phrases import Phrase, Speller, Word
from pipeline.keywords.product import Product
from pipeline.keywords.relations import EDIBLE, MATTER, Relation
from pipeline.keywords.spans import Spans

CERTAIN = 0.7
"""From here a mark makes a phrase Branded."""

_FEW = -1.6  # ln: a fifth of the usual competing products
_FEWER = -2.0  # the same for a word of one phrase only
_SLIGHT = -0.3  # ln: the least that a single phrase must show of the word itself
_EFFECT = -0.8  # ln: the word alone halves the competing products
_DESCRIBING = frozenset({"artifact", "substance", "act", "plant"})  # words that say what goods are, of or for
_SEVERAL, _ALL_RANK = 3, 9.5  # phrases, and their mean relevancy
_USED = traits.EVERYDAY & ~traits.AUDIENCE | traits.DEPARTMENT | traits.FOOD  # *rabbit* makes wine openers too
_NOTICEABLE = -0.5  # ln: two fifths fewer, for a word that is a brand's name elsewhere
_MANY = 2_000  # competing products that no brand's phrases have, save the world's best known
_COMMONEST = 6.2  # Zipf value above which no word is a brand
_ORDINARY = 5.0  # Zipf value from which a single word is not looked for as a competitor's brand
_RARE, _CURRENT = 2.0, 3.5  # Zipf values: hardly ever written; well known though in no dictionary


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a word is a brand. ``path`` names the kind of evidence, ``strength`` is 0-1, ``why`` a clause for people."""

    path: str
    strength: float
    why: str


class Names:
    """Brand names of one or more words: how they are spelled together, apart, with or without an apostrophe."""

    def __init__(self, names: Iterable[str]) -> None:
        self._spans = Spans()
        for name in names:
            words = tuple(map(_bare, text.words(name)))
            self._spans.add(words, 1)
            if len(words) > 1:
                self._spans.add(("".join(words),), 1)
            if words and len(words[-1]) > 3:
                other = words[-1][:-1] if words[-1].endswith("s") else f"{words[-1]}s"
                self._spans.add((*words[:-1], other), 1)

    def within(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Start and length of the first name among the words."""
        found = next(self._spans.find([_bare(word) for word in words]), None)
        return found[:2] if found else None


def _bare(word: str) -> str:
    return word.replace("'", "")


def own_names(brand: str, title: Sequence[str], ordinary: Sequence[bool]) -> list[str]:
    """The product's own brand as shoppers write it: in full, by a first word that opens the title, by its initials.

    ``ordinary`` goes with the title's words; without a brand a first word that is not ordinary is taken for it.
    """
    words = text.words(brand)
    if not words:
        return [title[0]] if title and not ordinary[0] and not title[0][0].isdigit() else []
    names = [brand]
    if title and title[0] == words[0] and len(words[0]) > 2:
        names.append(words[0])
    initials = "".join(word[0] for word in words)
    if len(initials) > 2 and initials in title:
        names.append(initials)
    return names


def rival_names(brands: Iterable[str], speller: Speller, own: frozenset[int], has: Iterable[str]) -> tuple[str, ...]:
    """The competitors' brands that may be looked for: no word of the product's own, no word of everyday use alone."""
    known = frozenset(word for said in has for word in text.words(said))
    return tuple(name for name in brands if _is_telling([speller.word(w) for w in text.words(name)], own, known))


def _is_telling(words: Sequence[Word], own: frozenset[int], has: frozenset[str]) -> bool:
    if all(word.stem in own or word.text in has or word.text.isdigit() for word in words):
        return False
    only = words[0]
    everyday = bool(only.traits & (traits.EVERYDAY | traits.STOP | traits.FOOD)) or only.frequency >= _ORDINARY
    return len(words) > 1 or not (everyday or len(only.text) < 3)


def dictionary_mark(word: Word, product: Product, relation: Relation, *, alone: bool) -> Mark | None:
    """The mark of a word that no dictionary has in lower case; None for ordinary words and words of the title.

    ``alone`` says that the word is a whole phrase.
    """
    bare = word.text.removesuffix("'s")
    if word.stem in product.page.title | product.core or len(bare) < 3 or word.foreign or word.traits & traits.EVERYDAY:
        return None
    if any(c.isdigit() for c in bare) or not bare.replace("'", "").isalpha():
        return None
    if bare != word.text and word.known == "lower" and relation is Relation.NONE:
        return Mark("brand_known", 0.8, f"“{word.text}” is written like a name")
    if word.known == "proper":
        return Mark("brand_known", 0.8, f"“{word.text}” is a name")
    if word.known or (word.stem in product.page.whole and word.frequency > _RARE):
        return None
    current = word.frequency >= _CURRENT and not alone
    return Mark("brand_known", 0.5 if current else 0.9, f"“{word.text}” is no ordinary word")


def doubtful_mark(word: Word, found: WordEvidence | None, product: Product) -> Mark | None:
    """The mark of a word that is a brand to some: where its phrases have fewer competing products, or nothing tells."""
    if not _is_doubtful(word) or word.traits & _USED or not _may_be_name(word, product):
        return None
    if found is None or found.competing is None:
        return Mark("brand_doubtful", CERTAIN, f"“{word.text}” is a brand's name elsewhere")
    if (
        found.main < 0.5
        or _is_aspect(found)
        or min(found.effect, found.drop if found.drop is not None else 0.0) > _NOTICEABLE
    ):
        return None
    return Mark("brand_doubtful", CERTAIN, f"{_few(word, found)}; it is a brand's name elsewhere")


def _is_doubtful(word: Word) -> bool:
    bare = word.text.removesuffix("'s")
    names = lexicon.vocabulary("doubtful_brands", "en")
    return bare in names or bare.removesuffix("s") in names


def figure_mark(word: Word, found: WordEvidence, product: Product, relation: Relation) -> Mark | None:
    """The mark of an ordinary word whose phrases have far fewer competing products than they should."""
    if not _may_be_name(word, product) or (found.competing or 0) > _MANY or found.main < 0.5:
        return None
    if word.traits & DOUBTFUL:
        return Mark("brand_cd", CERTAIN, _few(word, found)) if _plainly_drops(found) else None
    if lexicon.noun_class(word.text) in _DESCRIBING:
        return None
    if _drops(found) and word.stem not in product.page.beyond and not _eaten(word, product, relation, EDIBLE):
        return Mark("brand_cd", CERTAIN, _few(word, found))
    if (
        found.effect <= _EFFECT
        and not _is_aspect(found)
        and relation is Relation.NONE
        and not _eaten(word, product, relation, MATTER)
    ):
        return Mark("brand_effect", CERTAIN, _few(word, found))
    return None


def _is_aspect(found: WordEvidence) -> bool:
    """Whether nearly all competitors rank for a word's phrases: it says what the product is, as *egg* of a sponge."""
    return found.phrases >= _SEVERAL and found.relevancy is not None and found.relevancy >= _ALL_RANK


def _may_be_name(word: Word, product: Product) -> bool:
    barred = traits.INFO | traits.STOP | traits.FORM | traits.ACCESSORY | traits.NEUTRAL | traits.STATE | traits.PLACE
    return (
        not word.traits & barred
        and word.frequency < _COMMONEST
        and len(word.text) > 1
        and not any(c.isdigit() for c in word.text)
        and word.stem not in product.core | product.page.title
    )


def _drops(found: WordEvidence) -> bool:
    if found.drop is None or found.alone >= 0.8 or found.leads >= 0.5:
        return False
    if found.phrases > 1:
        return found.drop <= _FEW
    return found.drop <= _FEWER and found.effect <= _SLIGHT


def _plainly_drops(found: WordEvidence) -> bool:
    """The stricter test for a word that has an everyday use in shopping: an *elf* for Christmas or of make-up."""
    few = found.drop is not None and found.drop <= _FEW and found.effect <= _EFFECT
    return few and found.headed >= 3 and found.alone < 0.3


def _eaten(word: Word, product: Product, relation: Relation, classes: frozenset[str]) -> bool:
    """Among natural products a word for a food or plant is another product, not a brand."""
    return product.natural and (relation is not Relation.NONE or lexicon.noun_class(word.text) in classes)


def _few(word: Word, found: WordEvidence) -> str:
    if found.competing is None or found.usual is None or found.competing >= found.usual:
        return f"phrases with “{word.text}” have far fewer competing products than similar ones"
    products = "product" if found.competing == 1 else "products"
    return f"“{word.text}” — {found.competing:,} competing {products} where similar phrases have {found.usual:,}"


def marks(
    phrases: Sequence[Phrase], product: Product, evidence: Evidence, relations: dict[int, Relation]
) -> dict[str, Mark]:
    """The strongest mark of every word, by its text, for the words of these phrases."""
    found: dict[str, Mark] = {}
    barred = traits.EVERYDAY & ~DOUBTFUL | traits.NUMBER | (traits.FOOD if product.natural else 0)
    for phrase in phrases:
        for at in phrase.content:
            word = phrase.words[at]
            if (phrase.traits[at] | word.traits) & barred:
                continue
            mark = _strongest(word, product, evidence, relations, alone=len(phrase.content) == 1)
            if mark and mark.strength > getattr(found.get(word.text), "strength", 0.0):
                found[word.text] = mark
    return found


def _strongest(
    word: Word, product: Product, evidence: Evidence, relations: dict[int, Relation], *, alone: bool
) -> Mark | None:
    relation = relations.get(word.stem, Relation.NONE)
    listed = dictionary_mark(word, product, relation, alone=alone)
    if listed and listed.strength >= CERTAIN:
        return listed
    if word.stem in evidence.branded:
        return Mark("brand_known", 0.75, f"“{word.text}” is part of a known brand's name")
    measured = evidence.words.get(word.stem)
    doubtful = doubtful_mark(word, measured, product) if relation is Relation.NONE else None
    if doubtful or measured is None:
        return doubtful or listed
    return figure_mark(word, measured, product, relation) or listed
