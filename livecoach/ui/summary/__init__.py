"""The summary page: who is it for, what may leave, the page as they will read it."""
