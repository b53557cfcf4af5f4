"""The page of who has reported."""
