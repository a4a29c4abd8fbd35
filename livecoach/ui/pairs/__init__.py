"""The pairs of posts worked with, and the one to offer next."""
