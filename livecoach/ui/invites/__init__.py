"""Plan a session from a calendar invite."""
