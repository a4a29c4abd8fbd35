"""What a coach sets up before a meeting, as typed text in and one undoable edit out."""
