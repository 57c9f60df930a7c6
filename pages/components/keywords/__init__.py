"""The Keywords tab: views, filters, the table, the map, the evidence of a phrase, and what is decided."""
