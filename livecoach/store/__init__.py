"""Keep records in an encrypted vault; the only room that knows SQL and the vault's files."""
