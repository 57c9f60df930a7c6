"""What a word can be in general, product or no product: the bits that the lexicons give it.

Plain integers, because tens of thousands of words are tested against them.
"""

from __future__ import annotations

from typing import Final

STOP: Final = 1 << 0
PREPOSITION: Final = 1 << 1
COLOUR: Final = 1 << 2
MATERIAL: Final = 1 << 3
SIZE: Final = 1 << 4
PACK: Final = 1 << 5
SHAPE: Final = 1 << 6
PATTERN: Final = 1 << 7
FEATURE: Final = 1 << 8
MEASURE: Final = 1 << 9  # a number, alone or with its unit
NEUTRAL: Final = 1 << 10
AUDIENCE: Final = 1 << 11
OCCASION: Final = 1 << 12
SHOP: Final = 1 << 13
RETAILER: Final = 1 << 14
GENERIC: Final = 1 << 15
INFO: Final = 1 << 16
FORM: Final = 1 << 17
ACCESSORY: Final = 1 << 18
BRAND: Final = 1 << 19
CHARACTER: Final = 1 << 20
NATIONALITY: Final = 1 << 21
STATE: Final = 1 << 22
NUMBER: Final = 1 << 23
UNIT: Final = 1 << 24  # only behind a number
PLACE: Final = 1 << 25
SECOND_HALF: Final = 1 << 26  # latex *free*, splash *proof*
DEPARTMENT: Final = 1 << 27
CONJUNCTION: Final = 1 << 28
FOOD: Final = 1 << 29
WHOSE: Final = 1 << 30  # whom the product's own name says it is for: part of the name, never its head
KIND_NOUN: Final = 1 << 31  # broad alone, one kind of product behind a word that says which: sewing *machine*

ATTRIBUTE: Final = COLOUR | MATERIAL | SIZE | PACK | SHAPE | PATTERN | FEATURE | MEASURE
"""Words that make a variant of a product."""

BROAD: Final = OCCASION | SHOP | GENERIC
"""Words that make a phrase fit countless products."""

NO_HEAD: Final = STOP | ATTRIBUTE | NEUTRAL | SHOP | AUDIENCE | WHOSE | RETAILER | BRAND | CHARACTER
"""Words that do not name what a phrase is about."""

EVERYDAY: Final = ATTRIBUTE | BROAD | NEUTRAL | AUDIENCE | RETAILER | INFO | FORM | ACCESSORY | STATE | PLACE
"""Words of a general lexicon: no name of a product and no brand by themselves."""

NAMED: Final = BRAND | CHARACTER | RETAILER
"""Names that others own."""

KEPT_BY_PRODUCT: Final = STOP | PREPOSITION | CONJUNCTION | FORM | STATE | NUMBER | PLACE | FOOD
"""What stays of the traits of a word that belongs to the product's own name."""
