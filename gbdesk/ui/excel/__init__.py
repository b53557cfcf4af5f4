"""Taking tables out of Excel: chosen, its columns said, looked at, then recorded."""
