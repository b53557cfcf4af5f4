"""Removable drives and safe file writing with read-back."""
