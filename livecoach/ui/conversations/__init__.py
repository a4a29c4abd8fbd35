"""Conversations beside the meetings: one-to-one diagnosis, pairs, and the agreement."""
