"""Repair of one bullet: the seller's own text without what the rules forbid, in the shape that they ask for.

Words are only taken away, never added; a claim with a number or a safety word is the last thing to go.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.listing.grammar import Grammar
from pipeline.listing.rules import RulePack, check
from pipeline.listing.spelling import calm, capital
from pipeline.model import Copy
from pipeline.text import words

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2026": " "})
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffc\ufffd\ufe0f]"
)
_BRACKETED = re.compile(
    r"^\s?[\[(<{\u3010\u300c\u300e]\s?([^\]\u3011\u300d\u300f)>}]{2,60}?)\s?[\])>}\u3011\u300d\u300f]\s*[:\u2013\u2014-]*\s*"
)
_DASHED = re.compile(r"^([^:;.,]{2,50}?)\s+[\u2013\u2014-]\s+(?=\S)")
_SENTENCE = re.compile(r"(?<!\s)\s*(?:(?<![.!?])[.!?]+\s+(?=[^\W_])|;\s*)")
_END = ".,;:!?\u3002 -\u2013\u2014"
_HEADER = re.compile(r"^([^:;]{2,60}):\s+(?=\S)")
_MONEY = "\u20ac\u00a3\u00a5\u00a2$"

Check = Callable[[str], tuple[str, ...]]


def header_of(bullet: str) -> tuple[str, str]:
    """A bullet as header and body; the header is empty where there is none."""
    match = _HEADER.match(bullet)
    return (match.group(1), bullet[match.end() :]) if match else ("", bullet)


def clean_bullet(text: str, grammar: Grammar, pack: RulePack, names: frozenset[str], never: Check) -> str:
    """The bullet as it may go live; empty where nothing worth a bullet is left.

    ``names`` are folded words that keep their capital inside a sentence; ``never`` finds what the user forbids.
    """
    plain = _INVISIBLE.sub("", text.translate(_QUOTES))
    plain = re.sub(r"\s+", " ", plain).strip(" \u2022\u00b7*-\u2013\u2014")
    header, body = _split_header(plain)
    clauses = [_tidy(clause) for clause in _SENTENCE.split(body) if clause and not set(clause) & set(_MONEY)]
    offends = _offence(grammar, pack, never)
    header = _header(_mend(header, offends, grammar), grammar) if header else ""
    clauses = [mended for clause in clauses if (mended := _mend(clause, offends, grammar))]
    return _assemble(header, [clause for clause in clauses if len(words(clause)) > 1 or header], names, pack)


def _split_header(text: str) -> tuple[str, str]:
    for pattern in (_BRACKETED, _HEADER, _DASHED):
        match = pattern.match(text)
        if match and len(words(match.group(1))) <= 8:
            return match.group(1).strip(), text[match.end() :].lstrip(": ")
    return "", text


def _header(header: str, grammar: Grammar) -> str:
    """No shouting in a header: its words with a capital, small ones small."""
    if not header.isupper():
        return capital(header)
    parts = header.split()
    quiet = [part.lower() if at and part.lower() in grammar.small else calm(part) for at, part in enumerate(parts)]
    return " ".join(part if len(part) > 1 and part != part.upper() else part.title() for part in quiet)


def _tidy(clause: str) -> str:
    return re.sub(r"(?<!\s)\s+([,;])", r"\1", clause).strip().strip(_END).strip()


def _assemble(header: str, clauses: list[str], names: frozenset[str], pack: RulePack) -> str:
    if not clauses:
        return ""
    joined = "; ".join([clauses[0], *(_small_start(clause, names) for clause in clauses[1:])])
    text = f"{header}: {capital(joined)}" if header else capital(joined)
    return text if len(text) >= pack.bullet_min else ""


def _small_start(clause: str, names: frozenset[str]) -> str:
    """A sentence joined by a semicolon starts small, unless its first word is a name, an acronym or a lone "I"."""
    first = clause.split(maxsplit=1)[0]
    bare = first.strip(_END)
    if (bare != bare.capitalize() and bare.lower() != bare) or bare == "I" or names & set(words(bare)):
        return clause
    return clause[:1].lower() + clause[1:]


def _offence(grammar: Grammar, pack: RulePack, never: Check) -> Check:
    """What in a piece of text the rules or the user forbid, lengths aside."""
    lengths = {rule.id for rule in pack.rules if rule.kind.startswith(("max_", "min_"))}

    def offends(piece: str) -> tuple[str, ...]:
        broken = check(Copy(bullets=(piece,)), pack, language=grammar.language)
        wrong = [
            v.text for v in broken if v.severity == "error" and v.field.startswith("bullet ") and v.rule not in lengths
        ]
        return tuple(text for text in wrong if text and text in piece) + never(piece)

    return offends


def _mend(piece: str, offends: Check, grammar: Grammar) -> str:
    """The piece without what offends: signs simply go, words go with as little around them as grammar allows."""
    for _ in range(20):
        wrong = offends(piece)
        if not wrong:
            return _tidy(piece)
        mended = _tidy(re.sub(r"\s+", " ", _without(piece, wrong[0], grammar)))
        if mended == piece or not mended:
            return ""
        piece = mended
    return ""


def _without(piece: str, wrong: str, grammar: Grammar) -> str:
    if not any(character.isalnum() for character in wrong):
        return piece.replace(wrong, "")
    at = piece.index(wrong)
    before, after = piece[:at], piece[at + len(wrong) :]
    following = words(after[:40])[:1]
    describes = after.startswith(" ") and following and following[0] not in grammar.inner
    if describes and not before.rstrip().endswith("-"):
        return _article(before) + after.lstrip()
    parts = piece.split(", ")
    kept = [part for part in parts if wrong not in part]
    return ", ".join(kept) if len(kept) == len(parts) - 1 and len(words(piece)) > 4 else ""


def _article(before: str) -> str:
    """``an`` that stood before the word that goes becomes ``a``."""
    return re.sub(r"\b([Aa])n $", r"\1 ", before)


def shorten(bullet: str, limit: int, grammar: Grammar) -> str:
    """At most ``limit`` characters, clause by clause from the end; guarded clauses go last, words are not cut."""
    while len(bullet) > limit:
        cuts = _cuts(bullet, grammar)
        if not cuts:
            return _hard_cut(bullet, limit, grammar)
        bullet = min(cuts, key=lambda cut: (cut[0], -len(cut[1]) if len(cut[1]) <= limit else 0, cut[1]))[1]
    return bullet


def _cuts(bullet: str, grammar: Grammar) -> list[tuple[int, str]]:
    """The bullet without one of its clauses, with what that costs: 0, or more for what should stay."""
    header, body = header_of(bullet)
    front = f"{header}: " if header else ""
    found = []
    clauses = body.split("; ")
    for at in range(1, len(clauses)):
        rest = front + "; ".join(clauses[:at] + clauses[at + 1 :])
        found.append((_price(clauses[at], grammar) + 1, rest))
    openers = "|".join(re.escape(opener) for opener in grammar.openers)
    if openers:
        pattern = re.compile(rf",?\s(?:{openers})\b[^;]*?(?=;|$)", re.IGNORECASE)
        for match in pattern.finditer(body):
            if match.start() > 20:
                rest = front + body[: match.start()] + body[match.end() :]
                found.append((_price(match.group(), grammar), rest))
    return [(price, rest) for price, rest in found if len(words(header_of(rest)[1])) > 3]


def _price(clause: str, grammar: Grammar) -> int:
    said = words(clause)
    return 10 * sum(word[0].isdigit() or word in grammar.guards for word in said)


def _hard_cut(bullet: str, limit: int, grammar: Grammar) -> str:
    """At the last clause, else at the last comma, else at the last word that can end a phrase."""
    room = bullet[: limit + 1]
    for mark in ("; ", ", "):
        at = room.rfind(mark)
        if at > limit // 3 and len(header_of(bullet[:at])[1]) > 10:
            return bullet[:at].strip(_END)
    kept = room.rsplit(" ", 1)[0].split() if " " in room else []
    while kept and kept[-1].lower().strip(_END) in grammar.inner | grammar.connecting:
        kept.pop()
    return " ".join(kept).strip(_END)[:limit]
