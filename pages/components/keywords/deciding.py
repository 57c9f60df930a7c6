"""Changes what is decided about keywords: callbacks of buttons, each of which leaves one line on what followed.

Nothing is drawn here, so that no change is cut short; what is on the page meanwhile follows with
the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from jobstore.service import InputError, StoreError, Viewer
from pages.components.bugs import report_bug
from pages.components.routes import jobs, viewer
from pages.components.shown import Shown
from pages.components.trouble import callback
from pipeline import Curation
from pipeline.model import Category, Decision
from pipeline.report.decision_words import followed
from pipeline.report.words import plural
from pipeline.result import Keyword

Keywords = Sequence[Keyword]
_SAID = "kw_said"


@dataclass(frozen=True, slots=True)
class Said:
    """What the last change led to, as plain text; ``failed``: it changed nothing, and why."""

    text: str
    failed: bool = False


def last(shown: Shown) -> Said | None:
    """What is to be said of the last change."""
    said: Said | None = shown.state(_SAID)
    return said


def forget(shown: Shown) -> None:
    """Nothing more is to be said of it."""
    shown.keep(_SAID, None)


def curation(shown: Shown) -> Curation:
    """What is decided, and the latest changes; of a job that the viewer may change."""
    return _curation(shown.job.id, shown.job.attempt, shown.job.revision, viewer())


@st.cache_resource(max_entries=32, ttl="1h", show_spinner=False)
def _curation(job_id: str, attempt: int, revision: int, _viewer: Viewer) -> Curation:  # noqa: ARG001 - each has its own
    return jobs().curation(job_id, _viewer) or Curation()


def set_category(shown: Shown, rows: Keywords, category: Category) -> None:
    """Decide about one keyword, or about several of which the locked ones are left alone."""
    changing = unlocked(rows)
    decisions = [Decision(phrase=row.phrase, category=category, locked=row.locked) for row in changing]
    _several(shown, rows, changing, f"set to {category.value}", decisions=decisions)


def lock(shown: Shown, rows: Keywords, *, locked: bool) -> None:
    """Keep keywords in their categories whatever is done to many at once; or let them go again."""
    decisions = tuple(Decision(phrase=row.phrase, category=row.category, locked=locked) for row in rows)
    label = f"{_named(rows)} {'locked' if locked else 'unlocked'}"
    _change(shown, partial(Curation.decide, decisions=decisions, label=label), label)


def reset(shown: Shown, rows: Keywords) -> None:
    """Leave keywords to the analysis again; of several the locked ones are left alone."""
    changing = [row for row in unlocked(rows) if row.decided]
    _several(shown, rows, changing, "set back to automatic", back=[row.phrase for row in changing])


def take_over(shown: Shown, decisions: tuple[Decision, ...], name: str) -> None:
    """Decide as a file does; what is locked here is left alone."""
    label = f"{plural(len(decisions), 'decision')} taken over from {name}"
    _change(shown, partial(Curation.decide, decisions=decisions, label=label, spare_locked=True), label)


def refuse(shown: Shown, error: InputError | StoreError) -> None:
    """Say why nothing was changed."""
    shown.keep(_SAID, Said(error.public if isinstance(error, StoreError) else str(error), failed=True))


@callback
def undo(shown: Shown) -> None:
    """Take the last change back."""
    if change := curation(shown).last:
        _change(shown, Curation.undo, f"Taken back: {change.label}")


@callback
def redo(shown: Shown) -> None:
    """Do again what was taken back last."""
    if change := curation(shown).next:
        _change(shown, Curation.redo, f"Done again: {change.label}")


def unlocked(rows: Keywords) -> Keywords:
    """The keywords that a change reaches: a single one always, of several those that are not locked."""
    return rows if len(rows) == 1 else [row for row in rows if not row.locked]


def _several(
    shown: Shown,
    rows: Keywords,
    changing: Keywords,
    done: str,
    *,
    decisions: Sequence[Decision] = (),
    back: Sequence[str] = (),
) -> None:
    if not changing:
        shown.keep(_SAID, Said("Nothing was changed: these keywords are locked; unlock them first.", failed=True))
        return
    label, spared = f"{_named(changing)} {done}", len(rows) - len(unlocked(rows))
    step = partial(Curation.decide, decisions=decisions, reset=back, label=label, spare_locked=len(rows) > 1)
    _change(shown, step, f"{label}, {spared:,} locked left as they are" if spared else label)


def _named(rows: Keywords) -> str:
    return f"“{rows[0].phrase}”" if len(rows) == 1 else plural(len(rows), "keyword")


def _change(shown: Shown, step: Callable[[Curation], Curation], said: str) -> None:
    try:
        after = jobs().decide(shown.job.id, step, viewer())
    except (StoreError, InputError) as error:
        refuse(shown, error)
    except Exception:  # noqa: BLE001 - a bug, and nothing above a callback would catch it
        text = f"Nothing was changed: something went wrong on our side; the reference is {report_bug()}."
        shown.keep(_SAID, Said(text, failed=True))
    else:
        effect = followed(shown.result, after) if after else ""
        shown.keep(_SAID, Said(f"{said}: {effect}" if effect else said))
