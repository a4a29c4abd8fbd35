"""The command line: every command, its words and its help; what they do is in ``commands``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from livecoach import __version__

FAILED = 2  # the exit status of everything that is not done as asked


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return 0, or 2 after one sentence on standard error."""
    if words is None and len(sys.argv) == 1:  # the window alone opens without any parser
        args = argparse.Namespace(does="windows:window", vault=None)
    else:
        args = parser().parse_args(words)
    try:
        if words is None:  # the program itself: its passphrase is not for a core dump
            import_module("livecoach.store.dumps").forbid()
        module, _, name = args.does.partition(":")
        if args.vault is None and module != "windows":  # the window asks which one
            args.vault = str(import_module("livecoach.paths").default_vault())
        status = getattr(import_module(f"livecoach.commands.{module}"), name)(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _failed("Stopped; nothing more was done.")
    except BrokenPipeError:  # whoever reads our output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _failed(_sentence(error))
    return status or 0


def _failed(words: str) -> int:
    print(f"livecoach: {words}", file=sys.stderr)
    return FAILED


def _sentence(error: Exception) -> str:
    """Return what to tell about an error: its own sentence, where it was written to be read."""
    from livecoach.commands.refusal import Refusal
    from livecoach.core.board import BadBoard
    from livecoach.core.sentence import one_line
    from livecoach.exchange.table import BadFile
    from livecoach.report.writers.own_template import BadTemplate
    from livecoach.store.reading import NotThere
    from livecoach.store.trouble import VaultError

    if isinstance(error, Refusal | BadBoard | BadFile | BadTemplate | NotThere | VaultError):
        return one_line(str(error))
    if isinstance(error, OSError) and error.strerror:
        about = f"{error.filename}: " if error.filename else ""
        return one_line(f"{about}{error.strerror}. Nothing was changed there.")
    if isinstance(error, MemoryError):
        return "There is not enough memory for this; close other programs and try again."
    return (
        f"This did not work, by a fault of Livecoach's own ({type(error).__name__}). "
        "“livecoach doctor” says what it stands on."
    )


WHOM = "coach, group, supervision, sponsor or person:POST"


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="livecoach",
        description="Notice the language, the messages and the voices not heard, with your eyes "
        "on the room. Without a command, the window opens.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"Livecoach {__version__}")
    top.add_argument("--vault", metavar="DIR", help="the vault to open")
    top.set_defaults(does="windows:window")
    commands = top.add_subparsers(metavar="COMMAND", title="commands")

    demo = _add(commands, "demo", "windows:demo", "see the example in a throw-away vault")
    demo.add_argument("--out", metavar="FILE", help="no screen: write its record, .csv or .json")
    demo.add_argument("--pictures", metavar="DIR", help="no screen: paint every window to PNG")

    _add_vault(commands)

    bring = _add(commands, "import", "sessions:bring_in", "read a session in from CSV or JSON")
    bring.add_argument("file", metavar="FILE", help="a tag log (CSV), or a record (JSON)")
    _takes_vault(bring)
    bring.add_argument("--title", metavar="T", help="what the meeting was")
    bring.add_argument("--date", metavar="ISO", help="when it was: 2026-03-04T14:00+00:00")
    bring.add_argument(
        "--kind", choices=("one_to_one", "team", "live", "pair"), help="live, if not given"
    )
    bring.add_argument("--seats", metavar="FILE", help="CSV: seat,organisation,role_kind")
    bring.add_argument(
        "--checkout", metavar="FILE", help="CSV: seat,heard_0_10,learned_something_new"
    )
    bring.add_argument("--length", metavar="MM:SS", help="how long it was; else to the last row")
    bring.add_argument("--board", metavar="B", help="the board it was tagged with")
    bring.add_argument(
        "--new-tags", action="store_true", help="take in tags and lenses the board does not have"
    )

    sessions = _add(commands, "sessions", "sessions:list_all", "list the sessions in a vault")
    _takes_vault(sessions)
    sessions.add_argument("--json", action="store_true", help="as JSON")

    export = _add(commands, "export", "sessions:write_out", "write a session as CSV or JSON")
    export.add_argument(
        "session", metavar="SESSION", help="its id, or the beginning of it; “all” for xlsx, parquet"
    )
    _takes_vault(export)
    export.add_argument("--format", choices=("csv", "json", "xlsx", "parquet"), required=True)
    export.add_argument(
        "--out", metavar="FILE", required=True, help="the file to write; a folder for parquet"
    )
    export.add_argument("--for", dest="for_", metavar="WHOM", help=f"{WHOM}; coach, if not given")

    measures = _add(commands, "measures", "measures:show", "say what a session shows, in numbers")
    measures.add_argument("session", metavar="SESSION", help="its id, or the beginning of it")
    _takes_vault(measures)
    measures.add_argument("--json", action="store_true", help="as JSON, every measure")

    _add_summary(commands)
    _add_programme(commands)
    _add_person(commands)
    _add_retention(commands)

    doctor = _add(commands, "doctor", "checks:doctor", "say what Livecoach stands on here")
    doctor.add_argument("--vault", metavar="DIR", default=argparse.SUPPRESS)
    return top


def _add_summary(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    summary = _add(
        commands, "summary", "summary:summary", "write a session's summary for one audience"
    )
    summary.add_argument("session", metavar="SESSION", help="its id, or the beginning of it")
    _takes_vault(summary)
    summary.add_argument("--for", dest="for_", metavar="WHOM", required=True, help=WHOM)
    summary.add_argument("--format", choices=("docx", "pdf", "html", "md"), required=True)
    summary.add_argument("--out", metavar="FILE", required=True, help="the file to write")
    summary.add_argument("--template", metavar="DOCX", help="your own Word file, for its styles")


def _add_programme(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    whole = _add(commands, "programme", "programme:programme", "say what the programme shows")
    pairs = _add(commands, "pairs", "programme:pairs", "list pairs, rounds, and what comes next")
    for command in (whole, pairs):
        _takes_vault(command)
        command.add_argument("--json", action="store_true", help="as JSON")
    check_out = _add(
        commands, "checkout", "programme:check_out", "take in a session's check-out from CSV"
    )
    check_out.add_argument("session", metavar="SESSION", help="its id, or the beginning of it")
    check_out.add_argument("--import", dest="import_", metavar="FILE", required=True,
                           help="CSV: seat,heard_0_10,learned_something_new")  # fmt: skip
    plan = _add(commands, "plan", "programme:plan", "plan a session from a calendar invite")
    plan.add_argument("--import", dest="import_", metavar="FILE.ics", required=True,
                      help="the invite")  # fmt: skip
    plan.add_argument("--kind", choices=("one_to_one", "team", "live", "pair"), default="live")
    for command in (check_out, plan):
        _takes_vault(command)


def _add_person(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    person = _add(
        commands, "person", "person:person", "export what is held about a person, or erase them"
    )
    person.add_argument("post", metavar="POST", help="the post's title, or its id")
    _takes_vault(person)
    act = person.add_mutually_exclusive_group(required=True)
    act.add_argument("--export", metavar="DIR2", help="write it there as JSON and PDF")
    act.add_argument("--erase", action="store_true", help="take them out, from the backups too")
    person.add_argument(
        "--way", choices=("delete", "unlink"),
        help="with --erase: delete the rows (if not given), or keep the counts without the names",
    )  # fmt: skip


def _add_retention(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    says = "say how long records are kept and what is due"
    kept = _add(commands, "retention", "retention:retention", says)
    _takes_vault(kept)
    kept.add_argument("--due", action="store_true", help="only what is due now")
    kept.add_argument("--json", action="store_true", help="as JSON")
    kept.add_argument(
        "--purge", action="store_true", help="delete what is due, after a preview and a typed word"
    )
    kept.add_argument(
        "--certificate", metavar="FILE", help="with --purge: its certificate, .pdf, .docx or .md"
    )


def _add_vault(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    vault = commands.add_parser("vault", help="make, check, back up, restore or re-key a vault")
    acts = vault.add_subparsers(metavar="ACT", title="acts", required=True)
    new = _add(acts, "new", "vaults:new", "make an empty vault and print its recovery key")
    check = _add(acts, "check", "vaults:check", "read a vault through and say how it stands")
    check.add_argument("--json", action="store_true", help="as JSON")
    backup = _add(acts, "backup", "vaults:back_up", "write one checked, encrypted file of a vault")
    restore = _add(acts, "restore", "vaults:restore", "put a backup's vault into a new folder")
    change = _add(acts, "passphrase", "vaults:change_passphrase", "change a vault's passphrase")
    restore.add_argument("file", metavar="FILE", help="the backup")
    for act in (new, check, backup, restore, change):
        act.add_argument("folder", metavar="DIR", help="the vault's folder")
    backup.add_argument("file", metavar="FILE", help="the file to write")
    for act in (new, check, backup, restore, change):
        _takes_passphrase(act)
    change.add_argument(
        "--new-passphrase-file", metavar="FILE", help="a file that holds the new passphrase"
    )


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, does: str, says: str
) -> argparse.ArgumentParser:
    made = commands.add_parser(
        name, help=says, description=says[0].upper() + says[1:] + ".", allow_abbrev=False
    )
    made.set_defaults(does=does)
    return made


def _takes_vault(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--vault", metavar="DIR", default=argparse.SUPPRESS, help="the vault; else the usual one"
    )
    _takes_passphrase(command)


def _takes_passphrase(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="a file that holds the passphrase; else LIVECOACH_PASSPHRASE_FILE names one, "
        "or you are asked",
    )
