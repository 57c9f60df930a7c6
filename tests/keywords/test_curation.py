"""What a user decided can be taken back step by step, and one person's steps leave another's alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.keywords.curation import MOST_CHANGES, Curation
from pipeline.model import Category, Decision

PRESS = Decision(phrase="garlic press", category=Category.RELEVANT)
PEELER = Decision(phrase="garlic peeler", category=Category.IRRELEVANT)
LOCKED = Decision(phrase="garlic press", category=Category.BRANDED, locked=True)

phrases = st.sampled_from(["garlic press", "Garlic  Press", "garlic peeler", "mincer", "press for garlic"])
decisions = st.builds(Decision, phrase=phrases, category=st.sampled_from(Category), locked=st.booleans())
steps = st.tuples(st.lists(decisions, max_size=3), st.lists(phrases, max_size=2), st.booleans())


def taken(curation: Curation, step: tuple[list[Decision], list[str], bool]) -> Curation:
    wanted, reset, spare = step
    return curation.decide(wanted, reset=reset, label="step", spare_locked=spare)


def test_the_last_word_about_a_phrase_counts() -> None:
    curation = Curation().decide([PRESS, PEELER], label="two").decide([LOCKED], label="one")
    assert curation.decisions == (PEELER, LOCKED)


def test_a_phrase_is_the_same_in_another_case_and_with_other_spaces() -> None:
    again = Decision(phrase="GARLIC   press", category=Category.OUTLIER)
    assert Curation().decide([PRESS], label="").decide([again], label="").decisions == (again,)


def test_a_reset_makes_a_phrase_automatic_again() -> None:
    curation = Curation().decide([PRESS, PEELER], label="").decide([], reset=["Garlic Press"], label="")
    assert curation.decisions == (PEELER,)
    assert curation.undo().decisions == (PEELER, PRESS)


def test_locked_phrases_are_left_alone_where_that_is_asked_for() -> None:
    curation = Curation().decide([LOCKED], label="lock")
    many = curation.decide([PRESS, PEELER], label="many", spare_locked=True)
    assert many.decisions == (PEELER, LOCKED)
    assert many.decide([], reset=["garlic press"], label="", spare_locked=True) is many
    assert curation.decide([PRESS], label="one").decisions == (PRESS,)


def test_what_changes_nothing_is_no_change() -> None:
    curation = Curation().decide([PRESS], label="")
    assert curation.decide([PRESS], reset=["mincer"], label="again") is curation
    assert Curation().undo() == Curation().redo() == Curation()


def test_a_new_change_forgets_what_was_taken_back() -> None:
    curation = Curation().decide([PRESS], label="one").undo().decide([PEELER], label="two")
    assert [change.label for change in curation.changes] == ["two"]
    assert (curation.last, curation.next) == (curation.changes[0], None)


def test_taking_back_leaves_alone_what_somebody_else_decided_since() -> None:
    mine = Curation().decide([PRESS, PEELER], label="mine")
    theirs = mine.decide([LOCKED], label="theirs")
    assert Curation(decisions=theirs.decisions, changes=mine.changes, done=1).undo().decisions == (LOCKED,)


def test_the_latest_changes_are_remembered_but_not_without_end() -> None:
    curation = Curation()
    for number in range(MOST_CHANGES + 5):
        curation = curation.decide([Decision(phrase=f"word {number}", category=Category.OUTLIER)], label=str(number))
    assert len(curation.decisions) == MOST_CHANGES + 5
    assert [change.label for change in curation.changes] == [str(n) for n in range(5, MOST_CHANGES + 5)]


def test_a_change_of_everything_is_remembered_alone() -> None:
    every = [Decision(phrase=f"word {number}", category=Category.OUTLIER) for number in range(25_000)]
    curation = Curation().decide([PRESS], label="small").decide(every, label="large")
    assert [change.label for change in curation.changes] == ["large"]
    assert curation.undo().decisions == (PRESS,)


@given(st.lists(steps, max_size=6))
def test_undo_and_redo_lead_back_and_forth_through_every_state(taken_steps: list) -> None:
    states = [Curation()]
    for step in taken_steps:
        after = taken(states[-1], step)
        if after is not states[-1]:
            states.append(after)
    now = states[-1]
    for state in reversed(states[:-1]):
        now = now.undo()
        assert now.decisions == state.decisions
    for state in states[1:]:
        now = now.redo()
        assert now.decisions == state.decisions


@given(st.permutations([PRESS, PEELER, Decision(phrase="mincer", category=Category.OUTLIER, locked=True)]))
def test_decisions_about_different_phrases_commute(order: list[Decision]) -> None:
    at_once = Curation().decide(order, label="")
    one_by_one = Curation()
    for decision in order:
        one_by_one = one_by_one.decide([decision], label="")
    assert at_once.decisions == one_by_one.decisions == Curation().decide(sorted(order, key=repr), label="").decisions
