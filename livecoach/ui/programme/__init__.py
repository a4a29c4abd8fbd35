"""What surrounds the meeting: who is in the system, the sessions, and one session opened."""
