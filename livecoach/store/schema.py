"""Lay down the vault's first tables: one a kind of row, the journal, and the full-text index."""

from __future__ import annotations

_BELONGS = "DEFERRABLE INITIALLY DEFERRED"  # an undo may put a child back before its parent


def _to(table: str) -> str:
    return f'REFERENCES "{table}"("uid") {_BELONGS}'


def _one_of(column: str, *words: str) -> str:
    """Return a CHECK; with IN, each insertion would build a table in memory to look it up in."""
    told = " OR ".join(f"\"{column}\" = '{word}'" for word in words)
    return f"CHECK ({told})"


_YES_NO = "CHECK ({0} IN (0, 1))"

ROWS = f"""
CREATE TABLE "engagement" (
  "uid" TEXT PRIMARY KEY NOT NULL, "name" TEXT NOT NULL, "purpose" TEXT NOT NULL,
  "starts_on" TEXT NOT NULL, "ends_on" TEXT NOT NULL, "agreement_text" TEXT NOT NULL,
  "agreed_on" TEXT NOT NULL, "sharing" TEXT NOT NULL, "retain_until" TEXT NOT NULL,
  "example" INTEGER NOT NULL {_YES_NO.format("example")}
) STRICT;
CREATE TABLE "organisation" (
  "uid" TEXT PRIMARY KEY NOT NULL, "name" TEXT NOT NULL, "place" INTEGER NOT NULL
) STRICT;
CREATE TABLE "post" (
  "uid" TEXT PRIMARY KEY NOT NULL, "organisation" TEXT NOT NULL {_to("organisation")},
  "role_kind" TEXT NOT NULL, "title" TEXT NOT NULL, "person" TEXT NOT NULL,
  "place" INTEGER NOT NULL
) STRICT;
CREATE TABLE "session" (
  "uid" TEXT PRIMARY KEY NOT NULL,
  "kind" TEXT NOT NULL {_one_of("kind", "one_to_one", "team", "live", "pair")},
  "title" TEXT NOT NULL,
  "state" TEXT NOT NULL {_one_of("state", "planned", "live", "ended", "skipped")},
  "planned_at" TEXT NOT NULL, "planned_min" INTEGER NOT NULL CHECK ("planned_min" >= 0),
  "started_at" TEXT NOT NULL, "ended_at" TEXT NOT NULL, "zone" TEXT NOT NULL,
  "location" TEXT NOT NULL, "example" INTEGER NOT NULL {_YES_NO.format("example")}
) STRICT;
CREATE TABLE "seat" (
  "uid" TEXT PRIMARY KEY NOT NULL, "session" TEXT NOT NULL {_to("session")},
  "label" TEXT NOT NULL, "organisation" TEXT NOT NULL, "role_kind" TEXT NOT NULL,
  "post" TEXT {_to("post")},
  "attendance" TEXT NOT NULL {_one_of("attendance", "member", "deputy", "guest")},
  "place" INTEGER NOT NULL, "key" TEXT NOT NULL,
  "present_from_ms" INTEGER CHECK ("present_from_ms" >= 0),
  "present_to_ms" INTEGER CHECK ("present_to_ms" >= coalesce("present_from_ms", 0))
) STRICT;
CREATE INDEX "seat_of_session" ON "seat"("session");
CREATE INDEX "seat_of_post" ON "seat"("post") WHERE "post" IS NOT NULL;
CREATE TABLE "agenda_item" (
  "uid" TEXT PRIMARY KEY NOT NULL, "session" TEXT NOT NULL {_to("session")},
  "title" TEXT NOT NULL, "place" INTEGER NOT NULL,
  "planned_min" INTEGER CHECK ("planned_min" >= 0),
  "started_ms" INTEGER CHECK ("started_ms" >= 0),
  "ended_ms" INTEGER CHECK ("ended_ms" >= "started_ms")
) STRICT;
CREATE INDEX "agenda_item_of_session" ON "agenda_item"("session");
CREATE TABLE "check_out" (
  "uid" TEXT PRIMARY KEY NOT NULL, "session" TEXT NOT NULL {_to("session")},
  "seat" TEXT {_to("seat")}, "heard" INTEGER CHECK ("heard" BETWEEN 0 AND 10),
  "learned" INTEGER {_YES_NO.format("learned")}, "learned_words" TEXT NOT NULL,
  "missed_words" TEXT NOT NULL, "different_words" TEXT NOT NULL
) STRICT;
CREATE INDEX "check_out_of_session" ON "check_out"("session");
CREATE INDEX "check_out_of_seat" ON "check_out"("seat") WHERE "seat" IS NOT NULL;
CREATE TABLE "observation" (
  "uid" TEXT PRIMARY KEY NOT NULL, "session" TEXT NOT NULL {_to("session")},
  "observer" TEXT NOT NULL, "board" TEXT NOT NULL,
  "unheard_after_ms" INTEGER NOT NULL CHECK ("unheard_after_ms" >= 0),
  "length_ms" INTEGER CHECK ("length_ms" >= 0),
  "imported" INTEGER NOT NULL {_YES_NO.format("imported")}, "reflection" TEXT NOT NULL
) STRICT;
CREATE INDEX "observation_of_session" ON "observation"("session");
CREATE TABLE "turn" (
  "uid" TEXT PRIMARY KEY NOT NULL, "observation" TEXT NOT NULL {_to("observation")},
  "start_ms" INTEGER NOT NULL CHECK ("start_ms" >= 0),
  "end_ms" INTEGER CHECK ("end_ms" >= "start_ms"), "seat" TEXT {_to("seat")},
  "by_coach" INTEGER NOT NULL {_YES_NO.format("by_coach")},
  CHECK (NOT ("by_coach" AND "seat" IS NOT NULL))
) STRICT;
CREATE INDEX "turn_of_observation" ON "turn"("observation");
CREATE UNIQUE INDEX "one_open_turn" ON "turn"("observation") WHERE "end_ms" IS NULL;
CREATE INDEX "turn_of_seat" ON "turn"("seat") WHERE "seat" IS NOT NULL;
CREATE TABLE "break" (
  "uid" TEXT PRIMARY KEY NOT NULL, "observation" TEXT NOT NULL {_to("observation")},
  "start_ms" INTEGER NOT NULL CHECK ("start_ms" >= 0),
  "end_ms" INTEGER CHECK ("end_ms" >= "start_ms")
) STRICT;
CREATE INDEX "break_of_observation" ON "break"("observation");
CREATE UNIQUE INDEX "one_open_break" ON "break"("observation") WHERE "end_ms" IS NULL;
CREATE TABLE "clock_anchor" (
  "uid" TEXT PRIMARY KEY NOT NULL, "observation" TEXT NOT NULL {_to("observation")},
  "offset_ms" INTEGER NOT NULL CHECK ("offset_ms" >= 0), "boot_id" TEXT NOT NULL,
  "boot_ms" INTEGER NOT NULL, "wall_utc_ms" INTEGER NOT NULL, "utc_offset_min" INTEGER NOT NULL
) STRICT;
CREATE INDEX "clock_anchor_of_observation" ON "clock_anchor"("observation");
CREATE TABLE "clock_event" (
  "uid" TEXT PRIMARY KEY NOT NULL, "observation" TEXT NOT NULL {_to("observation")},
  "offset_ms" INTEGER NOT NULL CHECK ("offset_ms" >= 0),
  "kind" TEXT NOT NULL {_one_of("kind", "slept", "stepped", "zone", "restarted")},
  "amount_ms" INTEGER NOT NULL, "wall_utc_ms" INTEGER NOT NULL
) STRICT;
CREATE INDEX "clock_event_of_observation" ON "clock_event"("observation");
CREATE TABLE "moment" (
  "uid" TEXT PRIMARY KEY NOT NULL, "observation" TEXT NOT NULL {_to("observation")},
  "seq" INTEGER NOT NULL CHECK ("seq" >= 0),
  "offset_ms" INTEGER NOT NULL CHECK ("offset_ms" >= 0),
  "pressed_ms" INTEGER NOT NULL CHECK ("pressed_ms" >= 0), "wall_utc_ms" INTEGER,
  "tag" TEXT, "seat" TEXT {_to("seat")},
  "by_coach" INTEGER NOT NULL {_YES_NO.format("by_coach")}, "addressee" TEXT {_to("seat")},
  "to_all" INTEGER NOT NULL {_YES_NO.format("to_all")}, "lens" TEXT, "words" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "source" TEXT NOT NULL {_one_of("source", "live", "back-dated", "imported")},
  "duration_ms" INTEGER CHECK ("duration_ms" >= 0), "ref" TEXT NOT NULL,
  "coach_action" TEXT NOT NULL, "imported_note" TEXT NOT NULL,
  CHECK (NOT ("by_coach" AND "seat" IS NOT NULL)),
  CHECK (NOT ("to_all" AND "addressee" IS NOT NULL))
) STRICT;
CREATE INDEX "moment_of_observation" ON "moment"("observation");
CREATE INDEX "moment_of_seat" ON "moment"("seat") WHERE "seat" IS NOT NULL;
CREATE INDEX "moment_to_seat" ON "moment"("addressee") WHERE "addressee" IS NOT NULL;
CREATE TABLE "decision" (
  "uid" TEXT PRIMARY KEY NOT NULL, "observation" TEXT NOT NULL {_to("observation")},
  "moment" TEXT NOT NULL UNIQUE {_to("moment")},
  "choice" TEXT NOT NULL {_one_of("choice", "let_run", "interject")},
  "action" TEXT NOT NULL, "level" TEXT NOT NULL, "noticed" TEXT {_to("moment")},
  "reason" TEXT NOT NULL, "response" TEXT NOT NULL, "verdict" TEXT NOT NULL
) STRICT;
CREATE INDEX "decision_of_observation" ON "decision"("observation");
CREATE INDEX "decision_noticed" ON "decision"("noticed") WHERE "noticed" IS NOT NULL;
CREATE TABLE "link" (
  "uid" TEXT PRIMARY KEY NOT NULL, "observation" TEXT NOT NULL {_to("observation")},
  "later" TEXT NOT NULL {_to("moment")}, "earlier" TEXT NOT NULL {_to("moment")},
  "kind" TEXT NOT NULL
    {_one_of("kind", "takes_up", "restates", "credits", "answers", "follows")},
  CHECK ("later" <> "earlier")
) STRICT;
CREATE INDEX "link_of_observation" ON "link"("observation");
CREATE INDEX "link_later" ON "link"("later");
CREATE INDEX "link_earlier" ON "link"("earlier");
CREATE TABLE "remark" (
  "uid" TEXT PRIMARY KEY NOT NULL, "observation" TEXT NOT NULL {_to("observation")},
  "moment" TEXT {_to("moment")},
  "kind" TEXT NOT NULL {_one_of("kind", "correction", "dispute", "reflection")},
  "text" TEXT NOT NULL, "written_at" TEXT NOT NULL
) STRICT;
CREATE INDEX "remark_of_observation" ON "remark"("observation");
CREATE INDEX "remark_of_moment" ON "remark"("moment") WHERE "moment" IS NOT NULL;
"""

JOURNAL = f"""
CREATE TABLE "journal" (
  "seq" INTEGER PRIMARY KEY, "uid" TEXT NOT NULL UNIQUE, "scope" TEXT NOT NULL,
  "act" TEXT NOT NULL {_one_of("act", "do", "undo", "redo", "note")}, "of" TEXT NOT NULL,
  "label" TEXT NOT NULL, "at_utc_ms" INTEGER NOT NULL, "changes" TEXT NOT NULL
) STRICT;
CREATE INDEX "journal_of_scope" ON "journal"("scope", "seq");
CREATE TABLE "meta" ("name" TEXT PRIMARY KEY NOT NULL, "value" TEXT NOT NULL) STRICT;
CREATE TABLE "tally" (
  "observation" TEXT PRIMARY KEY NOT NULL, "moments" INTEGER NOT NULL, "turns" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

JOURNAL_IN_ORDER = f"""
CREATE TABLE "before" AS SELECT * FROM "journal" ORDER BY "seq";
DROP TABLE "journal";
CREATE TABLE "journal" (
  "seq" INTEGER PRIMARY KEY, "uid" TEXT NOT NULL, "scope" TEXT NOT NULL,
  "act" TEXT NOT NULL {_one_of("act", "do", "undo", "redo", "note")}, "of" TEXT NOT NULL,
  "label" TEXT NOT NULL, "at_utc_ms" INTEGER NOT NULL, "changes" TEXT NOT NULL
) STRICT;
INSERT INTO "journal" SELECT * FROM "before" ORDER BY "seq";
DROP TABLE "before";
CREATE INDEX "journal_of_scope" ON "journal"("scope", "seq");
"""

# What is searched, by table: the words of its row, and the row they stand under.
SEARCHED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("engagement", ("name", "purpose", "agreement_text", "sharing"), "''"),
    ("organisation", ("name",), "''"),
    ("post", ("title", "person"), "''"),
    ("session", ("title", "location"), "NEW.uid"),
    ("agenda_item", ("title",), "NEW.session"),
    ("check_out", ("learned_words", "missed_words", "different_words"), "NEW.session"),
    ("observation", ("observer", "reflection"), "NEW.session"),
    ("moment", ("words", "note", "imported_note"), "NEW.observation"),
    ("remark", ("text",), "NEW.observation"),
)

FULL_TEXT = """
CREATE TABLE "phrase" (
  "id" INTEGER PRIMARY KEY, "kind" TEXT NOT NULL, "uid" TEXT NOT NULL, "under" TEXT NOT NULL,
  "body" TEXT NOT NULL, UNIQUE ("kind", "uid")
) STRICT;
CREATE VIRTUAL TABLE "phrase_index" USING fts5(
  "body", content='phrase', content_rowid='id', tokenize='unicode61 remove_diacritics 2',
  prefix='1 2 3 4'
);
INSERT INTO "phrase_index"("phrase_index", "rank") VALUES ('secure-delete', 1);
CREATE TRIGGER "phrase_in" AFTER INSERT ON "phrase" BEGIN
  INSERT INTO "phrase_index"(rowid, "body") VALUES (NEW.id, NEW.body);
END;
CREATE TRIGGER "phrase_out" AFTER DELETE ON "phrase" BEGIN
  INSERT INTO "phrase_index"("phrase_index", rowid, "body") VALUES ('delete', OLD.id, OLD.body);
END;
"""


def tally_triggers() -> str:
    """Return the triggers that keep each observation's counts of moments and turns."""
    parts = []
    for table, column in (("moment", "moments"), ("turn", "turns")):
        first = "1, 0" if column == "moments" else "0, 1"
        parts.append(f"""
CREATE TRIGGER "{table}_counted" AFTER INSERT ON "{table}" BEGIN
  INSERT INTO "tally" VALUES (NEW.observation, {first})
    ON CONFLICT ("observation") DO UPDATE SET "{column}" = "{column}" + 1;
END;
CREATE TRIGGER "{table}_uncounted" AFTER DELETE ON "{table}" BEGIN
  UPDATE "tally" SET "{column}" = "{column}" - 1 WHERE "observation" = OLD.observation;
END;""")
    parts.append("""
CREATE TRIGGER "observation_uncounted" AFTER DELETE ON "observation" BEGIN
  DELETE FROM "tally" WHERE "observation" = OLD.uid;
END;""")
    return "".join(parts)


def searching(table: str, columns: tuple[str, ...], under: str) -> str:
    """Return the triggers that keep the full text in step with one table's words."""
    body = " || char(10) || ".join(f'NEW."{name}"' for name in columns)
    wordy = " OR ".join(f"NEW.\"{name}\" <> ''" for name in columns)
    moved = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns)
    put = f"""INSERT INTO "phrase"("kind", "uid", "under", "body")
    SELECT '{table}', NEW.uid, {under}, {body} WHERE {wordy};"""
    take = f"""DELETE FROM "phrase" WHERE "kind" = '{table}' AND "uid" = OLD.uid;"""
    return f"""
CREATE TRIGGER "{table}_read_in" AFTER INSERT ON "{table}" WHEN {wordy} BEGIN
  {put}
END;
CREATE TRIGGER "{table}_read_again" AFTER UPDATE ON "{table}" WHEN {moved} BEGIN
  {take}
  {put}
END;
CREATE TRIGGER "{table}_read_out" AFTER DELETE ON "{table}" BEGIN
  {take}
END;"""


def search_triggers() -> str:
    """Return the triggers that keep the full text in step with the rows it comes from."""
    return "".join(searching(*entry) for entry in SEARCHED)


def statements() -> str:
    """Return the whole first schema as SQL."""
    return ROWS + JOURNAL + tally_triggers() + FULL_TEXT + search_triggers()
