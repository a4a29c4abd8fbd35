"""The coach's own choices: kept in a small file, changed on one page."""
