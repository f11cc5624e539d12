"""Passwords as slow hashes, by Argon2id."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# What RFC 9106 advises for machines with little memory, by one thread: whoever signs in must not take the others'.
_MEMORY_KIB, _ROUNDS, _THREADS = 64 * 1024, 3, 1

# Of a password that nobody knows.
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=1$scAJsaWM5GmiEqRzLlKl8Q$d1YOfrVfX8AS2X+NOQwP+nBfVEC92RSc/f2FJEU7mzk"


class Argon2Passwords:
    """Passwords whose hashes take 64 MiB and some tenths of a second to make and to check."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=_ROUNDS, memory_cost=_MEMORY_KIB, parallelism=_THREADS)

    def hashed(self, password: str) -> str:
        """See Passwords."""
        return self._hasher.hash(_typed(password))

    def matches(self, kept: str | None, password: str) -> bool:
        """See Passwords."""
        try:
            return self._hasher.verify(kept or _NOBODYS, _typed(password))
        except (VerificationError, InvalidHashError):
            return False


def _typed(password: str) -> bytes:
    """The same bytes from every keyboard."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
