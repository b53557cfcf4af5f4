"""The parts around a page: navigation, title line, status line, notices, search, help."""
