"""What is true without a computer: values, rules and folds."""
