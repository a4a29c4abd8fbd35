"""Tables of data for one audience, at the same level of masking as its document."""
