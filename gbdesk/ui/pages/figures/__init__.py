"""The page of domestic-violence figures."""
