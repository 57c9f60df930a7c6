"""The Compare page: two results beside each other."""
