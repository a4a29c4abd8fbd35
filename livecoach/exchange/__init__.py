"""Foreign formats in and out, one file each; bytes and rows only, no vault and no screen."""
