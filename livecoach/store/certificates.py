"""Keep the certificate of each purge; it holds no content and no name, and is never erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from livecoach.core.certificate import Certificate, as_dict, from_dict

if TYPE_CHECKING:
    from sqlite_utils import Database


def keep(db: Database, certificate: Certificate, at_utc_ms: int) -> None:
    """Keep a certificate."""
    with db.atomic():
        db.execute(
            'INSERT INTO "certificate"("at_utc_ms", "facts") VALUES (?, ?)',
            [at_utc_ms, json.dumps(as_dict(certificate))],
        )


def certificates(db: Database) -> list[Certificate]:
    """Return every certificate, the newest first."""
    found = db.execute('SELECT "facts" FROM "certificate" ORDER BY "seq" DESC')
    return [from_dict(json.loads(facts)) for (facts,) in found]
