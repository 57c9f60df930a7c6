"""The Listing tab: today's text, the proposals, the keyword bank and what breaks a rule."""
