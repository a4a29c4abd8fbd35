"""Make the vault's data key, and lock it up under a passphrase and under a recovery key."""

from __future__ import annotations

import hashlib
import os
import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from livecoach.store.trouble import BadRecoveryKey, WeakPassphrase, WrongPassphrase

KEY_BYTES = 48  # SQLCipher's raw key: 32 bytes of key and 16 of salt
SHORTEST_PASSPHRASE = 8
GROUPS = 8
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U, which are misread
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at the passphrase costs under Argon2id (RFC 9106)."""

    iterations: int = 3
    memory_kib: int = 256 * 1024
    lanes: int = 2

    def within_bounds(self) -> bool:
        """Tell whether a computer can be asked to pay it; a header is not to be trusted."""
        return (
            1 <= self.iterations <= 32
            and 8 * self.lanes <= self.memory_kib <= 2 * 1024 * 1024
            and 1 <= self.lanes <= 16
        )


STANDARD = Cost()
SMALL_MEMORY = Cost(memory_kib=64 * 1024)


@dataclass(frozen=True, slots=True)
class Wrap:
    """The data key locked up by AES-256-GCM, bound to one vault and one way in."""

    nonce: bytes
    sealed: bytes


def new_key() -> bytes:
    """Return a fresh random data key."""
    return secrets.token_bytes(KEY_BYTES)


def affordable_cost() -> Cost:
    """Return the standard cost, or the smaller one where little memory is free."""
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # not told on Windows and macOS
        return STANDARD
    return STANDARD if free > 1 << 30 else SMALL_MEMORY


def check_passphrase(passphrase: str) -> None:
    """Raise WeakPassphrase where one is too short to protect a vault."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise WeakPassphrase(
            f"The passphrase needs at least {SHORTEST_PASSPHRASE} characters; "
            "three random words make a good one."
        )


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key a passphrase gives; accents typed in either form give the same one."""
    text = unicodedata.normalize("NFKC", passphrase).encode("utf-8")
    return Argon2id(
        salt=salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(text)


def wrap(key: bytes, by: bytes, vault_id: str, way: str) -> Wrap:
    """Lock the data key up; ``way`` is "passphrase" or "recovery"."""
    nonce = secrets.token_bytes(12)
    return Wrap(nonce, AESGCM(by).encrypt(nonce, key, _bound_to(vault_id, way)))


def unwrap(sealed: Wrap, by: bytes, vault_id: str, way: str) -> bytes:
    """Return the data key. Raise WrongPassphrase where ``by`` does not open it."""
    try:
        return AESGCM(by).decrypt(sealed.nonce, sealed.sealed, _bound_to(vault_id, way))
    except InvalidTag:
        raise WrongPassphrase(
            f"That {'passphrase' if way == 'passphrase' else 'recovery key'} does not open this "
            "vault. Check the keyboard's language and Caps Lock, and type it again."
        ) from None


def _bound_to(vault_id: str, way: str) -> bytes:
    return f"livecoach vault 1|{vault_id}|{way}".encode()


def new_recovery_key() -> bytes:
    """Return a fresh random recovery key of 256 bits."""
    return secrets.token_bytes(32)


def recovery_text(key: bytes) -> str:
    """Return a recovery key as eight groups of eight, each with its own check."""
    groups = []
    for number in range(GROUPS):
        part = key[4 * number : 4 * number + 4]
        bits = int.from_bytes(part + _check(number, part), "big")
        groups.append("".join(_LETTERS[bits >> shift & 31] for shift in range(35, -1, -5)))
    return "-".join(groups)


def recovery_key(text: str) -> bytes:
    """Return the recovery key that was typed. Raise BadRecoveryKey with the group that is wrong."""
    typed = "".join(ch for ch in text.upper() if ch.isalnum()).translate(_MISREAD)
    if len(typed) != GROUPS * 8:
        raise BadRecoveryKey(
            f"A recovery key has {GROUPS} groups of 8 letters and digits; "
            f"{len(typed)} of {GROUPS * 8} were typed."
        )
    key = b""
    for number in range(GROUPS):
        group = typed[8 * number : 8 * number + 8]
        bits = 0
        for letter in group:
            if letter not in _LETTERS:
                raise BadRecoveryKey(f"Group {number + 1} of the recovery key holds {letter!r}.")
            bits = bits << 5 | _LETTERS.index(letter)
        whole = bits.to_bytes(5, "big")
        if _check(number, whole[:4]) != whole[4:]:
            raise BadRecoveryKey(f"Group {number + 1} of the recovery key is mistyped.")
        key += whole[:4]
    return key


def _check(number: int, part: bytes) -> bytes:
    return hashlib.sha256(bytes([number]) + part).digest()[:1]
