from __future__ import annotations

from functools import partial
from pathlib import Path

from livecoach.store import automatic, backup, backup_list, header
from tests.store.vaults import made, meeting, writing


def three(folder: Path) -> list[Path]:
    key, about = made(folder), meeting()
    found = []
    with writing(folder, key) as writer:
        writer.save(about.begins())
        for why in ("session-ended", "day", "by-hand"):
            target, keys = backup.next_name(folder / backup.FOLDER, why), header.read(folder)
            writer.ask(partial(backup.make, keys=keys, key=key, target=target))
            found.append(target)
    return found


def test_every_backup_is_listed_with_its_reason_and_reads_back(tmp_path: Path) -> None:
    made_ = three(tmp_path)
    found = backup_list.listed(tmp_path / backup.FOLDER)
    assert {one.path for one in found} == set(made_)
    assert {one.why for one in found} == {"A session ended", "Once a day", "You asked for it"}
    ids = header.read(tmp_path).vault_id
    for one in map(backup_list.read_through, found):
        assert one.held is not None
        assert (one.trouble, one.read) == ("", True)
        assert one.size == one.path.stat().st_size
        assert one.is_of(ids)
        assert not one.is_of("another")


def test_a_damaged_backup_is_listed_with_what_is_wrong_and_not_left_out(tmp_path: Path) -> None:
    at_head, in_record, cut = three(tmp_path)
    for path, place in ((at_head, 40), (in_record, -9)):
        spoilt = bytearray(path.read_bytes())
        spoilt[place] ^= 1
        path.write_bytes(spoilt)
    cut.write_bytes(b"")
    (tmp_path / backup.FOLDER / "photo.livecoach").write_bytes(b"\x89PNG" * 100)
    (tmp_path / backup.FOLDER / "folder.livecoach").mkdir()
    listed = backup_list.listed(tmp_path / backup.FOLDER)
    assert len(listed) == 5
    found = {one.path.name: backup_list.read_through(one) for one in listed}
    assert "damaged at its beginning" in found[at_head.name].trouble
    assert found[at_head.name].made_utc_ms is not None  # its name still says when
    assert "does not add up" in found[in_record.name].trouble
    assert found[in_record.name].read
    assert "not a Livecoach backup" in found[cut.name].trouble
    assert "not a Livecoach backup" in found["photo.livecoach"].trouble
    assert found["photo.livecoach"].made_utc_ms is None
    assert "a folder stands in its place" in found["folder.livecoach"].trouble


def test_a_folder_that_is_not_there_has_no_backups(tmp_path: Path) -> None:
    assert backup_list.listed(tmp_path / "none") == []


def test_the_second_place_is_listed_by_its_own_folder(tmp_path: Path) -> None:
    home, stick = tmp_path / "v", tmp_path / "stick"
    key = made(home)
    stick.mkdir()
    with writing(home, key) as writer:
        writer.ask(lambda db: automatic.set_second_place(db, stick))
        writer.ask(lambda db: automatic.take(db, home, header.read(home), key, "by-hand"))
    place = automatic.folder_in(stick, header.read(home).vault_id)
    [copy] = backup_list.listed(place)
    assert copy.why == "You asked for it"
