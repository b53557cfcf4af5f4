"""The page of backups: made, checked, looked into, brought back."""
