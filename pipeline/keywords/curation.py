"""What a user has decided about a list of keywords, with the steps that led there, so that each can be taken back.

Pure values: every step gives a new curation. The last word about a phrase counts, phrase by phrase, whoever said it;
taking a step back leaves alone what was decided since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.keywords.decisions import in_force
from pipeline.model import Decision
from pipeline.text import phrase_key

MOST_CHANGES = 50
_MOST_PHRASES = 20_000  # that the remembered changes are about together: they are stored with every step


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step: the decisions about some phrases before and after it. A phrase without one was, or is, automatic."""

    label: str
    before: tuple[Decision, ...]
    after: tuple[Decision, ...]

    @property
    def size(self) -> int:
        """How many phrases it is about."""
        return len({phrase_key(decision.phrase) for decision in (*self.before, *self.after)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """The decisions in force, and the latest changes: ``done`` of them are in force, those behind were taken back."""

    decisions: tuple[Decision, ...] = ()
    changes: tuple[Change, ...] = ()
    done: int = 0

    @property
    def last(self) -> Change | None:
        """What ``undo`` would take back."""
        return self.changes[self.done - 1] if self.done else None

    @property
    def next(self) -> Change | None:
        """What ``redo`` would do again."""
        return self.changes[self.done] if self.done < len(self.changes) else None

    def decide(
        self, decisions: Iterable[Decision], *, reset: Iterable[str] = (), label: str, spare_locked: bool = False
    ) -> Curation:
        """Decide about some phrases, and leave others to the analysis again.

        :param reset: phrases that are to be automatic.
        :param spare_locked: leave locked phrases as they are.
        """
        now = in_force(self.decisions)
        wanted: dict[str, Decision | None] = {**in_force(decisions)}
        wanted |= dict.fromkeys(map(phrase_key, reset))
        changed = {
            key: decision
            for key, decision in wanted.items()
            if decision != now.get(key) and not (spare_locked and key in now and now[key].locked)
        }
        if not changed:
            return self
        change = Change(
            label=label,
            before=tuple(now[key] for key in changed if key in now),
            after=tuple(decision for decision in changed.values() if decision),
        )
        changes = _latest((*self.changes[: self.done], change))
        moved = _moved(self.decisions, change.before, change.after)
        return Curation(decisions=moved, changes=changes, done=len(changes))

    def undo(self) -> Curation:
        """Take the last change back, where nothing was decided since."""
        if self.last is None:
            return self
        moved = _moved(self.decisions, self.last.after, self.last.before)
        return replace(self, decisions=moved, done=self.done - 1)

    def redo(self) -> Curation:
        """Do again what was taken back last."""
        if self.next is None:
            return self
        return replace(self, decisions=_moved(self.decisions, self.next.before, self.next.after), done=self.done + 1)


def _moved(
    decisions: tuple[Decision, ...], before: Iterable[Decision], after: Iterable[Decision]
) -> tuple[Decision, ...]:
    """The decisions with those in ``after`` for those in ``before``, but for phrases that stand otherwise by now."""
    now, old, new = in_force(decisions), in_force(before), in_force(after)
    for key in old.keys() | new.keys():
        if now.get(key) == old.get(key):
            now.pop(key, None)
            now |= {key: new[key]} if key in new else {}
    return tuple(in_force(now.values()).values())


def _latest(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The latest changes, as many as are remembered, and always the last."""
    sizes = accumulate(change.size for change in reversed(changes))
    kept = sum(size <= _MOST_PHRASES for size in sizes)
    return changes[-max(1, min(kept, MOST_CHANGES)) :]
