from __future__ import annotations

import json
from pathlib import Path

import pytest

from livecoach.store import places
from livecoach.store.trouble import BadPlace

BETTER = Path("/home/coach/.local/share/Livecoach/vaults/programme-1")


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/coach/OneDrive - NHS/vault", "OneDrive"),
        ("/home/coach/OneDrive/Documents/vault", "OneDrive"),
        ("/home/coach/Dropbox (Personal)/vault", "Dropbox"),
        ("/home/coach/Dropbox", "Dropbox"),
        ("/Users/coach/Library/Mobile Documents/com~apple~CloudDocs/v", "iCloud"),
        ("/Users/coach/Library/CloudStorage/Box-Box/v", "a cloud service"),
        ("/home/coach/Google Drive/v", "Google Drive"),
        ("/home/coach/Nextcloud/v", "Nextcloud"),
    ],
)
def test_a_synced_folder_is_refused_with_the_reason_and_a_better_place(
    folder: str, service: str
) -> None:
    with pytest.raises(BadPlace) as refused:
        places.check(Path(folder), BETTER, {})
    assert service in str(refused.value)
    assert str(BETTER) in str(refused.value)
    assert refused.value.better == str(BETTER)


def test_onedrive_under_any_name_is_known_by_the_environment(tmp_path: Path) -> None:
    (tmp_path / "Work files" / "v").mkdir(parents=True)
    said = {"OneDriveCommercial": str(tmp_path / "Work files")}
    assert places.synced_by(tmp_path / "Work files" / "v", said) == "OneDrive"
    assert places.synced_by(tmp_path / "v", said) == ""


def test_dropbox_under_any_name_is_known_by_its_own_note(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(
        json.dumps({"personal": {"path": str(tmp_path / "Box of things")}}), encoding="utf-8"
    )
    said = {"HOME": str(tmp_path)}
    assert places.synced_by(tmp_path / "Box of things" / "v", said) == "Dropbox"
    assert places.synced_by(tmp_path / "v", said) == ""


def test_a_watched_folder_is_known_by_what_the_watcher_leaves(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert places.synced_by(tmp_path / "deep" / "v", {}) == "Syncthing"


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "looks-local").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert places.synced_by(tmp_path / "looks-local" / "v", {}) == "Dropbox"


def test_a_plain_folder_is_taken_even_before_it_exists(tmp_path: Path) -> None:
    places.check(tmp_path / "Drops" / "v", BETTER, {"HOME": str(tmp_path), "OneDrive": ""})


@pytest.mark.parametrize(
    ("kind", "network"),
    [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False), ("tmpfs", False)],
)
def test_the_deepest_mount_tells_what_a_folder_is_on(kind: str, network: bool) -> None:
    mounts = (
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        f"90 22 0:44 / /mnt/shared\\040files rw - {kind} server:/x rw\n"
    )
    found = places.file_system(Path("/mnt/shared files/team"), mounts)
    assert found == kind
    assert found.startswith(places.NETWORK_SYSTEMS) is network
    assert places.file_system(Path("/home/coach"), mounts) == "ext4"


def test_a_windows_share_is_a_network() -> None:
    assert places.on_network(Path(r"\\server\share\vault"))
    with pytest.raises(BadPlace, match="network"):
        places.check(Path(r"\\server\share\vault"), BETTER, {})
