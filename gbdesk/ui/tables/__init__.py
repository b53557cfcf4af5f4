"""Tables that hold ids and fetch rows when they are shown."""
