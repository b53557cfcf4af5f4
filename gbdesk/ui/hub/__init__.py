"""Parts that the pages of the hub share."""
