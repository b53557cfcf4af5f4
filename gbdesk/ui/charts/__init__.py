"""Charts drawn by hand: on the screen in the colours of the theme, as a picture on white."""
