"""What the page of backups has done to the vault and its folders, off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.ui.backups.table import HERE, SECOND, Row, row

if TYPE_CHECKING:
    from livecoach.store.writer import Writer


@dataclass(frozen=True, slots=True)
class There:
    """The backups there are, the second place and whether it is there, and what was set aside."""

    rows: list[Row]
    second: Path | None
    second_there: bool
    second_rows: int
    aside: list[tuple[Path, int]]  # what, and its size in bytes


def look(writer: Writer) -> There:
    """Return what there is; the backups are not read through yet."""
    from livecoach.store import automatic, backup, backup_list, header, setting_aside

    folder = writer.folder
    vault_id = header.read(folder).vault_id
    rows = [row(one, HERE, folder) for one in backup_list.listed(folder / backup.FOLDER)]
    second = writer.ask(automatic.second_place)
    copies = []
    if second is not None:
        found = backup_list.listed(automatic.folder_in(second, vault_id))
        copies = [row(one, SECOND, folder) for one in found if one.is_of(vault_id)]
    aside = [(path, _size(path)) for path in setting_aside.kept(folder)]
    there = second is not None and second.is_dir()
    return There([*rows, *copies], second, there, len(copies), aside)


def back_up(writer: Writer) -> str:
    """Make a backup here and in the second place; return what was wrong with that, or ""."""
    from livecoach.store import automatic, header

    keys = header.read(writer.folder)
    _, words = writer.ask(lambda db: automatic.take(db, writer.folder, keys, writer.key, "by-hand"))
    return words


def name_second(writer: Writer, folder: Path | None) -> str:
    """Name the second place and back up to it at once. Raise BadPlace for the vault's own."""
    from livecoach.store import automatic
    from livecoach.store.trouble import BadPlace

    if folder is not None:
        own, place = writer.folder.resolve(), folder.resolve()
        if place == own or own in place.parents:
            raise BadPlace(
                "That is within the programme’s own folder. Choose a stick, another disk or a "
                "synced folder.",
                "",
            )
        if not place.is_dir():
            raise BadPlace(f"{folder} is not there. Choose a folder that is.", "")
    writer.ask(lambda db: automatic.set_second_place(db, folder))
    return "" if folder is None else back_up(writer)


def what_it_is(writer: Writer, second: Path) -> str:
    """Return in one sentence what kind of place the second place is."""
    from livecoach.store import places

    service = places.synced_by(second)
    if service:
        return f"{service} keeps it in step with other places; it sees encrypted files alone."
    if places.on_network(second):
        return "It is on a network; what is there is encrypted."
    try:
        same = second.stat().st_dev == writer.folder.stat().st_dev
    except OSError:
        return ""
    if same:
        return (
            "It is on the same disk as the programme: it helps when a file is damaged, and not "
            "when the disk fails or the computer is lost."
        )
    return ""


def delete(path: Path) -> None:
    """Delete a damaged backup file."""
    path.unlink(missing_ok=True)


def delete_aside(writer: Writer, path: Path) -> None:
    """Delete something that was set aside by a restore."""
    from livecoach.store import setting_aside

    setting_aside.delete(writer.folder, path)


def _size(path: Path) -> int:
    inside = path.rglob("*") if path.is_dir() else [path]
    found = 0
    for one in inside:
        try:
            found += one.stat().st_size if one.is_file() else 0
        except OSError:
            continue
    return found
