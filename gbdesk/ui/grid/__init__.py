"""The grid of figures: places down, indicators across, worked by keys as in a spreadsheet."""
