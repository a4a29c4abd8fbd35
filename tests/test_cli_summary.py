"""From the shell: summaries for every audience, tables, a check-out, an invite, the programme."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from livecoach import cli, paths
from livecoach.store.reading import SessionLine, sessions
from tests.exchange.test_invite_ics import OUTLOOK

EXAMPLE = paths.resource("example")


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[str]]:
    """Return a vault with the example in it, its session's id, and the words that open it."""
    folder = tmp_path_factory.mktemp("shell")
    secret = folder / "passphrase"
    secret.write_text("correct horse battery staple\n")
    key = ["--passphrase-file", os.fspath(secret)]
    there = ["--vault", os.fspath(folder / "vault"), *key]
    assert cli.main(["vault", "new", os.fspath(folder / "vault"), *key]) == 0
    files = ["--seats", os.fspath(EXAMPLE / "example_seats.csv"),
             "--checkout", os.fspath(EXAMPLE / "example_checkout.csv")]  # fmt: skip
    words = ["import", os.fspath(EXAMPLE / "example_session.csv"), *there, "--title", "Chairs",
             "--date", "2026-03-05T14:00+00:00", "--length", "90:00", *files]  # fmt: skip
    assert cli.main(words) == 0
    from livecoach.store import vault as keys
    from livecoach.store.writer import Writer

    writer = Writer(folder / "vault", keys.unlock(folder / "vault", secret.read_text().strip()))
    lines: list[SessionLine] = writer.ask(sessions)
    writer.close()
    return folder, lines[0].uid, there


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md"])
@pytest.mark.parametrize("whom", ["group", "sponsor", "person:Council CE"])
def test_a_summary_is_written_for_its_owner_alone(
    vault: tuple[Path, str, list[str]], form: str, whom: str
) -> None:
    folder, session, there = vault
    out = folder / f"summary.{form}"
    words = ["summary", session[:8], *there, "--for", whom, "--format", form, "--out", str(out)]
    assert cli.main(words) == 0
    assert out.stat().st_size > 400 and out.stat().st_mode & 0o777 == 0o600
    if form == "md":
        text = out.read_text("utf-8")
        assert ("Community CEO" in text) is False
        assert "Note to sponsor" in text or whom != "sponsor"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--for", "minister", "--format", "md"], "--for is one of"),
        (["--for", "person:Nobody", "--format", "md"], "No seat is called 'Nobody'"),
        (["--for", "group", "--format", "md", "--template", "x.docx"], "--template names"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(
    vault: tuple[Path, str, list[str]],
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    folder, session, there = vault
    out = folder / "never.md"
    assert cli.main(["summary", session, *there, *words, "--out", str(out)]) == 2
    assert said in capsys.readouterr().err and not out.exists()


def test_tables_for_an_audience_never_hold_the_whole_record(
    vault: tuple[Path, str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, session, there = vault
    out = folder / "tables.xlsx"
    whom = ["--for", "sponsor", "--format", "xlsx", "--out", str(out)]
    assert cli.main(["export", session, *there, *whom]) == 0
    import openpyxl

    assert openpyxl.load_workbook(out).sheetnames == ["Measures", "Check-out", "Columns"]
    refused = ["export", session, *there, "--for", "group", "--format", "csv", "--out", "no.csv"]
    assert cli.main(refused) == 2
    assert "for the coach alone" in capsys.readouterr().err


def test_a_check_out_and_an_invite_are_taken_in_and_the_programme_shows_them(
    vault: tuple[Path, str, list[str]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, session, there = vault
    answers = EXAMPLE / "example_checkout.csv"
    assert cli.main(["checkout", session, *there, "--import", str(answers)]) == 0
    assert "mean 7.1, 10 at 7 or more" in capsys.readouterr().out
    invite = tmp_path / "meeting.ics"
    invite.write_bytes(OUTLOOK)
    assert cli.main(["plan", *there, "--import", str(invite)]) == 0  # before it has a name
    planned = capsys.readouterr().out.split()[-1]
    assert cli.main(["plan", *there, "--import", str(invite)]) == 2
    assert "This meeting is planned already as Chairs and CEOs" in capsys.readouterr().err
    assert cli.main(["programme", *there, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in shown["sessions"]] == [session, planned]
    felt = next(one for one in shown["trends"] if one["name"] == "felt_heard")
    assert felt["points"][0]["n"] == 14 and "too few" in felt["sentence"]
    assert cli.main(["pairs", *there, "--json"]) == 0
    # The seats of the log are posts now: two of fourteen can be chosen in 91 ways.
    pairs = json.loads(capsys.readouterr().out)["pairs"]
    assert len(pairs) == 91 and {one["state"] for one in pairs} == {"none"}


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md"])
def test_the_demo_writes_the_groups_summary(form: str, tmp_path: Path) -> None:
    out = tmp_path / f"summary.{form}"
    assert cli.main(["demo", "--out", str(out)]) == 0
    assert out.stat().st_size > 1000
