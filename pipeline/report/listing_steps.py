"""Steps about the listing: broken rules, missing words, empty fields."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from pipeline.listing.coverage import Held, held
from pipeline.model import Copy
from pipeline.report.action import Action, Field, targets, volume
from pipeline.report.gaps import rivals_rank
from pipeline.report.words import listed, number, plural
from pipeline.research.stores import store
from pipeline.result import Alternative, CurrentCopy, FieldCopy, Keyword, OptimizedCopy, Result, Violation
from pipeline.text import stem

TITLE_LENGTH = "title-length"
_QUOTED = 80
_NAMES: dict[Field, str] = {"": "description", "item_highlights": "item highlights", "search_terms": "search terms"}


def no_listing(result: Result) -> Iterator[Action]:
    """Nothing to compare with."""
    if result.seo.current is None:
        yield Action(
            title="Check the proposed listing and add today's",
            evidence="No listing was given: the proposal rests on the keyword files alone.",
            search_volume=volume(targets(result)),
            verb="See listing",
            tab="Listing",
        )


def long_title(result: Result) -> Iterator[Action]:
    """A title over the limit."""
    current, limit = result.seo.current, result.seo.rules.title_characters
    if current and current.title.characters > limit:
        yield Action(
            title=f"Shorten the title from {current.title.characters} to {limit} characters",
            evidence=f"Amazon rewrites longer titles; one of {result.seo.optimized.title.characters} is ready: "
            f"{_quoted(result.seo.optimized.title.text)}.",
            search_volume=current.title.search_volume,
            verb="See title",
            tab="Listing",
            field="title",
            urgent=True,
        )


def visible_phrase(result: Result) -> Iterator[Action]:
    """The most searched gap that the proposed title, else its highlights, hold and today's listing does not."""
    if not result.seo.current:
        return
    proposal = held(_copy(result.seo.optimized), store(result.marketplace).language)
    lost = [k for k in targets(result) if k.gap]
    titled = [k for k in lost if not k.in_title and proposal.in_title(k.phrase)]
    shown = [k for k in lost if not k.captured and proposal.in_highlights(k.phrase)]
    if titled:
        yield _put(titled[0], "title", "See title")
    elif shown:
        yield _put(shown[0], "item_highlights", "See highlights")


def _put(keyword: Keyword, field: Field, verb: str) -> Action:
    return Action(
        title=f"Put {listed([keyword.phrase])} in the {_NAMES.get(field, field)}",
        evidence=f"{number(keyword.search_volume)} searches a month; {rivals_rank(keyword)}.",
        search_volume=volume([keyword]),
        verb=verb,
        tab="Listing",
        field=field,
        urgent=True,
    )


def rule_errors(result: Result) -> Iterator[Action]:
    """Rules, the title's length aside, for which Amazon suppresses or rewrites a field."""
    errors = [v for v in result.seo.violations if v.severity == "error" and v.rule != TITLE_LENGTH]
    if result.seo.current and errors:
        yield Action(
            title=f"Fix {plural(len(errors), 'rule error')} in the {_places(errors)}",
            evidence=errors[0].message,
            search_volume=_at_stake(result, result.seo.current, errors),
            verb="See errors",
            tab="Listing",
            field=_field(errors[0]),
            urgent=True,
        )


def _field(violation: Violation) -> Field:
    """The field of the listing; bullets are one, the description has no name."""
    if violation.field.startswith("bullet"):
        return "bullets"
    known: tuple[Field, ...] = ("title", "item_highlights", "search_terms")
    return next((field for field in known if field == violation.field), "")


def _places(errors: Iterable[Violation]) -> str:
    places = list(dict.fromkeys(_NAMES.get(field, field) for field in map(_field, errors)))
    return " and ".join(places) if len(places) < 3 else "listing"


def _at_stake(result: Result, current: CurrentCopy, errors: Iterable[Violation]) -> int:
    """Searches of the targets that the fields with errors hold, each phrase once."""
    copies: dict[Field, tuple[FieldCopy, ...]] = {
        "title": (current.title,),
        "item_highlights": (current.item_highlights,),
        "bullets": current.bullets,
        "search_terms": (current.search_terms,),
    }
    broken = {_field(error) for error in errors}
    there = {phrase for field, texts in copies.items() if field in broken for text in texts for phrase in text.keywords}
    return volume(k for k in targets(result) if k.phrase in there)


def missing_words(result: Result) -> Iterator[Action]:
    """Targets that today's listing does not capture and the proposal does, by the words they lack."""
    if not result.seo.current:
        return
    language = store(result.marketplace).language
    proposal = held(_copy(result.seo.optimized), language)
    gained = [k for k in targets(result) if not k.captured and proposal.holds(k.phrase)]
    words = _lacking(result, proposal)
    if gained:
        yield Action(
            title=f"Add {listed(words)} to the listing" if words else "Use the words of the proposed listing",
            evidence=f"The proposal captures {plural(len(gained), 'target')} more, first {listed([gained[0].phrase])}, "
            f"{number(gained[0].search_volume)} searches a month.",
            search_volume=volume(gained),
            verb="See words",
            tab="Listing",
        )


def _lacking(result: Result, proposal: Held) -> list[str]:
    """The words of the targets that the listing lacks and the proposal holds, most searched first."""
    lacking = [n for n in result.ngrams if n.size == 1 and not n.in_listing]
    lacking.sort(key=lambda n: (-n.search_volume, n.words))
    return [n.words for n in lacking if stem(n.words, proposal.language) in proposal.everywhere][:5]


def search_terms(result: Result) -> Iterator[Action]:
    """Backend search terms that are empty, or that open less than the proposed ones do."""
    current, proposed = result.seo.current, result.seo.optimized.search_terms
    gained = _only_with_terms(result)
    if current is None or not gained or proposed.text == current.search_terms.text:
        return
    empty = not current.search_terms.text
    ready = f"{_quoted(proposed.text)}, {proposed.bytes} of {result.seo.rules.search_terms_bytes} bytes"
    yield Action(
        title="Fill the search terms" if empty else "Replace the search terms",
        evidence=f"{'They are empty; ready:' if empty else 'What the visible text leaves out:'} {ready}.",
        search_volume=gained,
        verb="See terms",
        tab="Listing",
        field="search_terms",
    )


def _quoted(text: str) -> str:
    """A ready text, its beginning where it is long."""
    return f"“{textwrap.shorten(text, _QUOTED, placeholder=' …')}”"


def _only_with_terms(result: Result) -> int:
    """Searches that the proposal captures and without its search terms would not."""
    language, whole = store(result.marketplace).language, _copy(result.seo.optimized)
    full = held(whole, language)
    bare = held(Copy(title=whole.title, item_highlights=whole.item_highlights, bullets=whole.bullets), language)
    return volume(k for k in targets(result) if full.holds(k.phrase) and not bare.holds(k.phrase))


def highlights(result: Result) -> Iterator[Action]:
    """Item highlights that are empty where the store has them."""
    current, limit = result.seo.current, result.seo.rules.highlights_characters
    proposed = result.seo.optimized.item_highlights
    if current and limit and not current.item_highlights.text and proposed.text:
        yield Action(
            title="Fill the item highlights",
            evidence=f"They are empty; ready: {_quoted(proposed.text)}, {proposed.characters} of {limit} characters.",
            search_volume=proposed.search_volume,
            verb="See highlights",
            tab="Listing",
            field="item_highlights",
        )


def always(result: Result) -> Iterator[Action]:
    """What can be done in any case, where little else is to do."""
    found: list[Keyword] = targets(result)
    yield Action(
        title="Check the targets",
        evidence=f"{plural(len(found), 'phrase')} that the listing should capture.",
        search_volume=volume(found),
        verb="See targets",
        tab="Keywords",
        view="Targets",
    )
    yield Action(
        title="Read the proposed listing",
        evidence=f"It captures {number(result.seo.comparison.captured_volume.after)} searches a month.",
        search_volume=result.seo.comparison.captured_volume.after,
        verb="See listing",
        tab="Listing",
    )
    yield Action(
        title="Save the keywords",
        evidence=f"All {plural(len(result.keywords), 'keyword')} with every score and reason.",
        search_volume=0,
        verb="Export",
        tab="Export",
    )


def _copy(proposed: OptimizedCopy | Alternative) -> Copy:
    return Copy(
        title=proposed.title.text,
        item_highlights=proposed.item_highlights.text,
        bullets=tuple(bullet.text for bullet in proposed.bullets),
        search_terms=proposed.search_terms.text,
    )
