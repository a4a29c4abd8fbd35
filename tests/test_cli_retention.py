"""From the shell: what is kept how long, what is due, and its deletion after a typed word."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from livecoach import cli
from livecoach.exchange.example import example_edits
from livecoach.exchange.example_year import year_edit
from livecoach.store import holding, processing_log, reading
from livecoach.store.subject import Subject
from livecoach.store.vault import create, unlock
from livecoach.store.writer import Writer
from tests.store.vaults import CHEAP, PASSPHRASE

T = TypeVar("T")


@pytest.fixture
def vault(tmp_path: Path) -> list[str]:
    """Return the words that open a vault with the example's year, which is long over."""
    folder = tmp_path / "vault"
    create(folder, PASSPHRASE, CHEAP)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    edits = example_edits()

    def fill(writer: Writer) -> None:
        for edit in (*edits, year_edit(edits[0])):
            writer.save(edit)

    look(folder, fill)
    return ["--vault", os.fspath(folder), "--passphrase-file", os.fspath(secret)]


def look(folder: Path, fn: Callable[[Writer], T]) -> T:
    writer = Writer(folder, unlock(folder, PASSPHRASE))
    try:
        found = fn(writer)
        assert writer.flush(30), writer.refused()
        return found
    finally:
        writer.close()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_classes_and_what_falls_due(
    vault: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["retention", *vault]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Raw log of a session: 90 days after the day its summary was signed")
    assert said[2].startswith("One-to-one and pair notes: 6 months after the programme's end")
    assert cli.main(["retention", *vault, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["class"] for one in found["classes"]] == [
        "raw", "unsigned", "notes", "totals", "agreement"
    ]  # fmt: skip
    assert found["classes"][3]["next_due"] == "2028-03-31"
    raw = [one for one in found["items"] if one["class"] == "raw"]
    assert len(raw) == found["classes"][0]["held"] > 5
    assert all(one["on"] and one["why"] and not one["held"] for one in raw)


def test_a_purge_asks_for_a_word_and_leaves_a_certificate(
    vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder, out = tmp_path / "vault", tmp_path / "certificate.md"
    before = look(folder, lambda writer: writer.ask(lambda db: db["moment"].count))
    purge = ["retention", *vault, "--purge", "--certificate", os.fspath(out)]
    assert cli.main(purge) == 2
    assert "no terminal" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", Terminal("no\n"))
    assert cli.main(purge) == 2
    said = capsys.readouterr()
    assert "Moments" in said.out and "Nothing was deleted." in said.err
    assert look(folder, lambda writer: writer.ask(lambda db: db["moment"].count)) == before
    session = next(
        line.uid
        for line in look(folder, lambda writer: writer.ask(reading.sessions))
        if line.kind == "live" and line.moments
    )
    held = Subject("session", session)
    look(folder, lambda writer: writer.ask(lambda db: holding.place(db, held, "Why", "2026-05-01")))
    monkeypatch.setattr(sys, "stdin", Terminal("delete\n"))
    assert cli.main(purge) == 0
    said = capsys.readouterr()
    assert "Kept by a legal hold since 2026-05-01." in said.out
    text = out.read_text("utf-8")
    assert out.stat().st_mode & 0o777 == 0o600
    assert "Certificate of deletion" in text and "1 thing due stayed under a legal hold" in text
    assert "(example)" not in text
    assert cli.main(["retention", *vault, "--due"]) == 0
    left = capsys.readouterr().out.splitlines()
    assert len(left) == 1 and "legal hold" in left[0]
    acts = look(folder, lambda writer: [one.act for one in writer.ask(processing_log.entries)])
    assert acts[:2] == ["certificate", "purge"]
    assert cli.main(["measures", session, *vault]) == 0
    gone = next(
        line.uid
        for line in look(folder, lambda writer: writer.ask(reading.sessions))
        if line.kind == "live" and line.state == "ended" and not line.moments
    )
    assert cli.main(["measures", gone, *vault]) == 2
    assert "The raw log of this session was deleted on" in capsys.readouterr().err
    summary = ["summary", gone, *vault, "--format", "md", "--out", os.fspath(tmp_path / "s.md")]
    assert cli.main([*summary, "--for", "coach"]) == 2
    table = ["export", gone, *vault, "--format", "xlsx", "--out", os.fspath(tmp_path / "s.xlsx")]
    assert cli.main(table) == 2
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--certificate", "c.pdf"], "--certificate goes with --purge"),
        (["--purge", "--json"], "leave --due and --json out"),
        (["--purge", "--certificate", "c.txt"], "should end in .pdf"),
    ],
)
def test_what_does_not_go_together_is_said(
    vault: list[str], capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert cli.main(["retention", *vault, *words]) == 2
    assert said in capsys.readouterr().err


def test_whatever_leaves_at_the_shell_is_noted(
    vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "vault"
    lines = look(folder, lambda writer: writer.ask(reading.sessions))
    uid = next(one.uid for one in lines if one.kind == "live" and one.moments)
    for words in (
        ["summary", uid, "--for", "group", "--format", "md", "--out", str(tmp_path / "a.md")],
        ["export", uid, "--format", "csv", "--out", str(tmp_path / "a.csv")],
        ["export", uid, "--format", "xlsx", "--for", "sponsor", "--out", str(tmp_path / "a.xlsx")],
        ["measures", uid],
        ["programme"],
        ["pairs"],
        ["sessions"],
        ["vault", "backup", str(folder), str(tmp_path / "a.livecoach")],
    ):
        opens = vault[2:] if words[0] == "vault" else vault
        assert cli.main([*words, *opens]) == 0, words
    capsys.readouterr()
    entries = look(folder, lambda writer: writer.ask(processing_log.entries))
    noted = [(one.act, one.what) for one in entries if one.who == "coach"]
    assert noted == [
        ("backup", "vault"), ("tell", "sessions"), ("tell", "pairs"), ("tell", "programme"),
        ("tell", "measures"), ("tables", "sponsor"), ("record", "coach"), ("summary", "group"),
    ]  # fmt: skip
    said = repr(entries)
    assert "(example)" not in said and str(tmp_path) not in said
