"""What the pages of an office have in common beside the forms and tables."""
