"""What is known of words in general: tables made from public word lists, and hand-written lists of common words."""
