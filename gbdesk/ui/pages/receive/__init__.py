"""The import centre: packages checked, shown, taken in."""
