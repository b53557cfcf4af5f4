"""Documents: one description, written as Word, PDF and Excel."""
