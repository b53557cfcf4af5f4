"""The first page: what is to be done, for an office and for the hub."""
