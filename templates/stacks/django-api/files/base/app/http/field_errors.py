"""Validation errors of Django REST framework as JSON pointers into the request."""

from collections.abc import Iterator
from typing import Any

from app.http.problem import FieldError

# These are about the object that has a property, or lacks it, and not about the property's value.
_OF_THE_OBJECT = frozenset({"required", "unknown"})


def field_errors(details: Any, pointer: str = "#/body") -> list[FieldError]:
    """`details` as `ValidationError.get_full_details()` gives them."""
    return list(_walk(details, pointer, ""))


def _walk(details: Any, pointer: str, name: str) -> Iterator[FieldError]:
    if isinstance(details, list):
        for item in details:
            yield from _walk(item, pointer, name)
    elif set(details) == {"message", "code"}:
        if details["code"] in _OF_THE_OBJECT and name:
            yield FieldError(pointer=pointer, detail=f"{name}: {details['message']}")
        else:
            yield FieldError(
                pointer=f"{pointer}/{name}" if name else pointer, detail=details["message"]
            )
    else:
        parent = f"{pointer}/{name}" if name else pointer
        for key, value in details.items():
            yield from _walk(value, parent, "" if key == "non_field_errors" else str(key))
