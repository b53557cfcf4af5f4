"""The page of the consolidated report."""
