"""Texts on which a slow regular expression shows itself: its own loops' words, over and over, then something else.

``growth`` says with which power of the text's length a pattern's work grows on the worst of them: 1 is linear, 2 is
quadratic. It measures the time of this process's own work, the least of several runs, so a busy machine changes little.
"""

from __future__ import annotations

import itertools
import math
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ENDLESS = math.inf
"""The growth of what takes so long for a short text that nobody can wait for a longer one."""

_FIRST, _LOOKED_AT, _LONGEST = 8, 2_000, 32_000  # characters
_SHORT = 256
_TOO_LONG = 0.02  # seconds for a text of up to ``_SHORT`` characters, for which a polynomial needs microseconds
_ENOUGH = 0.1  # seconds, after which longer texts say nothing new
_WORST = 3
_RUNS = 5
_COMMON = " a0_-<\n"
_ENDS = ("", "\x00", "a!")
_MEMBERS = {
    code.CATEGORY_DIGIT: "0",
    code.CATEGORY_SPACE: " \n",
    code.CATEGORY_WORD: "a0_",
    code.CATEGORY_NOT_WORD: " -",
    code.CATEGORY_NOT_SPACE: "a-",
    code.CATEGORY_NOT_DIGIT: "a ",
}
_REPEATS = frozenset({code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT})
_clock = time.perf_counter if sys.platform == "win32" else time.process_time  # there it ticks 64 times a second

Use = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Attack:
    """What to begin with, what to repeat, and what to end with."""

    head: str
    loop: str
    end: str

    def text(self, size: int) -> str:
        """The attack in about so many characters."""
        return self.head + self.loop * max(1, size // len(self.loop)) + self.end


def uses(pattern: re.Pattern[Any], methods: frozenset[str]) -> list[Use]:
    """The ways in which a pattern is used, of which those that look everywhere in a text are one."""
    anchored = {"match": pattern.match, "fullmatch": pattern.fullmatch}
    found: list[Use] = [use for name, use in anchored.items() if name in methods]
    if methods - anchored.keys() or not methods:
        found.append(lambda text: sum(1 for _ in pattern.finditer(text)))
    return found


def growth(
    pattern: re.Pattern[Any], methods: frozenset[str] = frozenset(), enough: float = ENDLESS
) -> tuple[float, Attack | None]:
    """The steepest growth of a pattern's work, and the attack under which it was found; the first above ``enough``."""
    attacks = list(_attacks(pattern))
    steepest: tuple[float, Attack | None] = (0.0, None)
    for use in uses(pattern, methods):
        looks: list[tuple[float, Attack]] = []
        for attack in attacks:
            looks.append((_look(use, attack, pattern), attack))
            if looks[-1][0] == ENDLESS:
                return looks[-1]
        for _, attack in sorted(looks, key=lambda look: -look[0])[:_WORST]:
            steepest = max(steepest, (_power(use, attack, pattern), attack), key=lambda each: each[0])
            if steepest[0] > enough:
                return steepest
    return steepest


def _look(use: Use, attack: Attack, pattern: re.Pattern[Any]) -> float:
    """How long a text of middling length takes, approached so slowly that no step can be a leap into eternity."""
    size, took = float(_FIRST), 0.0
    while size < _LOOKED_AT:
        took = _took(use, _as(pattern, attack.text(int(size))))
        if took > _TOO_LONG:
            if size <= _SHORT and _least(use, _as(pattern, attack.text(int(size))), 3) > _TOO_LONG:
                return ENDLESS
            if size > _SHORT and took > _ENOUGH:
                break
        size *= 1.25 if size < _SHORT else 2
    return took


def _power(use: Use, attack: Attack, pattern: re.Pattern[Any]) -> float:
    """The power with which the time grows, from one length to one of up to sixteen times as much."""
    sizes, times = [], []
    size = _LOOKED_AT
    while size <= _LONGEST:
        sizes.append(size)
        times.append(_least(use, _as(pattern, attack.text(size)), _RUNS))
        if times[-1] > _ENOUGH:
            break
        size *= 2
    return _slope(sizes, times)


def _slope(sizes: Sequence[int], times: Sequence[float]) -> float:
    if len(sizes) < 2:
        return ENDLESS
    return math.log(max(times[-1], 1e-9) / max(times[0], 1e-9)) / math.log(sizes[-1] / sizes[0])


def _least(use: Use, text: Any, runs: int) -> float:
    return min(_took(use, text) for _ in range(runs))


def _took(use: Use, text: Any) -> float:
    began = _clock()
    use(text)
    return _clock() - began


def _as(pattern: re.Pattern[Any], text: str) -> Any:
    return text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text


# -- what a pattern is made of -------------------------------------------------------------------------------------


def _attacks(pattern: re.Pattern[Any]) -> Iterator[Attack]:
    parsed = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    heads = sorted({"", *(word for at in range(len(parsed)) for word in _words(parsed[:at]))}, key=len)[:5]
    loops = {word for loop in _loops(parsed) for word in _words(loop) if word}
    letters = "".join(dict.fromkeys(itertools.chain("".join(_letters(parsed)), _COMMON)))[:12]
    pairs = {one + other for one, other in itertools.permutations(letters[:4], 2)}
    for head, loop, end in itertools.product(heads, sorted({*letters, *loops, *pairs}), _ENDS):
        yield Attack(head, loop, end)


def _words(items: Any) -> list[str]:
    """Some of the shortest texts that a sequence matches; assertions are taken to hold."""
    words = [""]
    for operator, argument in items:
        words = [word + more for word in words for more in _word(operator, argument)][:6]
    return words


def _word(operator: Any, argument: Any) -> list[str]:
    if operator is code.LITERAL:
        return [chr(argument)]
    if operator in {code.NOT_LITERAL, code.ANY}:
        return ["a" if argument != ord("a") else "b"]
    if operator is code.IN:
        return list(dict.fromkeys(_members(argument)))[:3]
    if operator in _REPEATS:
        least, _, body = argument
        return [word * max(1, least) for word in _words(body)]
    if operator is code.BRANCH:
        return [word for branch in argument[1] for word in _words(branch)[:2]][:4]
    inner = _inside(operator, argument)
    return _words(inner[0]) if inner and operator not in {code.ASSERT, code.ASSERT_NOT} else [""]


def _members(items: Any) -> list[str]:
    found: list[str] = []
    for operator, argument in items:
        if operator is code.LITERAL:
            found.append(chr(argument))
        elif operator is code.RANGE:
            found.append(chr(argument[0]))
        elif operator is code.CATEGORY:
            found += _MEMBERS.get(argument, "a")
    if not any(operator is code.NEGATE for operator, _ in items):
        return found
    return [each for each in 'a 0-_<>"\u00e9' if each not in found] or ["\u00e9"]


def _inside(operator: Any, argument: Any) -> list[Any]:
    """The sequences within an operator: of a repeat, a group, alternatives, an assertion."""
    if operator in _REPEATS:
        return [argument[2]]
    if operator is code.SUBPATTERN:
        return [argument[3]]
    if operator is code.ATOMIC_GROUP:
        return [argument]
    if operator in {code.ASSERT, code.ASSERT_NOT}:
        return [argument[1]]
    return list(argument[1]) if operator is code.BRANCH else []


def _loops(items: Any) -> Iterator[Any]:
    """What stands inside each repeat of no small number, at any depth."""
    for operator, argument in items:
        if operator in _REPEATS and (argument[1] is code.MAXREPEAT or argument[1] > 10):
            yield argument[2]
        for inner in _inside(operator, argument):
            yield from _loops(inner)


def _letters(items: Any) -> Iterator[str]:
    for operator, argument in items:
        if operator in {code.LITERAL, code.IN}:
            yield "".join(_word(operator, argument))
        for inner in _inside(operator, argument):
            yield from _letters(inner)
