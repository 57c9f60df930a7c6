"""What each keyword is to the product: category, intent, root, variants, opportunity, priority."""

from pipeline.keywords.categoriser import categorise
from pipeline.keywords.context import Categorisation, Context

__all__ = ["Categorisation", "Context", "categorise"]
