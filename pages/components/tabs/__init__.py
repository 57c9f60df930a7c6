"""The other tabs of a result, one a file, with the cards of their own."""
