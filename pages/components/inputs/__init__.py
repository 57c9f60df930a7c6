"""The New analysis page: its form, the files that are handed in, and what is said of them at once."""
