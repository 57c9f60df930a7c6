"""The Help page: its topics, written from the code's own constants."""
