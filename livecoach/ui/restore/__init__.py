"""Go back to a backup: what it holds beside what is there now, and where it goes."""
