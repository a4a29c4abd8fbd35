"""What a stranger does at the shell: make a vault, bring a session in, see it, take it out."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from livecoach import cli, paths
from livecoach.exchange.tag_log_columns import EXAMPLE
from livecoach.store.keys import Cost
from livecoach.store.vault import create, unlock, unlock_with_recovery
from livecoach.store.writer import Writer

PASSPHRASE = "three random words"
CHEAP = Cost(1, 64, 1)
LOG = str(paths.resource("example/example_session.csv"))
SEATS = str(paths.resource("example/example_seats.csv"))
CHECK_OUT = str(paths.resource("example/example_checkout.csv"))
MEETING = ("--title", "Session five", "--date", "2026-03-05T14:00+00:00")
WITH = ("--seats", SEATS, "--checkout", CHECK_OUT, "--length", "90:00")


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Shell = Callable[..., Done]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.delenv("LIVECOACH_PASSPHRASE_FILE", raising=False)

    def run(*words: str) -> Done:
        try:
            status = cli.main(words)
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return run


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def vault(key_file: str, tmp_path: Path) -> tuple[str, ...]:
    """Make a vault that is quick to open; return the words that open it."""
    folder = str(tmp_path / "vault")
    create(Path(folder), PASSPHRASE, CHEAP)
    return ("--vault", folder, "--passphrase-file", key_file)


def sessions(shell: Shell, vault: tuple[str, ...]) -> list[dict[str, Any]]:
    done = shell("sessions", *vault, "--json")
    assert done.status == 0
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def refused(done: Done) -> str:
    """Return the one sentence a command was refused with."""
    assert done.status == 2 and done.out == ""
    assert done.err.startswith("livecoach: ") and done.err.count("\n") == 1
    assert "Traceback" not in done.err
    return done.err


def test_the_example_comes_in_goes_out_and_comes_back(
    shell: Shell, vault: tuple[str, ...], tmp_path: Path
) -> None:
    done = shell("import", LOG, *vault, *MEETING, *WITH)
    assert done.status == 0, done.err
    uid = done.out.split()[-1]
    (line,) = sessions(shell, vault)
    assert line["id"] == uid and line["title"] == "Session five"
    assert (line["moments"], line["seats"]) == (70, 14)
    assert uid in shell("sessions", *vault).out

    records, logs = [], []
    for number in range(3):  # as it came, then from its CSV, then from its JSON
        out = tmp_path / f"out{number}.csv"
        assert shell("export", uid[:9], *vault, "--format", "csv", "--out", str(out)).status == 0
        record = out.with_suffix(".json")
        assert shell("export", uid, *vault, "--format", "json", "--out", str(record)).status == 0
        logs.append(out)
        records.append(record)
        assert stat.S_IMODE(out.stat().st_mode) == stat.S_IMODE(record.stat().st_mode) == 0o600
        done = shell("import", str(record if number else out), *vault)
        assert done.status == 0, done.err
        uid = done.out.split()[-1]
    assert not list(tmp_path.glob("*.part"))

    original = list(csv.DictReader(io.StringIO(Path(LOG).read_text("utf-8"), newline="")))
    for out in logs:
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [{name: row[name] for name in EXAMPLE} for row in rows] == original
    told = [plainly(json.loads(record.read_text("utf-8"))) for record in records]
    assert told[0] == told[1] == told[2]
    assert len(sessions(shell, vault)) == 4


def plainly(document: dict[str, Any]) -> list[str]:
    """Return a record's rows with every field, ids told by what they stand for."""
    names = {row["uid"]: row["label"] for row in document["seat"]}
    names |= {row["uid"]: row["ref"] for row in document["moment"]}
    names |= {row["uid"]: "the session" for row in document["session"]}
    names |= {row["uid"]: "the observation" for row in document["observation"]}
    rows = []
    for table, found in document.items():
        for row in found if isinstance(found, list) else ():
            fields = {name: names.get(value, value) if isinstance(value, str) else value
                      for name, value in row.items() if name != "uid"}  # fmt: skip
            rows.append(json.dumps([table, fields], sort_keys=True))
    return sorted(rows)


def test_a_new_vault_has_a_recovery_key_and_holds_nothing(
    shell: Shell, key_file: str, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    done = shell("vault", "new", str(folder), "--passphrase-file", key_file)
    assert done.status == 0 and done.err == ""
    recovery = max(done.out.splitlines(), key=lambda line: line.count("-")).strip()
    assert unlock_with_recovery(folder, recovery) == unlock(folder, PASSPHRASE)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert PASSPHRASE not in done.out
    assert sessions(shell, ("--vault", str(folder), "--passphrase-file", key_file)) == []


def test_a_record_moves_to_another_vault_as_it_is(
    shell: Shell, vault: tuple[str, ...], key_file: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert shell("demo", "--out", str(first)).status == 0
    done = shell("import", str(first), *vault)
    assert done.status == 0, done.err
    uid = done.out.split()[-1]
    assert shell("export", uid, *vault, "--format", "json", "--out", str(second)).status == 0
    assert json.loads(second.read_text("utf-8")) == json.loads(first.read_text("utf-8"))
    assert second.read_bytes() == first.read_bytes()


def test_measures_are_those_of_the_window(shell: Shell, vault: tuple[str, ...]) -> None:
    uid = shell("import", LOG, *vault, *MEETING, *WITH).out.split()[-1]
    measures = json.loads(shell("measures", uid, *vault, "--json").out)
    assert measures["length_s"] == 5400 and measures["rows"] == 70
    assert measures["voice"]["seats"] == 14 and measures["voice"]["seats_heard"] == 13
    assert measures["coach"]["interjections"] == 7
    words = shell("measures", uid, *vault).out
    assert "Seats heard: 13 of 14." in words and "North Acute" not in words


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace("seat,tag", "seat,label"), "row 1: column tag is missing"),
        (lambda text: text.replace("08:30,ICB CEO", "08:30,ICB COE"),
         "log.csv, row 8, column seat: there is no seat 'ICB COE'"),
        (lambda text: text.replace("Mental Health CEO,Proposing", "Mental Health CEO,Propsing"),
         "log.csv, row 16, column tag: 'Propsing' is not on the board Example session"),
        (lambda text: text.replace("86:20", "186:20"), "row 71, column offset: 186:20 is past"),
        (lambda text: "once upon a time", "does not begin with the names of columns"),
        (lambda text: text.replace("M17,M15", "M17,M99"), "row 18, column links_to: there is no"),
    ],
)  # fmt: skip
def test_a_bad_log_is_told_and_nothing_is_kept(
    change: Callable[[str], str],
    says: str,
    shell: Shell,
    vault: tuple[str, ...],
    tmp_path: Path,
) -> None:
    log = tmp_path / "log.csv"
    text = Path(LOG).read_text("utf-8")
    log.write_text(change(text), encoding="utf-8")
    assert says in refused(shell("import", str(log), *vault, *MEETING, *WITH))
    assert sessions(shell, vault) == []


def test_what_is_asked_for_wrongly_is_told(
    shell: Shell, vault: tuple[str, ...], tmp_path: Path, key_file: str
) -> None:
    folder = vault[1]
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase\n", encoding="utf-8")
    two_lines = tmp_path / "two"
    two_lines.write_text("one\ntwo\n", encoding="utf-8")
    record = str(tmp_path / "r.json")
    assert shell("demo", "--out", record).status == 0

    def asks(*words: str) -> str:
        return refused(shell(*words))

    assert "passphrase" in asks("sessions", "--vault", folder, "--passphrase-file", str(wrong))
    assert "one line" in asks("sessions", "--vault", folder, "--passphrase-file", str(two_lines))
    assert "cannot be read" in asks("vault", "check", folder, "--passphrase-file", "/no/such")
    assert "no terminal" in asks("sessions", "--vault", folder)
    assert "no terminal" in asks("--vault", folder, "sessions")
    change = ("vault", "passphrase", folder, "--passphrase-file", key_file)
    assert "--new-passphrase-file" in asks(*change)
    assert str(paths.default_vault()) in asks("sessions", "--passphrase-file", key_file)
    assert "vault" in asks("sessions", "--vault", str(tmp_path), "--passphrase-file", key_file)
    assert "There is a vault" in asks("vault", "new", folder, "--passphrase-file", key_file)
    assert "There is no session" in asks("export", "x", *vault, "--format", "csv", "--out", record)
    nowhere = str(tmp_path / "no" / "x.csv")
    assert "There is no folder" in asks("export", "x", *vault, "--format", "csv", "--out", nowhere)
    assert "is a folder" in asks("export", "x", *vault, "--format", "csv", "--out", folder)
    assert "There is no board" in asks("import", LOG, *vault, *MEETING, "--board", "bored")
    assert "--seats goes with a CSV log" in asks("import", record, *vault, "--seats", SEATS)
    assert "--length" in asks("import", LOG, *vault, *MEETING, "--length", "long")
    assert "give it a --title" in asks("import", LOG, *vault)
    assert "should end in .csv or .json" in asks("demo", "--out", str(tmp_path / "x.txt"))
    assert sessions(shell, vault) == []


def test_a_vault_in_use_and_a_damaged_one_are_told(
    shell: Shell, vault: tuple[str, ...], tmp_path: Path
) -> None:
    folder = Path(vault[1])
    writer = Writer(folder, unlock(folder, PASSPHRASE))
    try:
        assert "has been open on" in refused(shell("import", LOG, *vault, *MEETING, *WITH))
    finally:
        writer.close()
    record = folder / "vault.db"
    content = bytearray(record.read_bytes())
    content[len(content) // 2] ^= 0xFF
    record.write_bytes(content)
    assert "backup" in refused(shell("vault", "check", *vault[1:]))


def test_the_parser_ends_with_2_and_helps_with_everything(shell: Shell) -> None:
    assert shell("export", "x").status == 2
    assert shell("dance").status == 2
    assert shell("sessions", "--vault", "x", "--passphrase", "secret").status == 2
    top = shell("--help")
    assert top.status == 0 and "allow_abbrev" not in top.out
    for command in ("demo", "vault", "import", "sessions", "export", "measures", "doctor"):
        assert command in top.out
        assert shell(command, "--help").status == 0
    for act in ("new", "check", "backup", "restore", "passphrase"):
        assert shell("vault", act, "--help").status == 0


def test_the_environment_may_name_the_passphrase_file(
    shell: Shell, vault: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVECOACH_PASSPHRASE_FILE", vault[3])
    assert shell("vault", "check", vault[1]).out.startswith(f"The vault in {vault[1]} is whole")


def test_a_vault_is_backed_up_restored_and_gets_a_new_passphrase(
    shell: Shell, vault: tuple[str, ...], tmp_path: Path
) -> None:
    _, folder, _, key_file = vault
    uid = shell("import", LOG, *vault, *MEETING, *WITH).out.split()[-1]
    backup, copy = str(tmp_path / "b.livecoach-backup"), str(tmp_path / "copy")
    assert shell("vault", "backup", folder, backup, "--passphrase-file", key_file).status == 0
    new_file = tmp_path / "new"
    new_file.write_text("four other random words", encoding="utf-8")
    change = ("vault", "passphrase", folder, "--passphrase-file", key_file)
    assert shell(*change, "--new-passphrase-file", str(new_file)).status == 0
    assert shell("sessions", *vault).status == 2
    assert shell("sessions", "--vault", folder, "--passphrase-file", str(new_file)).status == 0
    assert shell("vault", "restore", backup, copy, "--passphrase-file", key_file).status == 0
    (line,) = sessions(shell, ("--vault", copy, "--passphrase-file", key_file))
    assert line["id"] == uid
    assert "holds a vault" in refused(shell("vault", "restore", backup, copy))


def test_an_export_leaves_no_older_file_standing_beside_it(
    shell: Shell, vault: tuple[str, ...], tmp_path: Path
) -> None:
    uid = shell("import", LOG, *vault, *MEETING, *WITH).out.split()[-1]
    out = tmp_path / "x.csv"
    old = tmp_path / "x.turns.csv"
    old.write_text("what,start,end,seat\nturn,00:10,00:20,ICB CEO\n", encoding="utf-8")
    done = shell("export", uid, *vault, "--format", "csv", "--out", str(out)).out.splitlines()
    assert f"Wrote {out}" in done and f"Replaced {old}" in done
    assert old.read_text("utf-8-sig").splitlines() == ["what,start,end,seat"]


def test_a_disk_that_refuses_is_told(
    shell: Shell, vault: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from livecoach.store import durable

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    uid = shell("import", LOG, *vault, *MEETING, *WITH).out.split()[-1]
    monkeypatch.setattr(durable, "write_whole", full)
    out = str(tmp_path / "x.json")
    told = refused(shell("export", uid, *vault, "--format", "json", "--out", out))
    assert "No space left on device" in told


def test_a_full_disk_is_told_in_whole_sentences(
    shell: Shell, vault: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from livecoach.commands import vaults
    from livecoach.store import commit

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vaults, "_PATIENCE_S", 0.1)
    monkeypatch.setattr(commit, "commit", full)
    told = refused(shell("import", LOG, *vault, *MEETING, *WITH))
    assert told.strip().endswith("Not saved: the disk is full. Free some space.")


def test_the_real_program_says_it_all_on_its_own_streams(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LIVECOACH_PASSPHRASE_FILE")
        return subprocess.run(
            [sys.executable, "-m", "livecoach", *words],
            cwd=Path(cli.__file__).resolve().parent.parent,
            env={name: value for name, value in os.environ.items() if name not in hidden},
            capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
        )  # fmt: skip

    out = tmp_path / "made" / "example.csv"
    done = run("demo", "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "") and str(out) in done.stdout
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 70
    for words in ((), ("demo",)):
        done = run(*words)
        assert done.returncode == 2 and done.stdout == ""
        assert "There is no display" in done.stderr and done.stderr.count("\n") == 1


def test_a_typed_passphrase_is_typed_unseen_and_a_new_one_twice(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [PASSPHRASE, "three other words", PASSPHRASE, PASSPHRASE, PASSPHRASE]
    monkeypatch.setattr("getpass.getpass", lambda asked: typed.pop(0))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    folder = tmp_path / "typed"
    assert "The two passphrases differ" in refused(shell("vault", "new", str(folder)))
    assert not folder.exists()
    assert shell("vault", "new", str(folder)).status == 0
    assert shell("sessions", "--vault", str(folder)).status == 0
    assert typed == []


def test_a_fault_of_our_own_is_told_without_a_traceback(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(error: BaseException) -> None:
        def doctor(args: object) -> int:
            raise error

        monkeypatch.setattr("livecoach.commands.checks.doctor", doctor)

    breaks(RuntimeError("the words of a member"))
    told = refused(shell("doctor"))
    assert "RuntimeError" in told and "the words of a member" not in told
    breaks(KeyboardInterrupt())
    assert "Stopped" in refused(shell("doctor"))
    breaks(MemoryError())
    assert "not enough memory" in refused(shell("doctor"))


def test_who_reads_only_the_first_line_is_not_scolded() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "livecoach", "doctor"],
        cwd=Path(cli.__file__).resolve().parent.parent,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert program.stdout is not None and program.stderr is not None
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(60) == 0
