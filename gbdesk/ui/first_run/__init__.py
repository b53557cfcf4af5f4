"""The first run: one question a page, back at any time, to be left and taken up again."""
