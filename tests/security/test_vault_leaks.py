from __future__ import annotations

import base64
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.faults.disk import _bytes
from tests.security.disguised import disguises
from tests.security.using_a_vault import CANARY, PASSPHRASE

CALLS = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,socket,connect"


@pytest.fixture(scope="module")
def used() -> tuple[Path, str]:
    """Return the folder of a run, and the log of all it wrote and called."""
    folder = Path(tempfile.mkdtemp(prefix="livecoach-canary-"))
    temporary = folder / "tmp"
    temporary.mkdir()
    log = folder.parent / f"{folder.name}.log"
    subprocess.run(
        ["strace", "-f", "-xx", "-s", "8388608", "-e", f"trace={CALLS}", "-o", str(log),
         "--seccomp-bpf", sys.executable, "-m", "tests.security.using_a_vault", str(folder)],
        check=True,
        env={**os.environ, "TMPDIR": str(temporary), "HOME": str(folder)},
    )  # fmt: skip
    text = log.read_text("ascii", "replace")
    log.unlink()
    return folder, text


def test_no_file_holds_a_word_a_name_the_passphrase_or_the_key(used: tuple[Path, str]) -> None:
    folder, _ = used
    key = bytes.fromhex((folder / "key-for-the-test").read_text("ascii"))
    looked_for = disguises(CANARY) + disguises(PASSPHRASE)
    looked_for += [key, key[:32], key[:32].hex().encode(), key[:32].hex().upper().encode()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"vault.db", "vault.json", "log"} <= {path.name for path in files}
    assert any(path.suffix == ".livecoach" for path in files)
    for path in files:
        if path.name == "key-for-the-test":
            continue
        content = path.read_bytes()
        for form in looked_for:
            assert form not in content, f"{path.name} holds {form[:12]!r}"
    assert not list((folder / "tmp").iterdir())


def test_no_write_ever_carried_one(used: tuple[Path, str]) -> None:
    _, log = used
    looked_for = disguises(CANARY) + disguises(PASSPHRASE)
    written = 0
    for line in log.splitlines():
        if "write" not in line:
            continue
        _, _, rest = line.partition('"')
        content = _bytes(rest.partition('"')[0])
        written += len(content)
        for form in looked_for:
            assert form not in content
    assert written > 1_000_000, "the log holds what was written"


def test_no_socket_is_ever_opened(used: tuple[Path, str]) -> None:
    _, log = used
    called = {line.split(maxsplit=1)[1].partition("(")[0] for line in log.splitlines()}
    assert "pwrite64" in called
    assert not called & {"socket", "connect", "sendto", "sendmsg"}


def test_the_search_finds_what_is_there() -> None:
    for form in disguises(CANARY):
        assert form in b"xx" + form + b"yy"
    coded = base64.b64encode(b"ab" + f"“{CANARY} said”".encode())
    assert any(form in coded for form in disguises(CANARY))
