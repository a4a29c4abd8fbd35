"""What each command does: a few lines into the rooms below."""
