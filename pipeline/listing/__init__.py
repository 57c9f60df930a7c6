"""The listing: its rules, its coverage, better copy for it, and the comparison of both."""
