"""UUID version 7 (RFC 9562, 5.7): ordered by time, so that it serves as the page cursor too."""

import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """48 bits of milliseconds, 12 of the fraction below them, 62 at random."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)
