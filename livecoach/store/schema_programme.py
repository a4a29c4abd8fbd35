"""Lay down the tables of summaries, releases and the twelve months round the meetings."""

from __future__ import annotations

from livecoach.store.schema import searching

_BELONGS = "DEFERRABLE INITIALLY DEFERRED"


def _to(table: str) -> str:
    return f'REFERENCES "{table}"("uid") {_BELONGS}'


def _score(name: str) -> str:
    return f'"{name}" INTEGER CHECK ("{name}" BETWEEN 0 AND 10)'


ROWS = f"""
CREATE TABLE "summary_piece" (
  "uid" TEXT PRIMARY KEY NOT NULL, "session" TEXT NOT NULL {_to("session")},
  "key" TEXT NOT NULL, "section" TEXT NOT NULL, "text" TEXT NOT NULL, "place" INTEGER,
  "state" TEXT NOT NULL CHECK ("state" IN ('kept', 'dropped', 'added')),
  "released" INTEGER NOT NULL CHECK ("released" IN (0, 1)), UNIQUE ("session", "key")
) STRICT;
CREATE TABLE "release" (
  "uid" TEXT PRIMARY KEY NOT NULL, "session" TEXT {_to("session")},
  "audience" TEXT NOT NULL
    CHECK ("audience" IN ('coach', 'group', 'supervision', 'sponsor', 'person')),
  "form" TEXT NOT NULL, "shown_on" TEXT NOT NULL, "agreed_on" TEXT NOT NULL,
  "released_at" TEXT NOT NULL, "recipient" TEXT NOT NULL, "fingerprint" TEXT NOT NULL
) STRICT;
CREATE INDEX "release_of_session" ON "release"("session");
CREATE TABLE "rhythm" (
  "uid" TEXT PRIMARY KEY NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('one_to_one', 'team', 'live', 'pair')),
  "starts_on" TEXT NOT NULL, "ends_on" TEXT NOT NULL,
  "every_days" INTEGER NOT NULL CHECK ("every_days" > 0)
) STRICT;
CREATE TABLE "agreement" (
  "uid" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL CHECK ("version" > 0),
  "agreed_on" TEXT NOT NULL, "parties" TEXT NOT NULL, "logged" TEXT NOT NULL,
  "sharing" TEXT NOT NULL, "retention" TEXT NOT NULL, "text" TEXT NOT NULL,
  "moment" TEXT {_to("moment")}
) STRICT;
CREATE INDEX "agreement_of_moment" ON "agreement"("moment") WHERE "moment" IS NOT NULL;
CREATE TABLE "theme" (
  "uid" TEXT PRIMARY KEY NOT NULL, "name" TEXT NOT NULL, "place" INTEGER NOT NULL
) STRICT;
CREATE TABLE "diagnosis" (
  "uid" TEXT PRIMARY KEY NOT NULL, "session" TEXT NOT NULL {_to("session")},
  "prompt" TEXT NOT NULL, "text" TEXT NOT NULL, "theme" TEXT {_to("theme")},
  "may_be_used" TEXT NOT NULL CHECK ("may_be_used" IN ('nothing', 'theme', 'attributed')),
  "place" INTEGER NOT NULL
) STRICT;
CREATE INDEX "diagnosis_of_session" ON "diagnosis"("session");
CREATE INDEX "diagnosis_of_theme" ON "diagnosis"("theme") WHERE "theme" IS NOT NULL;
CREATE TABLE "pair" (
  "uid" TEXT PRIMARY KEY NOT NULL, "post_a" TEXT NOT NULL {_to("post")},
  "post_b" TEXT NOT NULL {_to("post")},
  "state" TEXT NOT NULL
    CHECK ("state" IN ('none', 'planned', 'offered', 'held', 'declined', 'not_needed')),
  "on_date" TEXT NOT NULL, "session" TEXT {_to("session")},
  "matters" INTEGER NOT NULL CHECK ("matters" IN (0, 1)),
  CHECK ("post_a" < "post_b"), UNIQUE ("post_a", "post_b")
) STRICT;
CREATE INDEX "pair_of_post_b" ON "pair"("post_b");
CREATE INDEX "pair_of_session" ON "pair"("session") WHERE "session" IS NOT NULL;
CREATE TABLE "pair_note" (
  "uid" TEXT PRIMARY KEY NOT NULL, "session" TEXT NOT NULL UNIQUE {_to("session")},
  "purpose" TEXT NOT NULL, "shifted" TEXT NOT NULL, "first_will_try" TEXT NOT NULL,
  "second_will_try" TEXT NOT NULL
) STRICT;
CREATE TABLE "pulse" (
  "uid" TEXT PRIMARY KEY NOT NULL, "on_date" TEXT NOT NULL, {_score("can_say")},
  {_score("disagree_well")}, {_score("do_as_said")}, {_score("know_pressures")},
  {_score("as_a_patient")}
) STRICT;
"""

SEARCHED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("summary_piece", ("text",), "NEW.session"),
    ("agreement", ("parties", "logged", "sharing", "retention", "text"), "''"),
    ("theme", ("name",), "''"),
    ("diagnosis", ("prompt", "text"), "NEW.session"),
    ("pair_note", ("purpose", "shifted", "first_will_try", "second_will_try"), "NEW.session"),
)


def statements() -> str:
    """Return this step of the schema as SQL."""
    return ROWS + "".join(searching(*entry) for entry in SEARCHED)
