"""Choose a board of tags, and change one of your own."""
