"""The page of consolidated figures."""
