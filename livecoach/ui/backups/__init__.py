"""The backups of a programme, and what protects it on this computer."""
