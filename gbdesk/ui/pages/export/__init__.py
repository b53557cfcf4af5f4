"""The page that makes a package: what goes out, who approves, where to, written and read back."""
