"""Made-up results for tests: complete, consistent and the same for the same arguments.

The product is a garlic press that nobody sells. Every total (categories, roots, coverage, share of voice …) is added up
from the keywords, so that tests may compare one part of a result with another.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from pipeline.model import (
    TARGETS,
    Category,
    DroppedRow,
    FileSummary,
    Grade,
    Listing,
    ProductReading,
    Role,
)
from pipeline.result import (
    Band,
    CategoryTotal,
    Competitor,
    Funnel,
    Inputs,
    Keyword,
    MainKeyword,
    NGram,
    PriorityParts,
    Question,
    Result,
    Root,
)
from pipeline.text import words
from tests.factories_listing import (
    holds,
    seo_of,
    targets_of,
    volume_of,
)
from tests.factories_words import (
    ASIN,
    BASES,
    DESIGN,
    HOSTILE,
    LISTING,
    REASONS,
    REVENUE,
    RIVALS,
    SHARES,
    TAILS,
    TOP_RELEVANCY,
)


def _phrases(category: Category) -> Iterator[tuple[str, str]]:
    """Ever more phrases of a category, each with its root."""
    bases = BASES[category]
    for number in range(10_000):
        for tail, base in product(TAILS, bases):
            yield " ".join(filter(None, (base, tail, str(number) if number else ""))), base


def _mix(count: int) -> list[tuple[str, Category, str]]:
    """``count`` phrases over the six categories; below six, one of each of the first ones."""
    sources = {category: _phrases(category) for category, _ in SHARES}
    wanted = [category for category, share in SHARES for _ in range(max(1, int(count * share)))]
    if count < len(SHARES):
        wanted = [category for category, _ in SHARES][:count]
    wanted += [Category.IRRELEVANT] * (count - len(wanted))
    return [(phrase, category, root) for category in wanted for phrase, root in (next(sources[category]),)]


def _ranks(chance: random.Random, score: int) -> dict[str, int | None]:
    """Competitors' ranks, the better the more relevant."""
    ranks: dict[str, int | None] = {}
    for asin in RIVALS:
        near = chance.random() < score / 20
        ranks[asin] = chance.randint(1, 10) if near else chance.choice((None, chance.randint(11, 306)))
    return ranks


def _parts(volume: int | None, relevancy: int, intent: int, density: int | None) -> PriorityParts:
    return PriorityParts(
        search_volume=float(min(40, len(str(volume or 0)) * 8)),
        relevancy=3.0 * relevancy,
        intent=5.0 * intent,
        competition=15.0 if density == 0 else 6.5,
    )


def _band(priority: int) -> Band:
    return "critical" if priority >= 80 else "high" if priority >= 60 else "medium" if priority >= 40 else "low"


def _keyword(number: int, entry: tuple[str, Category, str], chance: random.Random, copy: Listing) -> Keyword:
    phrase, category, root = entry
    target = category in TARGETS
    score = max(0, TOP_RELEVANCY.get(category, 2) - chance.randint(0, 3))
    ranks = _ranks(chance, score)
    volume = (
        None
        if number % 29 == 7
        else max(40, int(30_000 / (1 + number) ** 1.1 if target else 90_000 / (1 + number % 17) ** 1.4))
    )
    density = None if number % 17 == 5 else chance.choice((0, 0, 2, 5, 9, 21))
    competing = None if number % 13 == 4 else int(90 * 250 ** chance.random())
    own = None if number % 3 == 1 else chance.randint(1, 90)
    top_10 = sum(rank is not None and rank <= 10 for rank in ranks.values())
    intent = (2 if category is Category.DESIGN else 1) if target else 0
    parts = _parts(volume, score, intent, density)
    priority = round(parts.search_volume + parts.relevancy + parts.intent + parts.competition)
    return Keyword(
        phrase=phrase,
        category=category,
        reason=REASONS[category],
        confidence=round(0.55 + 0.4 * chance.random(), 2),
        sources=("revenue", "design") if number % 2 else ("revenue",),
        relevancy_score=score,
        intent_score=intent,
        search_volume=volume,
        search_volume_trend=None if number % 7 == 3 else float(chance.randint(-60, 90)),
        title_density=density,
        cpr=None if number % 11 == 6 else 8 + (volume or 0) // 400,
        competing_products=competing,
        cerebro_iq_score=round(1000 * volume / competing) if volume and competing else None,
        root=root,
        variant_group=phrase,
        own_rank=own,
        competitor_ranks=ranks,
        priority=priority,
        priority_band=_band(priority),
        opportunity=bool(target and density == 0 and (volume or 0) > 300),
        opportunity_reason="No title on page one holds it." if density == 0 else "Competitors' titles hold it.",
        in_title=holds((copy.title,), phrase),
        in_bullets=holds(copy.bullets, phrase),
        in_search_terms=holds((copy.search_terms,), phrase),
        captured=holds((copy.title, *copy.bullets, copy.search_terms), phrase),
        gap=target and top_10 > 0 and (own is None or own > 10),
        grade=(Grade.SURE, Grade.LIKELY, Grade.LOOK)[number % 5 % 3],
        relevancy_reason=f"{top_10} of {len(RIVALS)} competitors rank 1–10: {score}.",
        intent_aspects=("product", "attribute")[:intent],
        priority_parts=parts,
        top_10_competitors=top_10,
        keyword_sales=None if number % 4 == 0 else (volume or 0) // 40,
        click_share=None if number % 5 == 0 else round(20 + 50 * chance.random(), 1),
        conversion_share=None if number % 5 == 0 else round(10 + 50 * chance.random(), 1),
        sponsored_asins=chance.randint(0, 200),
    )


def _competitors(keywords: tuple[Keyword, ...]) -> tuple[Competitor, ...]:
    seen = {asin: [(k, k.competitor_ranks[asin]) for k in keywords] for asin in RIVALS}
    seen[ASIN] = [(k, k.own_rank) for k in keywords]
    voice = {a: sum((k.search_volume or 0) / r for k, r in pairs if r) for a, pairs in seen.items()}
    whole = sum(voice.values()) or 1.0
    found = []
    for asin, pairs in seen.items():
        ranks = [rank for _, rank in pairs if rank]
        alone = sum(
            all(not rank for other, p in seen.items() if other != asin for _, rank in (p[i],)) and bool(pairs[i][1])
            for i in range(len(pairs))
        )
        found.append(
            Competitor(
                asin=asin,
                phrases_ranked=len(ranks),
                top_10=sum(r <= 10 for r in ranks),
                top_50=sum(r <= 50 for r in ranks),
                mean_rank=round(sum(ranks) / len(ranks), 1) if ranks else None,
                share_of_voice=voice[asin] / whole,
                only_here=alone,
                own=asin == ASIN,
                sources=tuple(n for n, asins in (("revenue", REVENUE), ("design", DESIGN)) if asin in asins),
            )
        )
    return tuple(sorted(found, key=lambda c: (-c.share_of_voice, c.asin)))


def _roots(keywords: tuple[Keyword, ...], listing: Listing | None) -> tuple[Root, ...]:
    groups: dict[str, list[Keyword]] = {}
    for keyword in targets_of(keywords):
        groups.setdefault(keyword.root, []).append(keyword)
    texts = (listing.title, *listing.bullets, listing.search_terms) if listing else ()
    found = [
        Root(root=root, keywords=len(members), search_volume=volume_of(members), in_listing=holds(texts, root))
        for root, members in groups.items()
    ]
    return tuple(sorted(found, key=lambda r: (-r.search_volume, r.root)))


def _ngrams(keywords: tuple[Keyword, ...], listing: Listing | None) -> tuple[NGram, ...]:
    groups: dict[tuple[str, ...], dict[str, Keyword]] = {}
    for keyword in targets_of(keywords):
        parts = words(keyword.phrase)
        for size in (1, 2, 3):
            for start in range(len(parts) - size + 1):
                groups.setdefault(tuple(parts[start : start + size]), {})[keyword.phrase] = keyword
    texts = (listing.title, *listing.bullets, listing.search_terms) if listing else ()
    found = [
        NGram(
            words=" ".join(gram),
            size=len(gram),
            keywords=len(held),
            search_volume=volume_of(list(held.values())),
            in_listing=holds(texts, " ".join(gram)),
        )
        for gram, held in groups.items()
    ]
    return tuple(sorted(found, key=lambda n: (n.size, -n.search_volume, n.words)))


def _inputs(count: int, listing: Listing | None) -> Inputs:
    files = (("revenue.csv", Role.REVENUE, REVENUE, count), ("design.csv", Role.DESIGN, DESIGN, count // 2))
    return Inputs(
        files=tuple(
            FileSummary(name=name, role=role, format="Helium 10 Cerebro", rows=rows, asins=asins)
            for name, role, asins, rows in files
        ),
        listing_source="pasted" if listing else "none",
    )


def _questions(keywords: tuple[Keyword, ...]) -> tuple[Question, ...]:
    asked = []
    for attribute in ("dishwasher safe", "rust proof", "professional"):
        members = sorted((k for k in keywords if attribute in k.phrase), key=lambda k: -(k.search_volume or 0))
        if members:
            phrases = tuple(k.phrase for k in members[:3])
            asked.append(
                Question(
                    attribute=attribute,
                    search_volume=volume_of(members),
                    phrases=phrases,
                    text=f"Does “{attribute}” describe your product?",
                    options=(attribute,),
                )
            )
    return tuple(sorted(asked, key=lambda q: -q.search_volume))


def _categories(keywords: tuple[Keyword, ...]) -> dict[str, CategoryTotal]:
    groups = {category: [k for k in keywords if k.category is category] for category in Category}
    return {c.value: CategoryTotal(count=len(g), search_volume=volume_of(g)) for c, g in groups.items()}


def _result(keywords: tuple[Keyword, ...], listing: Listing | None) -> Result:
    count = len(keywords)
    dropped = (
        DroppedRow(file="revenue.csv", row=3, phrase="B0RIVAL001", reason="The phrase is an ASIN."),
        DroppedRow(file="design.csv", row=9, phrase="", reason="The phrase is empty."),
    )
    targets = targets_of(keywords)
    return Result(
        schema_version=1,
        asin=ASIN,
        marketplace="US",
        main_keyword=MainKeyword(
            phrase=max(targets, key=lambda k: k.search_volume or 0).phrase if targets else "garlic press",
            reason="The most searched Relevant phrase.",
        ),
        warnings=("design.csv has no column for CPR.",),
        inputs=_inputs(count, listing),
        funnel=Funnel(
            rows_read=count + count // 2 + len(dropped),
            rows_dropped=len(dropped),
            duplicates_merged=count // 2,
            keywords=count,
        ),
        dropped=dropped,
        listing=listing,
        keywords=keywords,
        categories=_categories(keywords),
        roots=_roots(keywords, listing),
        competitors=_competitors(keywords),
        seo=seo_of(keywords, listing),
        questions=_questions(targets),
        product=ProductReading(
            heads=("press", "mincer"), modifiers=("garlic",), attributes=("stainless steel",), brands=("zestora",)
        ),
        ngrams=_ngrams(keywords, listing),
        pipeline_version="1",
    )


def make_result(keywords: int = 60, *, listing: bool = True, seed: int = 1) -> Result:
    """A result with so many keywords, highest priority first, in all six categories from six keywords on.

    Without a listing nothing is captured today, there is no current copy and there are no violations.
    """
    chance = random.Random(seed)
    copy = LISTING if listing else None
    made = [_keyword(number, entry, chance, copy or Listing()) for number, entry in enumerate(_mix(keywords))]
    return _result(tuple(sorted(made, key=lambda k: (-k.priority, k.phrase))), copy)


def hostile_result() -> Result:
    """A result whose every text came from someone who means harm."""
    whole = make_result(60)
    keywords = tuple(
        replace(k, phrase=HOSTILE[i], root=HOSTILE[i], variant_group=HOSTILE[i]) if i < len(HOSTILE) else k
        for i, k in enumerate(whole.keywords)
    )
    listing = replace(LISTING, title=HOSTILE[0], bullets=HOSTILE[1:4], search_terms=HOSTILE[4], brand=HOSTILE[5])
    made = _result(keywords, listing)
    files = tuple(replace(file, name=HOSTILE[11] + file.name) for file in made.inputs.files)
    return replace(
        made,
        asin="B0GARLIC01",
        warnings=HOSTILE,
        inputs=replace(made.inputs, files=files),
        dropped=tuple(DroppedRow(file=HOSTILE[1], row=2, phrase=text, reason=HOSTILE[0]) for text in HOSTILE),
        questions=tuple(
            Question(attribute=text, search_volume=500, phrases=HOSTILE, text=text, options=HOSTILE[:2])
            for text in HOSTILE[:3]
        ),
    )
