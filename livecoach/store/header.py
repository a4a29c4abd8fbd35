"""Keep the vault's locked-up keys in a small file beside it, and in every backup."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livecoach.store import durable
from livecoach.store.keys import Cost, Wrap
from livecoach.store.trouble import RECORD, VaultDamaged, VaultMissing, VaultTooNew, unreadable

NAME = "vault.json"
FORMAT = 1
LARGEST = 16 * 1024


@dataclass(frozen=True, slots=True)
class KeyringWrap:
    """The data key locked up under a secret that a keyring holds, by the entry's random name."""

    entry: str
    wrap: Wrap


@dataclass(frozen=True, slots=True)
class Header:
    """
    Which vault it is, what a guess costs, and the ways in. It holds no secret in clear.

    Passphrase and recovery key always open it; the keyring of one computer where that was chosen.
    """

    vault_id: str
    cost: Cost
    salt: bytes
    by_passphrase: Wrap
    by_recovery: Wrap
    by_keyring: KeyringWrap | None = None


def for_backup(header: Header) -> Header:
    """Return the header as a backup carries it: no backup depends on a computer's keyring."""
    return dataclasses.replace(header, by_keyring=None)


def as_bytes(header: Header) -> bytes:
    """Return the header as the JSON document that stands in ``vault.json``."""
    document: dict[str, Any] = {
        "format": "livecoach vault",
        "version": FORMAT,
        "vault_id": header.vault_id,
        "argon2id": {**dataclasses.asdict(header.cost), "salt": header.salt.hex()},
        "by_passphrase": _wrap_as_dict(header.by_passphrase),
        "by_recovery": _wrap_as_dict(header.by_recovery),
    }
    if header.by_keyring is not None:
        held = header.by_keyring
        document["by_keyring"] = {"entry": held.entry, **_wrap_as_dict(held.wrap)}
    document["sum"] = _sum(document)
    return (json.dumps(document, indent=1) + "\n").encode("ascii")


def from_bytes(content: bytes, where: str) -> Header:
    """Return the header that ``as_bytes`` wrote. Raise VaultDamaged or VaultTooNew."""
    damaged = VaultDamaged(
        f"The key file {where} cannot be read. Take the one from a backup of this vault."
    )
    try:
        document = json.loads(content[: LARGEST + 1].decode("utf-8"))
        if document["format"] != "livecoach vault":
            raise damaged
        if document["version"] > FORMAT:
            raise VaultTooNew(
                f"{where} was written by a newer Livecoach. Open it with that version."
            )
        if document.pop("sum") != _sum(document):
            raise damaged  # so that a fault of the disk is not taken for a wrong passphrase
        stretch = document["argon2id"]
        header = Header(
            vault_id=_text(document["vault_id"]),
            cost=Cost(*(_number(stretch[f.name]) for f in dataclasses.fields(Cost))),
            salt=bytes.fromhex(stretch["salt"]),
            by_passphrase=_wrap_from_dict(document["by_passphrase"]),
            by_recovery=_wrap_from_dict(document["by_recovery"]),
            by_keyring=_keyring_from(document.get("by_keyring")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged from None
    if not header.cost.within_bounds() or len(header.salt) < 16:
        raise damaged
    return header


def read(folder: Path) -> Header:
    """Return the header of the vault in a folder. Raise VaultMissing or VaultDamaged."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise VaultMissing(_without_keys(folder)) from None
    except OSError as error:
        raise VaultDamaged(
            f"The key file {path} cannot be read: {unreadable(error)}. Every backup holds the keys."
        ) from None
    return from_bytes(content, str(path))


def _without_keys(folder: Path) -> str:
    if (folder / RECORD).exists():
        return f"{folder} holds a record but not its key file, {NAME}. Every backup holds the keys."
    return f"There is no vault in {folder}."


def write(folder: Path, header: Header) -> None:
    """Write the header at once, for the owner alone."""
    durable.write_whole(folder / NAME, as_bytes(header))


def _sum(document: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode("ascii")).hexdigest()


def _wrap_as_dict(wrap: Wrap) -> dict[str, str]:
    return {"nonce": wrap.nonce.hex(), "sealed": wrap.sealed.hex()}


def _wrap_from_dict(values: dict[str, str]) -> Wrap:
    wrap = Wrap(bytes.fromhex(values["nonce"]), bytes.fromhex(values["sealed"]))
    if len(wrap.nonce) != 12 or len(wrap.sealed) != 64:
        raise ValueError("a wrap of another size")
    return wrap


def _keyring_from(values: dict[str, str] | None) -> KeyringWrap | None:
    if values is None:
        return None
    return KeyringWrap(_text(values["entry"]), _wrap_from_dict(values))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 64:
        raise ValueError("not an identifier")
    return value


def _number(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value
