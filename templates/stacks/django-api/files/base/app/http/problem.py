"""Problem details of RFC 9457, with the validation errors as an extension member."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import NotRequired, TypedDict

from rest_framework.exceptions import APIException

CONTENT_TYPE = "application/problem+json"


class FieldError(TypedDict):
    pointer: str
    detail: str


class Problem(TypedDict):
    type: str
    title: str
    status: int
    instance: str
    detail: NotRequired[str]
    errors: NotRequired[list[FieldError]]


class HttpProblem(APIException):
    """Raised by views; its text is meant for the client."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status_code = status


def problem(
    status: int,
    instance: str,
    detail: str | None = None,
    errors: Sequence[FieldError] | None = None,
) -> Problem:
    """`instance` is a path without its query, which may hold what nobody should repeat."""
    made = Problem(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, instance=instance
    )
    if detail is not None:
        made["detail"] = detail
    if errors is not None:
        made["errors"] = list(errors)
    return made
