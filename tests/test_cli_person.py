"""From the shell: what is held about a person, given to them or erased."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import sys
from pathlib import Path

import pypdf
import pytest

from livecoach import cli
from livecoach.core.summary import Release
from livecoach.paths import resource
from livecoach.store import backup, holding, processing_log, reading
from livecoach.store.connection import FILE_NAME
from livecoach.store.subject import Subject
from tests.store.erasable import Cast, copied, fill, pages_of, residue
from tests.store.vaults import PASSPHRASE, made, writing

There = tuple[Path, bytes, Cast, list[str]]


@pytest.fixture
def there(tmp_path: Path) -> There:
    """Return a vault with a cast and a backup, its key, and the words that open it."""
    folder = tmp_path / "vault"
    key = made(folder)
    with writing(folder, key) as writer:
        cast = fill(writer, 21)
        copied(writer, backup.next_name(folder / backup.FOLDER, "before"))
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    words = ["--vault", os.fspath(folder), "--passphrase-file", os.fspath(secret)]
    return folder, key, cast, words


class Terminal(io.StringIO):
    """Somebody who types at a terminal."""

    def isatty(self) -> bool:
        return True


def test_what_is_held_is_written_for_its_owner_alone_and_never_over_another(
    there: There, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, key, cast, words = there
    post, out = cast.posts[1], tmp_path / "for-them"
    for _ in range(2):
        assert cli.main(["person", post.title, *words, "--export", os.fspath(out)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"edits of the journal and (\d) of \1 backups", said)
    assert "somebody else is masked" in said
    files = sorted(out.iterdir())
    assert sorted(path.suffix for path in files) == [".json", ".json", ".pdf", ".pdf"]
    assert len({path.stem for path in files}) == 2, "the second stands beside the first"
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    for path in files:
        if path.suffix == ".json":
            text = path.read_text("utf-8")
            told = json.loads(text)
            assert told["about"]["post"] == post.title and told["sessions"]
        else:
            reader = pypdf.PdfReader(path)
            assert "/StructTreeRoot" in reader.root_object, "the PDF is tagged"
            text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert post.title.split()[0] in text.replace(" ", "") or post.title in text
        for other in cast.posts:
            if other is not post:
                assert not [name for name in (other.title, *other.person.split()) if name in text]
    with writing(folder, key) as writer:
        entries = [one for one in writer.ask(processing_log.entries) if one.act == "export"]
        assert [entry.what for entry in entries] == ["person", "person"]
        assert entries[0].counts["moment"] and entries[0].counts["files"] == 2
        gone = [
            one
            for one in writer.ask(lambda db: reading.rows(db, Release))
            if one.released_at and one.session is None
        ]
        assert [one.audience for one in gone] == ["person", "person"]


def test_somebody_unknown_is_told_with_the_posts_there_are(
    there: There, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, cast, words = there
    out = tmp_path / "never"
    assert cli.main(["person", "Nobody", *words, "--export", os.fspath(out)]) == 2
    said = capsys.readouterr().err
    assert "No post is called 'Nobody'" in said and cast.posts[3].title in said
    assert not out.exists()
    way = [cast.posts[0].uid, *words, "--export", os.fspath(out), "--way", "unlink"]
    assert cli.main(["person", *way]) == 2
    assert "--way goes with --erase" in capsys.readouterr().err


def test_who_sat_in_a_meeting_read_in_with_its_seats_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, secret, out = tmp_path / "vault", tmp_path / "passphrase", tmp_path / "for-them"
    made(folder)
    secret.write_text(PASSPHRASE + "\n")
    words = ["--vault", os.fspath(folder), "--passphrase-file", os.fspath(secret)]
    log = os.fspath(resource("example/example_session.csv"))
    seats = os.fspath(resource("example/example_seats.csv"))
    of = ["--title", "T", "--date", "2026-03-05T14:00+00:00", "--seats", seats]
    for _ in range(2):  # the second time, everybody is there already
        assert cli.main(["import", log, *words, *of]) == 0
    assert cli.main(["person", "ICB Chair", *words, "--export", os.fspath(out)]) == 0
    assert re.search(r"^(\d\d) rows; in \d+ somebody", capsys.readouterr().out, re.MULTILINE)
    assert cli.main(["pairs", *words, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["pairs"]) == 91


def test_somebody_is_erased_with_their_backups_and_is_then_unknown(
    there: There, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, key, cast, words = there
    post = cast.posts[0]
    assert cli.main(["person", post.uid, *words, "--erase"]) == 0
    said = capsys.readouterr().out
    assert "would go" in said and "Erased:" in said
    assert re.search(r"and \d backups rewritten", said)
    assert residue(pages_of(folder / FILE_NAME, key), cast.of_post[post.uid]) == set()
    copies = backup.listed(folder / backup.FOLDER)
    assert copies
    for copy in copies:
        with backup.opened(copy, key, folder) as then:
            assert post.uid not in {one.uid for one in reading.posts(then)}
    assert cli.main(["person", post.title, *words, "--erase"]) == 2
    assert "No post is called" in capsys.readouterr().err


def test_at_a_terminal_the_title_is_typed_first(
    there: There, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, cast, words = there
    post = cast.posts[2]
    for typed, status in (("somebody\n", 2), ("", 2), (f" {post.title.upper()}\n", 0)):
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        assert cli.main(["person", post.title, *words, "--erase", "--way", "unlink"]) == status
        said = capsys.readouterr()
        assert ("nothing was erased" in said.err) == bool(status)
        assert ("Erased:" in said.out) == (not status)


def test_a_legal_hold_is_told_and_nothing_is_erased(
    there: There, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, key, cast, words = there
    subject = Subject("person", cast.posts[1].uid)
    with writing(folder, key) as writer:
        writer.ask(lambda db: holding.place(db, subject, "Inquiry 12", "2026-04-01"))
        before = writer.ask(backup.counts)
    assert cli.main(["person", subject.uid, *words, "--erase"]) == 2
    said = capsys.readouterr()
    assert "1 Apr 2026" in said.err and "Inquiry 12" in said.err and said.out == ""
    with writing(folder, key) as writer:
        assert writer.ask(backup.counts) == before
