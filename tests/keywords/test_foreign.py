"""Foreign is what the store does not speak: Spanish in the US, English in Mexico; loan words are at home."""

from __future__ import annotations

import pytest

from pipeline.model import Category
from tests.keywords.made_lists import verdicts

TITLES = {
    "US": "Garlix Garlic Press, Stainless Steel Garlic Mincer",
    "MX": "Prensa de Ajo de Acero Inoxidable, Triturador de Ajo con Mango Suave",
    "ES": "Prensa de Ajo de Acero Inoxidable, Triturador de Ajo con Mango Suave",
    "DE": "Knoblauchpresse aus Edelstahl, Presse für Knoblauch und Ingwer",
}


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("US", "prensa de ajo"),
        ("US", "triturador de ajo"),
        ("US", "presse ail inox"),
        ("US", "spremiaglio acciaio"),
        ("US", "maquillaje para mujer"),
        ("US", "فواكه مجففه"),
        ("US", "尿布台"),
        ("MX", "garlic press"),
        ("MX", "stainless steel garlic crusher"),
        ("MX", "dog bed for large dogs"),
        ("ES", "garlic crusher with handle"),
        ("DE", "stainless steel garlic press"),
        ("DE", "prensa de ajo"),
        ("DE", "water bottle for kids"),
    ],
)
def test_foreign_phrases_are_found(code: str, phrase: str) -> None:
    verdict = verdicts([phrase], title=TITLES[code], code=code)[phrase]
    assert verdict.category == Category.FOREIGN
    assert verdict.reason.startswith("Not in the store's language: “")


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("US", "matcha garlic"),
        ("US", "boba straws"),
        ("US", "garlic press for kitchen"),
        ("US", "salsa bowl"),
        ("US", "jalapeno slicer"),
        ("MX", "prensa de ajo"),
        ("MX", "smart tv"),
        ("ES", "ajo en polvo"),
        ("DE", "knoblauchpresse edelstahl"),
        ("DE", "smartphone hülle"),
        ("DE", "fitness tracker"),
    ],
)
def test_native_phrases_and_loan_words_are_not(code: str, phrase: str) -> None:
    assert verdicts([phrase], title=TITLES[code], code=code)[phrase].category != Category.FOREIGN


def test_the_reason_names_the_language() -> None:
    assert "is Spanish" in verdicts(["prensa de ajo"], title=TITLES["US"])["prensa de ajo"].reason
    assert "is English" in verdicts(["garlic press"], title=TITLES["MX"], code="MX")["garlic press"].reason


def test_words_of_the_own_listing_are_never_foreign() -> None:
    found = verdicts(["yoga mat"], title="Yoga Mat Antideslizante, Esterilla de Yoga", code="ES")
    assert found["yoga mat"].category != Category.FOREIGN
