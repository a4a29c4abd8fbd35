"""Write what is held about a person into a folder: JSON, tagged PDF and Word; and note that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from livecoach.core.clock import Reading, local_iso
from livecoach.core.edit import Edit, insert
from livecoach.core.ids import new_uid
from livecoach.core.person.held import Held
from livecoach.core.summary import Release
from livecoach.report.audiences.disclosure import Disclosure, as_dictionary, disclosure
from livecoach.report.audiences.person import person_document
from livecoach.store import durable, processing_log
from livecoach.store.writer import Writer
from livecoach.ui.summary import release

FORMS = ("json", "pdf", "docx")


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and the edit that notes that they left."""

    paths: tuple[Path, ...]
    noted: Edit


def export(
    writer: Writer, held: Held, folder: Path, now: Reading, forms: Sequence[str] = FORMS
) -> Exported:
    """
    Write what is held, masked as it stands, into a folder, which is made where it is missing.

    Files are whole, for their owner alone, and never take another's name. The processing log
    tells the counts; the edit is to be saved by the caller. Raise OSError where the disk does
    not take them: then none is left.
    """
    when = local_iso(now.wall_utc_ms, now.utc_offset_min)
    made = disclosure(held, when[:10])
    contents = {form: _content(made, form) for form in forms}
    folder.mkdir(mode=durable.PRIVATE_FOLDER, parents=True, exist_ok=True)
    paths = _free_names(folder, f"what-is-held-{when[:10]}", forms)
    written: list[Path] = []
    try:
        for form, path in zip(forms, paths, strict=True):
            durable.write_whole(path, contents[form])
            written.append(path)
        counts = {**held.counts(), "shown in full": made.in_full, "files": len(paths)}
        writer.ask(lambda db: processing_log.write(db, "export", "person", counts))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    row = Release(
        new_uid(), None, "person", ", ".join(forms), released_at=when, recipient=made.label,
        fingerprint=release.fingerprint(contents[forms[-1]]),
    )  # fmt: skip
    return Exported(
        tuple(paths), Edit(new_uid(), "Export what is held", "", (insert(row),), "note")
    )


def _content(made: Disclosure, form: str) -> bytes:
    if form == "json":
        return json.dumps(as_dictionary(made), ensure_ascii=False, indent=1).encode()
    return release.written(person_document(made), form)


def _free_names(folder: Path, stem: str, forms: Sequence[str]) -> list[Path]:
    """Return one path a form, all with a number where one of the names is taken."""
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        paths = [folder / f"{name}.{form}" for form in forms]
        if not any(path.exists() for path in paths):
            return paths
        number += 1
