"""From rows and context to phrases that can be reasoned about, with the listing's words beside them.

Promises phrases in the order of their text, each with its language, and the source that the product is read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import text
from pipeline.keywords import edits, title
from pipeline.keywords.brands import own_names
from pipeline.keywords.context import Context
from pipeline.keywords.phrases import Phrase, Speller
from pipeline.keywords.product import Page
from pipeline.keywords.rawlist import RawList, Tokens, read_list
from pipeline.keywords.reading import Source
from pipeline.model import KeywordRow, Listing, Relevancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Phrases by text, with the rows they came from; ``foreign`` is each one's language and the words that show it."""

    order: tuple[int, ...]
    phrases: tuple[Phrase, ...]
    foreign: tuple[tuple[str, str], ...]
    speller: Speller
    source: Source
    brand_names: tuple[str, ...]


def prepare(rows: Sequence[KeywordRow], relevancy: Sequence[Relevancy], context: Context) -> Material:
    """Read all phrases."""
    listing, chosen = context.listing or Listing(), context.main_keyword
    said = edits.added(context.edits)
    raw = read_list(rows, relevancy, " ".join((chosen, said, *_texts(listing))), context.store.languages)
    foreign = raw.foreign(frozenset(raw.words(f"{listing.title} {chosen} {said}")))
    named = listing.title or chosen or raw.provisional(foreign)
    name = raw.words(f"{chosen} {named} {edits.added_name(context.edits)}")
    trusts = raw.trusts(name)
    own = edits.own(raw.own_stems(name, trusts, raw.words(chosen)), context.edits, raw.language)
    speller = Speller(raw.vocabulary, raw.strangers, own, raw.generic_names() | edits.released(context.edits))
    phrases = tuple(
        speller.phrase(row.phrase, words, row, score.from_ranks, sure)
        for row, words, score, sure in zip(raw.rows, raw.tokens, raw.relevancy, trusts, strict=True)
    )
    native = tuple(phrase for phrase, (strange, _) in zip(phrases, foreign, strict=True) if not strange)
    brand = edits.without(_brand_names(listing, raw), context.edits)
    return Material(
        order=raw.order,
        phrases=phrases,
        foreign=foreign,
        speller=speller,
        source=_source(raw, listing, (chosen, named), native, speller, brand),
        brand_names=brand,
    )


def _texts(listing: Listing) -> list[str]:
    """Everything that the listing says, the title first."""
    return [
        listing.title,
        *listing.bullets,
        listing.description,
        listing.search_terms,
        listing.item_highlights,
        *(value for _, value in sorted(listing.attributes.items())),
    ]


def _brand_names(listing: Listing, raw: RawList) -> tuple[str, ...]:
    words = raw.words(listing.title)
    ordinary = [bool(raw.vocabulary.known(word)) or raw.is_common(word) for word in words]
    return tuple(own_names(listing.brand, words, ordinary))


def _source(
    raw: RawList,
    listing: Listing,
    names: tuple[str, str],
    native: tuple[Phrase, ...],
    speller: Speller,
    brand: Tokens,
) -> Source:
    chosen, named = names
    parts = [chosen] * bool(chosen) + title.parts(_without_brand(named, brand))
    whole = speller.phrase(named, raw.words(f"{named} {chosen}"))
    named_parts = [piece for part in parts for piece in title.pieces(speller.phrase(part, raw.words(part)))]
    segments = [speller.phrase(part, raw.words(part)) for part in named_parts[: title.CONSIDERED]]
    return Source(
        phrases=native,
        segments=tuple(segment for segment in segments if segment.content),
        title=whole,
        page=_page(raw, listing, whole, speller, brand),
        chosen=bool(chosen),
    )


def _without_brand(named: str, brand: Tokens) -> str:
    """A title without the brand that opens it, unless nothing else is said before the next mark."""
    opening = max((name for name in brand if named.lower().startswith(f"{name.lower()} ")), key=len, default="")
    return named[len(opening) :].strip(" -–—:|,") or named


def _page(raw: RawList, listing: Listing, whole: Phrase, speller: Speller, brand: Tokens) -> Page:
    def stems(passage: str) -> frozenset[int]:
        return frozenset(map(speller.stem, raw.words(passage)))

    titled, beyond = frozenset(word.stem for word in whole.words), stems(" ".join(_texts(listing)[1:]))
    return Page(
        title=titled,
        beyond=beyond,
        whole=titled | beyond,
        brand=frozenset(speller.stem(word) for name in brand for word in text.words(name)),
        category=stems(_leaf(listing)),
    )


def _leaf(listing: Listing) -> str:
    """The last category of the Best Sellers Rank, where the listing has it."""
    rank = next((value for key, value in sorted(listing.attributes.items()) if "best sellers rank" in key.lower()), "")
    return rank.rpartition(" in ")[2].partition("(")[0]
