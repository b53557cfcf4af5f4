"""The page of people and of the audit."""
