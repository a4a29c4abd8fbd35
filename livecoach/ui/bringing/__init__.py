"""Read a session in from a log kept elsewhere, or from a record written before."""
