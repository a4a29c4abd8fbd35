"""The few widgets every page is made of, drawn in the tokens."""
