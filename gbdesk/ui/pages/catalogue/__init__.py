"""The page of the catalogue: units, communes, names, and the next release."""
