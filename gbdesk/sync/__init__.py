"""Packages: bytes to values and back, without touching the workspace."""
