"""Forms as data and editors."""
