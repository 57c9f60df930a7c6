"""Turns keyword files and a product into a result. Pure: bytes in, result out; no network, clock or randomness."""
