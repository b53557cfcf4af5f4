"""The page of cultural products with gender stereotypes."""
