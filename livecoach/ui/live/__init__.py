"""The live window: the coach in the room, tagging with one key or two."""
