"""Lists of units and communes, edited line by line, pasted from Excel."""
