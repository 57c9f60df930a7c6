"""Words of a copy, marked: bold earns searches, italic and tinted is new, struck is gone, red breaks a rule.

No mark is a colour alone but the red one, whose passages the list of rules quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pages.components.words import md
from pipeline import content_stems, word_diff
from pipeline.model import Copy
from pipeline.report.theme import ACCENT

Stems = frozenset[str]
NO_STEMS: Stems = frozenset()
_TINT = f"rgba({int(ACCENT[1:3], 16)},{int(ACCENT[3:5], 16)},{int(ACCENT[5:7], 16)},0.22)"
_CLOSING = re.compile(r"[,.;:!?)\]]")
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[\W_]+")


def stems_of(copy: Copy | None, language: str) -> Stems:
    """The stems of everything that a copy says, stop words aside."""
    return (
        words_of((copy.title, copy.item_highlights, *copy.bullets, copy.search_terms), language) if copy else NO_STEMS
    )


def words_of(texts: Iterable[str], language: str) -> Stems:
    """The stems of everything that some texts say, stop words aside."""
    return content_stems(" ".join(texts), language)


def earning(copy: Copy | None, phrases: Iterable[str], language: str) -> Stems:
    """The stems of the phrases that a copy holds whole, stop words aside: these earn their searches."""
    held = stems_of(copy, language)
    wanted = (content_stems(phrase, language) for phrase in phrases)
    return NO_STEMS.union(*(stems for stems in wanted if stems <= held))


def marked(text: str, earning: Stems, new: Stems, language: str, wrong: Iterable[str] = ()) -> str:
    """A text as literal Markdown with its earning, its new and its offending words marked.

    ``wrong`` are passages of the text that break a rule; a word that one of them only touches is marked whole.
    """
    spans = [(at, at + len(passage)) for passage in wrong if passage and (at := text.rfind(passage)) >= 0]
    parts = []
    for found in _TOKEN.finditer(text):
        token = _token(found.group(), earning, new, language)
        offends = token.strip() and any(start < found.end() and found.start() < end for start, end in spans)
        parts.append(_red(token) if offends else token)
    return "".join(parts)


def _red(token: str) -> str:
    """In red, the spaces around it left outside."""
    inner = token.strip()
    before, _, after = token.partition(inner)
    return f"{before}:red[{inner}]{after}"


def _token(token: str, earning: Stems, new: Stems, language: str) -> str:
    if not token[0].isalnum():
        return _between(token)
    found = content_stems(token, language)
    bold = f"**{md(token)}**" if found & earning else md(token)
    return f':color[*{bold}*]{{background="{_TINT}"}}' if found & new else bold


def _between(token: str) -> str:
    """What stands between words; ``md`` trims, so the spaces around it are put back."""
    before = " " if token[0].isspace() else ""
    after = " " if token[-1].isspace() and token.strip() else ""
    return f"{before}{md(token)}{after}"


def diffed(before: str, after: str) -> str:
    """What became of a text, as literal Markdown: new words bold and tinted, those that are gone grey and struck."""
    parts = word_diff(before, after)
    following = [part.text for part in parts[1:]] + [""]
    said = ""
    for part, upcoming in zip(parts, following, strict=True):
        text = md(part.text)
        space = " " if part.text[-1:].isspace() else ""
        if part.change == "removed" and text:
            # A removed word stands between words that were never neighbours of it: it brings its own spaces.
            gap = "" if _CLOSING.match(part.text) or not said or said.endswith(" ") else " "
            said += f"{gap}:gray[~~{text}~~]{'' if _CLOSING.match(upcoming) else ' '}"
        elif part.change == "added" and text:
            said += f':color[**{text}**]{{background="{_TINT}"}}{space}'
        else:
            said += f"{text}{space}"
    return said.strip()
