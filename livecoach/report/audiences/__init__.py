"""One document type an audience; what it may not see, its type has no field for."""
