"""The rules of the practice: standard library only, no screen, no disk."""
