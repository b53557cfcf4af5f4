"""The page of the narrative parts of a report."""
