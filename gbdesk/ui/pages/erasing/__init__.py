"""The page on which a text is erased everywhere."""
