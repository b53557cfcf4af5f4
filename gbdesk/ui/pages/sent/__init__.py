"""The page of packages sent: where each is, written again, answered by the hub."""
