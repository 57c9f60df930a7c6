"""The words of the made-up garlic press of ``tests/factories.py``, and what harmful text looks like."""

from __future__ import annotations

from pipeline.model import Category, Listing
from pipeline.text import stems

ASIN = "B0GARLIC01"
REVENUE = ("B0RIVAL001", "B0RIVAL002", "B0RIVAL003", "B0RIVAL004", "B0RIVAL005")
DESIGN = ("B0RIVAL002", "B0RIVAL004", "B0RIVAL006", "B0RIVAL007", "B0RIVAL008")
RIVALS = tuple(sorted({*REVENUE, *DESIGN}))
STOP = frozenset(stems("a an and for in of on or the to with"))

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "[x](javascript:alert(1))",
    '<a href="https://evil.example">garlic press</a>',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1 garlic press",
    "-garlic press",
    "garlic press " + "very long " * 60,
    "garlic press 🧄🔥",
    "מעיכת שום garlic press",
    ":red[garlic] **press** $x^2$ `code`",
    "<img src=x onerror=alert(1)> & <b>bold</b>",
)

BASES = {
    Category.RELEVANT: ("garlic press", "garlic mincer", "garlic crusher", "garlic presser", "garlic squeezer"),
    Category.DESIGN: (
        "stainless steel garlic press", "heavy duty garlic press", "garlic press with cleaning brush",
        "large garlic mincer", "garlic press for arthritis", "dishwasher safe garlic crusher",
    ),
    Category.BRANDED: ("zestora garlic press", "norvik garlic mincer", "pelleto kitchen", "kuchling garlic crusher"),
    Category.FOREIGN: ("prensa de ajo", "triturador de ajos", "machacador de ajo"),
    Category.OUTLIER: ("kitchen gadgets", "garlic", "kitchen tools", "cooking utensils"),
    Category.IRRELEVANT: ("potato masher", "garlic powder", "lemon squeezer", "cheese grater", "how to mince garlic"),
}  # fmt: skip
TAILS = ("", "set", "with handle", "for kitchen", "tool", "easy clean", "rust proof", "small", "gift", "professional")
SHARES = (
    (Category.RELEVANT, 0.2), (Category.DESIGN, 0.2), (Category.BRANDED, 0.17), (Category.FOREIGN, 0.07),
    (Category.OUTLIER, 0.1), (Category.IRRELEVANT, 0.26),
)  # fmt: skip
REASONS = {
    Category.RELEVANT: "Names the product in its basic form; no brand, no attribute.",
    Category.DESIGN: "Names the product with an attribute of yours.",
    Category.BRANDED: "Holds a word taken as a brand.",
    Category.FOREIGN: "Reads as Spanish, not a language of the US store.",
    Category.OUTLIER: "So broad that it fits countless products.",
    Category.IRRELEVANT: "Names another product.",
}
TOP_RELEVANCY = {Category.RELEVANT: 10, Category.DESIGN: 9, Category.BRANDED: 6, Category.FOREIGN: 6}

LISTING = Listing(
    title="Corvella PREMIUM Garlic Press Stainless Steel - Heavy Duty Garlic Mincer & Garlic Crusher, Easy Squeeze",
    brand="Corvella",
    bullets=(
        "Sturdy Build: Stainless steel body that stays rust proof for years.",
        "Easy on the Hands: Long handle needs little force.",
        "Quick to Clean: Comes with a cleaning brush.",
    ),
    description="A garlic press for every kitchen.",
    search_terms="",
    attributes={"Material": "Stainless Steel", "Brand": "Corvella"},
)
PROPOSED = (
    ("A", "Most captured searches.", "Corvella Garlic Press, Stainless Steel Mincer & Crusher with Brush, Large"),
    ("B", "Main phrase first; 2 % fewer searches.", "Corvella Heavy Duty Garlic Press, Stainless Steel Mincer"),
    ("C", "Shortest title; 4 % fewer searches.", "Corvella Garlic Press, Stainless Steel"),
)
HIGHLIGHTS = "Heavy duty garlic crusher, rust proof, easy clean, cleaning brush, long handle"
BULLETS = (
    "Sturdy build: Stainless steel tool that stays rust proof",
    "Easy on the hands: Long handle needs little force",
    "Quick to clean: Easy clean chamber; cleaning brush in the set",
    "Professional results: Squeezer and presser for large cloves",
    "A gift for cooks: Small enough for every kitchen",
)
TERMS = "mincers presser squeezer duty heavy arthritis kitchen utensil"
