"""Pieces that pages share, one concept a file."""
