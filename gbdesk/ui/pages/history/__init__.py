"""The page of what was taken in and what was refused."""
