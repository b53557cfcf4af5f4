"""The page on which a unit prints and saves its own documents."""
