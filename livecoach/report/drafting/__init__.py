"""The draft of an observation summary, from the record and by rules."""
