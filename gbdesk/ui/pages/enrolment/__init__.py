"""The page where offices are made known to the hub."""
