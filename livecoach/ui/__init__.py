"""The only room that knows widgets."""
