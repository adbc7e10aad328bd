"""Cursors are opaque to clients, so that the sort key may change without breaking them."""

import base64
import binascii
import uuid

from app.http.problem import HttpProblem


def format_cursor(last: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(str(last).encode()).decode().rstrip("=")


def parse_cursor(cursor: str) -> uuid.UUID:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return uuid.UUID(base64.urlsafe_b64decode(padded).decode())
    except (binascii.Error, ValueError):
        raise HttpProblem(400, "The cursor is not one that this API handed out.") from None
