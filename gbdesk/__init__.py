"""gbdesk: offline desk for gender-equality work and domestic-violence statistics."""

__version__ = "0.1.0"
