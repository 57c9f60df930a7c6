"""For every rule of every pack: copy that breaks it, what offends, and copy that comes near and does not break it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.model import Copy

BRAND = "Yoho!"
BULLETS = ("Firm Grip: Soft handles for long work", "Steel: Does not rust", "Care: Wash by hand only")


@dataclass(frozen=True, kw_only=True)
class Example:
    """``breaks`` and each of ``passes`` are values of ``field`` in an otherwise harmless copy."""

    field: str
    breaks: str
    offends: str
    passes: tuple[str, ...]
    brand: str = ""
    other_brands: tuple[str, ...] = ()
    language: str = "en"
    copy: dict[str, Any] = field(default_factory=dict)


def copy_with(example: Example, value: str) -> Copy:
    """The harmless copy with that value in the example's field."""
    fields: dict[str, Any] = {"title": "Yoho Garlic Press", "bullets": BULLETS} | example.copy
    if example.field.startswith("bullet "):
        bullets = list(fields["bullets"])
        bullets[int(example.field.split()[1]) - 1] = value
        return Copy(**(fields | {"bullets": tuple(bullets)}))
    if example.field == "bullets":
        return Copy(**(fields | {"bullets": tuple(value.split("\n"))}))
    return Copy(**fields) if example.field == "description" else Copy(**(fields | {example.field: value}))


def _lines(count: int, length: int = 20) -> str:
    return "\n".join(f"{'Header: ' + chr(97 + number):x<{length}}" for number in range(count))


EXAMPLES: dict[str, Example] = {
    "title-length": Example(
        field="title", breaks="Press " * 33 + "Garlic Press", offends="ess", passes=("Press " * 12 + "Pan", "")
    ),
    "title-phone": Example(field="title", breaks="x" * 80 + "tail", offends="tail", passes=("x" * 80,)),
    "title-characters": Example(
        field="title", breaks="Yoho! Garlic Press!", offends="!", passes=("Yoho! Garlic Press",), brand=BRAND
    ),
    "title-decoration": Example(
        field="title",
        breaks="Garlic Press * Steel",
        offends="*",
        passes=("Bag Style #4301", "Pad <10 lb", "Pad ~ 5 lb", "Mat 3*4 ft", "Mat > 5 lb"),
    ),
    "title-word-repeats": Example(
        field="title",
        breaks="Press for Garlic, press for Nuts, PRESS for Figs",
        offends="PRESS",
        passes=("Press for A, Press for B, Presser for C", "Box 10 x 10 x 10 x 10", "Lid for Pan for Pot for Wok"),
    ),
    "title-form-repeats": Example(
        field="title",
        breaks="Sponge Set, Sponges, Sponge Bag",
        offends="Sponge",
        passes=("Sponge Set, Sponges", "Sponge Sponge Sponge"),
    ),
    "title-promotion": Example(
        field="title",
        breaks="Garlic Press, Free-Shipping",
        offends="Free-Shipping",
        passes=("Latex-Free Shipping Box", "Sale Sign"),
    ),
    "title-discount": Example(
        field="title", breaks="Press 50% Off", offends="50% Off", passes=("100% Cotton Off-White Sheet",)
    ),
    "title-opinions": Example(
        field="title",
        breaks="Garlic Press, Best Seller",
        offends="Best Seller",
        passes=("Bestway Garlic Press", "Best Choice Garlic Press"),
        brand="Best Choice",
    ),
    "title-brand-first": Example(
        field="title",
        breaks="Garlic Press by Acme",
        offends="Garlic",
        passes=("Acme Garlic Press", "ACME-Tools Press", "AT Garlic Press", "acmetools Press", ""),
        brand="Acme Tools",
    ),
    "title-capitals": Example(
        field="title",
        breaks="Yoho garlic press for Nuts",
        offends="garlic press",
        passes=("Press for Nuts and Figs 60 ml", "Heavy-duty iPhone Case w/ Lid", "Yoho Press 60ml"),
    ),
    "title-small-words": Example(
        field="title",
        breaks="Press For Garlic",
        offends="For",
        passes=("The Press for Garlic", "Press, With Case", "Slip On Shoe", "Vitamin A"),
        brand="",
    ),
    "title-all-capitals": Example(
        field="title",
        breaks="PREMIUM STEEL Press",
        offends="PREMIUM STEEL",
        passes=("LED Press USB", "BREWER Press", "AB1200 Press"),
        brand="BREWER",
    ),
    "title-numerals": Example(
        field="title",
        breaks="Press, Pack of Two",
        offends="Two",
        passes=("Two-Tone Press, Pack of 2", "All in One Press", "Four Paws Press"),
        brand="Four Paws",
    ),
    "title-symbols": Example(
        field="title", breaks="Garlic Press® \u2728", offends="®", passes=("Garlic Press 5°",), brand=""
    ),
    "title-punctuation": Example(
        field="title",
        breaks="Garlic Press [Steel]",
        offends="[",
        passes=("Women's 2-in-1 Press, Steel & Nylon, 1.5 In / 4 Cm",),
    ),
    "highlights-none": Example(
        field="item_highlights", breaks="Rust Free, Soft Grip", offends="Rust Free, Soft Grip", passes=("",)
    ),
    "highlights-length": Example(
        field="item_highlights", breaks="x" * 125 + "tail", offends="tail", passes=("x" * 125, "")
    ),
    "highlights-need-short-title": Example(
        field="title",
        breaks="x" * 76,
        offends="Rust Free",
        passes=("x" * 75,),
        copy={"item_highlights": "Rust Free"},
    ),
    "highlights-pair": Example(
        field="item_highlights",
        breaks="x" * 125 + "tail",
        offends="tail",
        passes=("x" * 125,),
        copy={"title": "x" * 75},
    ),
    "highlights-phrases": Example(
        field="item_highlights",
        breaks="Soft Grip, " + "a handle that never lets go of your hand, " * 1 + "x" * 61,
        offends="x" * 61,
        passes=("Soft Grip, Rust Free, For Garlic & Nuts",),
    ),
    "highlights-sentences": Example(
        field="item_highlights",
        breaks="It never rusts. Soft Grip",
        offends=".",
        passes=("Holds 1.5 oz, Approx. 4 in.",),
    ),
    "highlights-characters": Example(
        field="item_highlights", breaks="Soft Grip!", offends="!", passes=("Yoho! Grip",), brand=BRAND
    ),
    "highlights-promotion": Example(
        field="item_highlights", breaks="Free shipping, Soft", offends="Free shipping", passes=("Latex Free",)
    ),
    "bullets-few": Example(field="bullets", breaks=_lines(2), offends="", passes=(_lines(3),)),
    "bullets-fewer-than-usual": Example(field="bullets", breaks=_lines(4), offends="", passes=(_lines(5),)),
    "bullets-many": Example(field="bullets", breaks=_lines(6), offends="Header: fxxxxxxxxxxx", passes=(_lines(5),)),
    "bullets-total": Example(
        field="bullets", breaks=_lines(5, 201), offends="x" * 6, passes=(_lines(5, 199), _lines(4, 249))
    ),
    "bullet-short": Example(field="bullet 2", breaks="Rust: none", offends="Rust: none", passes=("Rust: never",)),
    "bullet-long": Example(
        field="bullet 1",
        breaks="Rust: " + "x" * 248 + "tail",
        offends="tail",
        passes=("Rust: " + "x" * 248, "\u6c49" * 254),
    ),
    "bullet-characters": Example(
        field="bullet 1",
        breaks="Grip: Holds \u2705 well",
        offends="\u2705",
        passes=("Grip: Fits 5\u00b0 \u2300 4 in, it\u2019s 50 % off \u2013 yes", "Grip: café crème"),
    ),
    "bullet-letters": Example(
        field="bullet 1",
        breaks="Grip: it\u00e2 holds no\u00ba",
        offends="\u00e2",
        passes=("Grip: 5° o o o café", "Grip: Ch\u00e2teau"),
        brand="Ch\u00e2teau",
    ),
    "bullet-asin": Example(
        field="bullet 1",
        breaks="Fits: see B0D9C28SVB",
        offends="B0D9C28SVB",
        passes=("Fits: model AB0D9C28SVB", "Fits: B012", "Fits: B0D9C28SVBX"),
    ),
    "bullet-placeholder": Example(
        field="bullet 1", breaks="Care: Not applicable", offends="Not applicable", passes=("Care: applicable oil",)
    ),
    "bullet-placeholder-na": Example(
        field="bullet 1",
        breaks="Care: N/A",
        offends="N/A",
        passes=("Care: banana NASA name", "Care: use na pan", "Care: R/N/A-2"),
    ),
    "bullet-claims": Example(
        field="bullet 1",
        breaks="Care: Eco-Friendly steel",
        offends="Eco-Friendly",
        passes=("Care: friendly eco shop", "Care: made from steel", "Care: skin-friendly"),
    ),
    "bullet-guarantee": Example(
        field="bullet 1",
        breaks="Buy: If not satisfied, send it back",
        offends="If not satisfied, send it back",
        passes=("Buy: a full bowl",),
    ),
    "contacts": Example(
        field="bullet 1",
        breaks="Help: mail hi@yoho.com now",
        offends="hi@yoho.com",
        passes=("Help: 10-inch pan, 12.5 oz, 100-200-300", "Help: 360-degree view @ home", "Help: e.g. dot.communal"),
    ),
    "company": Example(
        field="bullet 1", breaks="Help: Please contact us", offends="contact us", passes=("Help: contact lens",)
    ),
    "bullet-capital": Example(
        field="bullet 1",
        breaks="soft: good for hands",
        offends="soft",
        passes=(
            "Soft: good for hands",
            "iPhone: fits all",
            "60 ml: one cup",
            "\u6c49\u5b57: text text",
            "[Soft]: text",
        ),
    ),
    "bullet-end": Example(
        field="bullet 1", breaks="Soft: good for hands.", offends=".", passes=("Soft: good. For hands (both)",)
    ),
    "bullet-sentences": Example(
        field="bullet 1",
        breaks="Soft: good for hands. Wash it",
        offends=". Wash",
        passes=("Soft: good for hands; wash it", "Soft: holds 1.5 oz. Jar, no. 5, St. Ives"),
    ),
    "bullet-header": Example(
        field="bullet 1",
        breaks="Good for hands and for all of the kitchen",
        offends="Good for hands and for",
        passes=("Hands: Good", "\u3010Hands\u3011 Good for all", "[Hands] Good for all", "\u624b\uff1a\u826f\u3044"),
    ),
    "bullet-numbers": Example(
        field="bullet 1",
        breaks="Parts: comes with 4 handles",
        offends="4 handles",
        passes=(
            "Parts: comes with four handles",
            "Parts: 4 oz each",
            "Parts: Style 4 handles",
            "Parts: in step 4 fold it",
            "Parts: 4-in-1 tool",
            "Parts: 14 handles",
            "Parts: 1.4 handles",
            "Parts: 2 x 4 handles",
            "Parts: pack of 4",
        ),
    ),
    "bullet-units": Example(
        field="bullet 1",
        breaks="Size: holds 60ml",
        offends="60ml",
        passes=("Size: holds 60 ml", "Size: 4K video, 5G, 3D, 10th", "Size: AB60g"),
    ),
    "bullet-repeats": Example(
        field="bullet 2",
        breaks="Grip: with soft handles for long walks",
        offends="Soft handles for long".lower(),
        passes=("Grip: soft handles", "Grip: for the work of the day"),
    ),
    "terms-bytes": Example(
        field="search_terms",
        breaks="\u00e9" * 124 + "aü",
        offends="ü",
        passes=("\u00e9" * 124 + "a", "x" * 249),
    ),
    "terms-brand": Example(
        field="search_terms",
        breaks="crusher skiphop tool",
        offends="skiphop",
        passes=("crusher skip tool hop",),
        brand="Acme",
        other_brands=("Skip Hop",),
    ),
    "terms-asin": Example(
        field="search_terms", breaks="crusher b0d9c28svb", offends="b0d9c28svb", passes=("crusher b0d9",)
    ),
    "terms-profanity": Example(field="search_terms", breaks="shit bag", offends="shit", passes=("shiitake bag",)),
    "terms-moment": Example(
        field="search_terms", breaks="mincer brand new", offends="brand new", passes=("mincer newborn",)
    ),
    "terms-opinions": Example(
        field="search_terms", breaks="cheapest mincer", offends="cheapest", passes=("bestie mincer",)
    ),
    "terms-stop-words": Example(
        field="search_terms", breaks="mincer for nuts", offends="for", passes=("mincer nuts forge",)
    ),
    "terms-shown": Example(
        field="search_terms",
        breaks="mincer presses handle tool",
        offends="presses handle",
        passes=("mincer tool",),
    ),
    "terms-twice": Example(
        field="search_terms", breaks="mincer tool mincer", offends="mincer", passes=("mincer tool",)
    ),
    "terms-singular-and-plural": Example(
        field="search_terms", breaks="mincer mincers", offends="mincers", passes=("mincer mincer",)
    ),
    "terms-small-letters": Example(
        field="search_terms", breaks="Mincer tool", offends="Mincer", passes=("mincer tool",)
    ),
    "terms-punctuation": Example(field="search_terms", breaks="mincer, tool", offends=",", passes=("mincer tool",)),
    "terms-spaces": Example(field="search_terms", breaks="mincer  tool", offends="  ", passes=("mincer tool",)),
    "description-length": Example(
        field="description", breaks="x" * 2000 + "tail", offends="tail", passes=("x" * 2000,)
    ),
    "description-bytes": Example(
        field="description", breaks="é" * 1000 + "ü", offends="ü", passes=("é" * 1000, "x" * 2000)
    ),
    "description-html": Example(
        field="description",
        breaks="One<br>two <b>three",
        offends="<b>",
        passes=("One<br />two</br>three < four > five", "<5 lb"),
    ),
    "description-prices": Example(
        field="description", breaks="Now $ 19.99 only", offends="$ 19.99", passes=("5 pounds, 20 pieces",)
    ),
    "description-reviews": Example(
        field="description", breaks="Read our customer reviews", offends="customer reviews", passes=("View of sea",)
    ),
}
