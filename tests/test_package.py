"""What is handed out holds what it needs, is pinned to what was tested, and reads clean."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock")
PUBLIC = {"https://pypi.org", "https://files.pythonhosted.org"}


def locked() -> dict[str, dict[str, Any]]:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package for package in packages}


def pinned(lock: str) -> dict[str, tuple[str, set[str]]]:
    """Return each package of a lock file for pip with its version and hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, version = re.match(r"([a-z0-9-]+)==(\S+)", line).groups()  # type: ignore[union-attr]
        found[name] = (version, set(re.findall(r"--hash=(sha256:[0-9a-f]{64})", line)))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_pip_and_uv_install_the_same_files(lock: str) -> None:
    packages = locked()
    for name, (version, hashes) in pinned(lock).items():
        files = [*packages[name]["wheels"], packages[name].get("sdist", {})]
        assert packages[name]["version"] == version
        assert hashes == {file["hash"] for file in files if file}


def test_the_locks_hold_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run, test = ({*pinned(lock)} for lock in LOCKS)
    asked = {re.split(r"[<>=!;\[ ]", line)[0].lower() for line in project["dependencies"]}
    extra = project["optional-dependencies"]["test"]
    assert asked <= run <= test
    assert {re.split(r"[<>=!;\[ ]", line)[0].lower() for line in extra} <= test
    entry = locked()["livecoach"]["metadata"]["requires-dist"]
    assert {line["name"] for line in entry if "marker" not in line} >= asked


def test_only_the_public_index_is_named() -> None:
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("uv.lock", *LOCKS))
    assert {*re.findall(r"\w+://[^/\"]+", text)} <= PUBLIC
    assert "file:" not in text


def test_the_wheel_holds_code_and_resources(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(built) as wheel:
        names = set(wheel.namelist())
    shipped = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert shipped
    for path in shipped:
        assert f"livecoach/{path.relative_to(ROOT).as_posix()}" in names
    assert "livecoach/paths.py" in names
    assert not [name for name in names if name.startswith(("tests/", "demo/"))]


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache"],
        ["ruff", "format", "--check", "--no-cache"],
        ["mypy", "--no-error-summary"],
    ],
    ids=" ".join,
)
def test_the_code_reads_clean(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
