"""One file a format: a neutral document in, bytes out."""
