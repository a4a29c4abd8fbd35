"""Lay down the table of the rows a person may read with the others in them, and why."""

from __future__ import annotations

STATEMENT = """
CREATE TABLE "unmasking" (
  "post" TEXT NOT NULL, "kind" TEXT NOT NULL, "row" TEXT NOT NULL,
  "ground" TEXT NOT NULL CHECK ("ground" IN ('agreed', 'known', 'reasonable')),
  "reason" TEXT NOT NULL CHECK ("reason" <> ''), "on_date" TEXT NOT NULL,
  PRIMARY KEY ("post", "kind", "row")
) STRICT
"""
