"""Erase a person, a session or the programme for good, after saying all that this means."""
