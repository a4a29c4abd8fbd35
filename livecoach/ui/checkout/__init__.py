"""The check-out: passed round the table, one question a screen, nobody sees another's answer."""
