"""The phrases of two analyses, matched as the reader matches duplicates, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.comparison.moves import Move, move_of
from pipeline.model import TARGETS, Category
from pipeline.research.evidence import voice
from pipeline.result import Keyword
from pipeline.text import phrase_key


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseChange:
    """One phrase in two analyses; None: that analysis does not hold it. At least one side does."""

    before: Keyword | None
    after: Keyword | None
    move: Move

    @property
    def now(self) -> Keyword:
        """What is known of the phrase last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def phrase(self) -> str:
        """As the later analysis writes it, if it holds it."""
        return self.now.phrase

    @property
    def target(self) -> bool:
        """Whether either analysis has it among the phrases that a listing should capture."""
        return any(side is not None and side.category in TARGETS for side in (self.before, self.after))

    @property
    def search_volume(self) -> int | None:
        """Searches a month: the later figure, where that is missing the earlier."""
        later = self.after.search_volume if self.after else None
        return later if later is not None else self.before.search_volume if self.before else None

    @property
    def volume_change(self) -> int | None:
        """Searches a month more than before; None where a side has none."""
        if self.before is None or self.after is None:
            return None
        old, new = self.before.search_volume, self.after.search_volume
        return None if old is None or new is None else new - old

    @property
    def rank_before(self) -> int | None:
        """The earlier own rank; None: not ranked, or not in the files."""
        return self.before.own_rank if self.before else None

    @property
    def rank_after(self) -> int | None:
        """The later own rank; None: not ranked, or not in the files."""
        return self.after.own_rank if self.after else None

    @property
    def places(self) -> int | None:
        """Places nearer to rank 1 (negative: further off); None unless both sides rank."""
        old, new = self.rank_before, self.rank_after
        return None if old is None or new is None else old - new

    @property
    def gain(self) -> float:
        """What the move is worth: searches weighted by rank, later less earlier, both at the same search volume.

        0 for what is new or gone. The measure is that of the share of voice.
        """
        if self.before is None or self.after is None:
            return 0.0
        return voice(self.search_volume, self.rank_after) - voice(self.search_volume, self.rank_before)

    @property
    def recategorised(self) -> bool:
        """Whether both analyses hold it in different categories."""
        return self.before is not None and self.after is not None and self.before.category != self.after.category

    @property
    def categories(self) -> tuple[Category | None, Category | None]:
        """Its category before and after."""
        return (self.before.category if self.before else None, self.after.category if self.after else None)

    @property
    def words_lost(self) -> bool:
        """Whether the listing held the phrase before and does not any more."""
        return bool(self.before and self.before.captured and self.after and not self.after.captured)

    @property
    def passed_by(self) -> tuple[str, ...]:
        """The competitors, by ASIN, that ranked behind the own product or not at all and rank before it now.

        Only those whose ranks both analyses know.
        """
        if self.before is None or self.after is None or self.before.own_rank is None:
            return ()
        own, was = self.after.own_rank, self.before.own_rank
        known = (
            (asin, self.before.competitor_ranks[asin], rank)
            for asin, rank in self.after.competitor_ranks.items()
            if asin in self.before.competitor_ranks
        )
        return tuple(
            asin
            for asin, old, new in known
            if new is not None and (own is None or new < own) and (old is None or old > was)
        )


def phrase_changes(before: Iterable[Keyword], after: Iterable[Keyword]) -> tuple[PhraseChange, ...]:
    """Every phrase that either analysis holds, once; the most searched first, equal ones by the alphabet.

    The keywords of each side are distinct by ``phrase_key``, as the reader makes them.
    """
    old = {phrase_key(keyword.phrase): keyword for keyword in before}
    new = {phrase_key(keyword.phrase): keyword for keyword in after}
    found = {key: _change(old.get(key), new.get(key)) for key in old.keys() | new.keys()}
    return tuple(found[key] for key in sorted(found, key=lambda key: (-_most(found[key]), key)))


def _change(before: Keyword | None, after: Keyword | None) -> PhraseChange:
    return PhraseChange(before=before, after=after, move=move_of(before, after))


def _most(change: PhraseChange) -> int:
    """The higher of both search volumes, so that the order does not depend on which side came first."""
    return max((side.search_volume or 0) for side in (change.before, change.after) if side is not None)
