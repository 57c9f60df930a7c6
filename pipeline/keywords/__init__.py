"""What each keyword is to the product: category, intent, root, variants, opportunity, priority."""

from pipeline.keywords.categoriser import categorise
from pipeline.keywords.context import Categorisation, Context
from pipeline.keywords.curation import Change, Curation
from pipeline.keywords.decisions import decided, in_force
from pipeline.keywords.edits import user_words
from pipeline.keywords.word_groups import WordGroup, word_groups

__all__ = [
    "Categorisation",
    "Change",
    "Context",
    "Curation",
    "WordGroup",
    "categorise",
    "decided",
    "in_force",
    "user_words",
    "word_groups",
]
