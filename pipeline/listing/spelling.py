"""How a word is written in copy: the listing's own spelling first, Title Case by the rules otherwise.

``LED``, ``iPhone`` and ``Latex-Free`` come back as the seller writes them, shouted words do not. Words in, text
out; it knows nothing of targets.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.listing.grammar import Grammar
from pipeline.text import stem, words

_TOKEN = re.compile(r"[^\W_]+(?:[-'\u2019.][^\W_]+)*")
_LONGEST_ACRONYM = 4


def tokens(text: str) -> list[str]:
    """A text's words as written, hyphens, apostrophes and decimal points kept."""
    return _TOKEN.findall(text)


def calm(token: str) -> str:
    """A shouted word in ordinary capitals; acronyms and codes are left alone."""
    shouted = token.isupper() and token.isalpha() and len(token) > _LONGEST_ACRONYM
    return token.capitalize() if shouted else token


@dataclass(frozen=True, slots=True)
class Spelling:
    """The listing's own way to write words and hyphenated compounds, by their folded words."""

    grammar: Grammar
    own: dict[tuple[str, ...], str]
    accented: dict[str, str]

    def write(self, phrase: Sequence[str]) -> str:
        """A phrase in Title Case, its first and last word always with a capital."""
        parts: list[str] = []
        at = 0
        while at < len(phrase):
            width = next((w for w in (3, 2) if tuple(phrase[at : at + w]) in self.own), 1)
            piece = tuple(phrase[at : at + width])
            ends = at + width == len(phrase) and piece[0] not in self.grammar.never_capital and self.grammar.title_case
            edge = at == 0 or ends
            parts.append(self._write_one(piece, edge=edge))
            at += width
        return " ".join(parts)

    def _write_one(self, piece: tuple[str, ...], *, edge: bool) -> str:
        if piece == ("x",) or (piece[0] in self.grammar.small and len(piece) == 1 and not edge):
            return piece[0]
        known = self.own.get(piece) or self.grammar.spellings.get(piece[0] if len(piece) == 1 else "")
        if known:
            return capital(known) if self.grammar.title_case or edge else known
        return capital(" ".join(self.accented.get(word, word) for word in piece))


def capital(text: str) -> str:
    """A capital at the start, unless the word has its own capitals (iPhone); the rest is left alone."""
    return text if any(letter.isupper() for letter in text[1:2]) else text[:1].upper() + text[1:]


def read_spelling(texts: Sequence[str], grammar: Grammar) -> Spelling:
    """Learn the seller's spelling from the listing's texts; the most frequent one wins, then the alphabet.

    A compound keeps its hyphen only where the seller does not write it apart more often.
    """
    seen: dict[tuple[str, ...], Counter[str]] = {}
    apart: Counter[tuple[str, ...]] = Counter()
    for piece in texts:
        found = tokens(piece)
        apart.update(tuple(words(f"{left} {right}")) for left, right in pairwise(found))
        for at, token in enumerate(found):
            folded = tuple(words(token))
            if folded and (len(folded) > 1 or _is_special(token, found, at, grammar)):
                seen.setdefault(folded, Counter())[_compound(token, grammar)] += 1
    own = {
        folded: min(forms, key=lambda form: (-forms[form], form))
        for folded, forms in sorted(seen.items())
        if forms.total() >= apart[folded]
    }
    return Spelling(grammar, own, _accents(texts, grammar.language))


def _accents(texts: Iterable[str], language: str) -> dict[str, str]:
    """The seller's words with accents by what shoppers type without them, where both mean the same stem."""
    found = {plain(word): word for text in texts for word in words(text) if plain(word) != word}
    return {typed: word for typed, word in sorted(found.items()) if stem(typed, language) == stem(word, language)}


def plain(word: str) -> str:
    """A word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _is_special(token: str, found: Sequence[str], at: int, grammar: Grammar) -> bool:
    """Capitals that Title Case would not find by itself: an acronym, a word with a capital inside, a German noun.

    A word among other shouted words is no acronym, it is shouted too.
    """
    if any(letter.isdigit() for letter in token) and any(letter.isupper() for letter in token):
        return True  # a model, among other shouted words too
    if not grammar.title_case and at:
        return calm(token) == token
    shouted = token.isupper() and any(
        word.isupper() and len(word) > 1 for word in found[max(0, at - 1) : at + 2] if word != token
    )
    return any(letter.isupper() for letter in token[1:]) and calm(token) == token and not shouted


def _compound(token: str, grammar: Grammar) -> str:
    if "-" not in token:
        return token
    parts = token.split("-")
    return "-".join(part if part in grammar.small else capital(calm(part)) for part in parts)
