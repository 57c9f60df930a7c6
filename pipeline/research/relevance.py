"""How far the competitors' ranks, and the title's own words, tie a phrase to the product: 0 to 10.

Per file ``min(10, round(20 × competitors ranked 1-10 ÷ competitors))``, so that half of the competitors in the top
ten is a 10; over two files the higher. Files without rank columns fall back on what Cerebro says of the competitors
together:

* *Competitor Performance Score* (0-10), rounded.
* else *Ranking Competitors (count)*: ``round(6 × count ÷ the highest count in the file)``. It counts every competitor
  that ranks anywhere, so it never says more than 6.

A phrase whose words all stand in the title is literally relevant and gets at least 8. It needs two words that name
something, or all that the title says up to its first comma, dash or bracket: one word of a long title proves little.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.model import FileRanks, FileSummary, KeywordTable, Relevancy
from pipeline.research.evidence import TOP, is_top
from pipeline.text import stem, words

MOST = 10
"""The highest score."""

PER_SHARE = 20
"""What all competitors in the top ten would give, were there no highest score: half of them reach it."""

LITERAL = 8
"""The least score of a phrase whose words all stand in the title."""

MOST_BY_COUNT = 6
"""The highest score of a file that only counts competitors, however far back they rank."""

_TITLE_HEAD = re.compile(r"[,;|:()\[\]]|\s[-–—]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What one file says of a phrase."""

    score: int
    top_10: int
    competitors: int
    reason: str


_Judge = Callable[[FileRanks], _Evidence | None]


def relevancy(table: KeywordTable, title: str, language: str) -> tuple[tuple[Relevancy, ...], tuple[str, ...]]:
    """The relevancy of every row, in order, and a warning for every file that has no rank columns.

    :param language: ISO 639-1, by which the words of phrases and title are stemmed.
    """
    judges, warnings = {}, []
    for file in table.files:
        judges[file.role], warning = _judge(file, table)
        warnings += [warning] if warning else []
    named = _LiteralTest(title, language)
    scored = []
    for row in table.rows:
        found = [evidence for entry in row.files if (evidence := judges[entry.role](entry))]
        best = max(found, key=lambda evidence: evidence.score, default=None)
        scored.append(_combined(best, literal=named(row.phrase)))
    return tuple(scored), tuple(warnings)


def _combined(best: _Evidence | None, *, literal: bool) -> Relevancy:
    from_ranks = best.score if best else None
    reason = best.reason if best else "the files do not say how competitors rank"
    if literal and (from_ranks or 0) < LITERAL:
        reason = f"every word stands in the title: at least {LITERAL} ({reason})"
    return Relevancy(
        score=max(from_ranks or 0, LITERAL if literal else 0),
        from_ranks=from_ranks,
        top_10=best.top_10 if best else 0,
        competitors=best.competitors if best else 0,
        reason=reason,
    )


def _judge(file: FileSummary, table: KeywordTable) -> tuple[_Judge, str]:
    """How one file's phrases are judged, and a warning where it is not by ranks."""
    if file.asins:
        return _by_ranks, ""
    entries = [entry for row in table.rows for entry in row.files if entry.role == file.role]
    most = max((entry.ranking_competitors or 0 for entry in entries), default=0)
    if any(entry.performance_score is not None for entry in entries):
        told = "its Competitor Performance Score"
    elif most:
        told = "its Ranking Competitors (count), which is weaker evidence"
    else:
        told = "the title's words alone"
    return _by_summary(most), f"{file.name} has no rank columns, so relevancy is taken from {told}."


def _by_ranks(entry: FileRanks) -> _Evidence:
    top, total = sum(map(is_top, entry.ranks)), len(entry.ranks)
    points = round(PER_SHARE * top / total)
    sentence = f"{top} of {total} {entry.role} competitors rank 1-{TOP}: {PER_SHARE} × {top} ÷ {total} = {points}"
    return _Evidence(
        score=min(MOST, points),
        top_10=top,
        competitors=total,
        reason=sentence if points <= MOST else f"{sentence}, at most {MOST}",
    )


def _by_summary(most: int) -> _Judge:
    """Judge by what Cerebro says of the competitors together; ``most`` is the file's highest count of them."""

    def judge(entry: FileRanks) -> _Evidence | None:
        performance, count = entry.performance_score, entry.ranking_competitors
        if performance is not None:
            score = max(0, min(MOST, round(performance)))
            reason = f"no rank columns; Competitor Performance Score {performance:g} = {score}"
        elif count is not None and most:
            score = round(MOST_BY_COUNT * count / most)
            reason = (
                f"no rank columns; {count} of at most {most} {entry.role} competitors rank anywhere: "
                f"{MOST_BY_COUNT} × {count} ÷ {most} = {score}"
            )
        else:
            return None
        return _Evidence(score=score, top_10=0, competitors=0, reason=reason)

    return judge


class _LiteralTest:
    """Whether a phrase says nothing but what the title says."""

    def __init__(self, title: str, language: str) -> None:
        self._language = language
        self._title = frozenset(self._content(title))
        self._head = frozenset(self._content(_TITLE_HEAD.split(title, maxsplit=1)[0]))

    def __call__(self, phrase: str) -> bool:
        content = frozenset(self._content(phrase))
        if not content or not content <= self._title:
            return False
        naming = [word for word in content if len(word) > 1 and not word.isdigit()]
        return len(naming) >= 2 or bool(naming and self._head and self._head <= content)

    def _content(self, text: str) -> list[str]:
        """The stems of the words that name something."""
        return [stem(word, self._language) for word in words(text) if word not in _function_words(self._language)]


@cache
def _function_words(language: str) -> frozenset[str]:
    lists = tomllib.loads(Path(__file__).with_name("function_words.toml").read_text("utf-8"))
    return frozenset(str(lists.get(language, "")).split())
