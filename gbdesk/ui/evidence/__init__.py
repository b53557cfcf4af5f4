"""Attached files on the screen: the list under a form, the view of one, what is done with them."""
