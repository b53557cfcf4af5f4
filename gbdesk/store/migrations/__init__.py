"""Steps from older files to the newest tables."""
