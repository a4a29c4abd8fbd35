"""One person in a record: how they are written, which rows are about them, and what those say."""
