"""Jobs that survive: kept on disk, run in the background, found again by their id."""
