"""One session after the meeting: its timeline, its moments, and everything about them editable."""
