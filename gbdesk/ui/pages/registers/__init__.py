"""Registers: models and trusted addresses, committees, documents, products."""
