"""The page of the plan's tasks."""
