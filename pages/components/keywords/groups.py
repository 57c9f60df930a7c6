"""Keywords that share a word or a root, by the group's name: to narrow the table to them, or to change them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import streamlit as st

from pages.components.shown import Shown
from pages.components.stores import language
from pipeline import content_stems, word_groups
from pipeline.result import Result

Groups = dict[str, frozenset[str]]
"""The phrases of each group, the largest groups first: words, then roots."""


def groups(shown: Shown) -> Groups:
    """Every group of more than one keyword. They do not change with what is decided."""
    return _groups(shown.job.id, shown.job.attempt, shown.result)


@st.cache_resource(max_entries=8, ttl="1h", show_spinner=False)
def _groups(job_id: str, attempt: int, _result: Result) -> Groups:  # noqa: ARG001 - both are the key
    phrases = [keyword.phrase for keyword in _result.keywords]
    found = {group.word: group.phrases for group in word_groups(phrases, language(_result.marketplace))}
    return found | dict(_roots(_result))


def _roots(result: Result) -> Iterator[tuple[str, frozenset[str]]]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for keyword in result.keywords:
        members[keyword.root].add(keyword.phrase)
    for root, phrases in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        if root and len(phrases) > 1:
            yield f"Root: {root}", frozenset(phrases)


def of_word(shown: Shown, word: str) -> str:
    """The group of a word in any of its forms; empty: only one keyword has it."""
    code = language(shown.result.marketplace)
    stems = content_stems(word, code)
    return next((name for name in groups(shown) if content_stems(name, code) == stems), "")


def phrase_with(shown: Shown, word: str) -> str:
    """The first keyword that holds a word in any of its forms; the word itself where none does."""
    code = language(shown.result.marketplace)
    stems = content_stems(word, code)
    phrases = (keyword.phrase for keyword in shown.result.keywords)
    return next((phrase for phrase in phrases if stems <= content_stems(phrase, code)), word)


def label(name: str, found: Groups) -> str:
    """A group with its size, as plain text."""
    return f"{name} · {len(found.get(name, ())):,}"
