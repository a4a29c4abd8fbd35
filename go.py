#!/usr/bin/env python3
"""Install what is missing in this folder, then open Livecoach or run its tests."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"
DEMO = ROOT / "demo"
OLDEST = (3, 11)


class Stop(Exception):
    """What is in the way and what to do about it, in words for the person at the keyboard."""


def main(words: Sequence[str]) -> int:
    """Do what the words ask; return the exit status. Raise Stop when something is in the way."""
    if sys.version_info < OLDEST:
        raise Stop(f"Livecoach needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    from livecoach import system

    testing = list(words[:1]) == ["test"]
    opens_a_window = list(words) in ([], ["demo"])
    trouble = "" if testing else system.display_trouble()
    windows = testing or (system.shows_windows() and not trouble)
    libraries = system.LIBRARIES if windows else system.BASE_LIBRARIES
    install(libraries, system.TEST_TOOLS if testing else {}, TEST_LOCK if testing else RUN_LOCK)
    if testing:
        return run("pytest", words[1:])
    if opens_a_window and trouble:
        record, pictures = DEMO / "example-session.csv", DEMO / "pictures"
        print(f"{trouble} The example's record and pictures of the windows go to {DEMO} instead.")
        DEMO.mkdir(exist_ok=True)
        words = ["demo", "--out", str(record), "--pictures", str(pictures)]
    return run("livecoach", words)


def run(module: str, words: Sequence[str]) -> int:
    """Run a module with the folder's own Python, from wherever the person is."""
    sys.stdout.flush()
    command = [str(PYTHON), "-m", module, *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if module == "pytest":
        os.chdir(ROOT)
    if os.name != "nt":  # there, the shell would not wait
        os.execve(command[0], command, environment)
    return subprocess.call(command, env=environment)


def install(libraries: dict[str, str], tools: dict[str, str], lock: Path) -> None:
    """Bring the system's packages and the folder's own libraries to what the lock file says."""
    state = stamp(lock, [*libraries.values(), *tools.values()])
    kept = VENV / f"{lock.stem}.installed"
    if kept.is_file() and kept.read_text(encoding="ascii") == state and PYTHON.exists():
        return
    from livecoach import system

    if sys.platform == "linux":
        packages = system.missing_packages(libraries, tools)
        if not has_pip() and importlib.util.find_spec("ensurepip") is None:
            packages.insert(0, f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
        if packages:
            get_packages(packages)
    make_environment()
    print(f"Installing Livecoach's libraries into {VENV} (some 200 MB at first) ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--no-cache-dir", "--disable-pip-version-check"]
    pip += ["--no-input", "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(lock)]
    if not sys.stdout.isatty():
        pip.append("--quiet")
    if subprocess.call(pip) != 0:
        raise Stop(
            "The libraries could not be installed; pip's words stand above. "
            "Check the connection (or the proxy pip is told of) and run this again."
        )
    kept.write_text(state, encoding="ascii")


def stamp(lock: Path, packages: Sequence[str]) -> str:
    """Return what an installation is known by: its lock file and its system packages."""
    return hashlib.sha256(lock.read_bytes() + "\n".join(packages).encode()).hexdigest()


def make_environment() -> None:
    """Make ``.venv`` in the project's folder, or mend it where it does not run or has no pip."""
    if has_pip():
        return
    same_python = says(f"import sys; assert sys.version_info[:2] == {sys.version_info[:2]}")
    clear = [] if same_python else ["--clear"]
    if subprocess.call([sys.executable, "-m", "venv", *clear, str(VENV)]) != 0:
        raise Stop(f"{VENV} could not be made; Python's words stand above.")


def has_pip() -> bool:
    """Return whether the folder's own Python runs, is new enough and has pip."""
    return says(f"import pip, sys; assert sys.version_info >= {OLDEST}")


def says(code: str) -> bool:
    """Return whether the folder's own Python is there and runs the code without an error."""
    command = [str(PYTHON), "-c", code]
    return PYTHON.exists() and subprocess.call(command, stderr=subprocess.DEVNULL) == 0


def get_packages(packages: Sequence[str]) -> None:
    """Install system packages with apt-get. Raise Stop with the line to run without the rights."""
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Stop(f"Install what Debian calls {names} with your system's own tool, then go again.")
    rights = root_prefix()
    if rights is None:
        raise Stop(f"Livecoach needs {names}. Run this line, then this again:\n  {line(packages)}")
    print(f"Installing these system packages with apt-get: {names}", flush=True)
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    subprocess.call([*apt, "update", "-qq"])  # a stale list may still serve: apt-get says if not
    asked = [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.call(asked, stdin=subprocess.DEVNULL, stdout=sys.stderr) != 0:
        raise Stop(f"apt-get could not install them. Try by hand:\n  {line(packages)}")


def root_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root, or None without the rights."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0
    ):
        return ["sudo", "-n"]
    return None


def line(packages: Sequence[str]) -> str:
    """Return the exact line that installs the packages, for somebody who may be root."""
    plain = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return f"apt-get update && {plain}"
    if shutil.which("sudo"):
        return f"sudo apt-get update && sudo {plain}"
    return f"su -c 'apt-get update && {plain}'"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        print(stop, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
