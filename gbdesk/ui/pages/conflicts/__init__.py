"""The page of open differences."""
