"""Passwords as argon2id. Each hash takes 64 MiB and some hundred milliseconds: never in the event loop,
and few at once, so that a flood of guesses cannot take the machine's memory.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

MOST_AT_ONCE = 2
_hasher = PasswordHasher()
_threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="argon2")
# Compared with where there is no account or no password, so that the answer takes as long.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


async def hash_password(password: str) -> str:
    """The hash to store, its parameters and salt inside."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


async def is_password(stored: str | None, password: str) -> bool:
    """Whether it is the password; `None` (no account, or one without) takes as long and is never so."""
    right = await asyncio.get_running_loop().run_in_executor(_threads, _verify, stored or _NOBODY, password)
    return right and stored is not None


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
