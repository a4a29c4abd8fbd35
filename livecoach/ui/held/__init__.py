"""What is held about a person: every row, who is masked in it, and giving it to them."""
