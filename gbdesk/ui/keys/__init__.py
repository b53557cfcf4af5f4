"""Walks with keys: what will happen is said first, the password is asked, then it is done."""
