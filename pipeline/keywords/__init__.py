"""What each keyword is to the product: category, intent, root, variants, opportunity, priority."""

from pipeline.keywords.categoriser import categorise
from pipeline.keywords.context import Categorisation, Context
from pipeline.keywords.edits import user_words

__all__ = ["Categorisation", "Context", "categorise", "user_words"]
