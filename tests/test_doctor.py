"""What the doctor says of a machine, in words that can be acted on."""

from __future__ import annotations

from pathlib import Path

from livecoach import doctor, paths, system


def test_a_sound_machine_is_said_to_be_sound(tmp_path: Path) -> None:
    findings = doctor.examine(tmp_path / "vault")
    assert [finding.what for finding in findings if not finding.well] == []
    assert {finding.what for finding in findings} == {
        *("Python", "System libraries", "Display", "Encryption", "Vault"),
    }


def test_the_vaults_settings_are_read_back_not_recited() -> None:
    said = doctor.check_encryption().said
    for setting in ("cipher_version", "journal_mode truncate", "locking_mode exclusive"):
        assert setting in said
    assert "synchronous 3" in said


def test_a_missing_library_is_named_by_its_package_and_the_line_that_installs_it() -> None:
    packages = system.missing_packages({"libno-such.so.1": "libno-such1"}, {"no-such": "nosuch"})
    assert packages == ["libno-such1", "nosuch"]
    line = "sudo apt-get install --no-install-recommends libno-such1 nosuch"
    assert system.apt_line(packages) == line


def test_a_vault_in_a_synced_folder_is_told_a_better_place(tmp_path: Path) -> None:
    finding = doctor.check_place(tmp_path / "Dropbox" / "vault")
    assert not finding.well
    assert str(paths.default_vault()) in finding.said


def test_a_vault_that_is_not_made_yet_says_so(tmp_path: Path) -> None:
    finding = doctor.check_place(tmp_path / "new" / "vault")
    assert finding.well
    assert "is not made yet" in finding.said


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.touch()
    finding = doctor.check_place(in_the_way / "vault")
    assert not finding.well
    assert f"nothing can be written in {in_the_way}" in finding.said
