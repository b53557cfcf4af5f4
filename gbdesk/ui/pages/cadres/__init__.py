"""The page of women cadres."""
