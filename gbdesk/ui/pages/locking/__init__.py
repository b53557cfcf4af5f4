"""The page of the locked period."""
