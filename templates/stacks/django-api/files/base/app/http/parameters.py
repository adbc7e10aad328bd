"""What comes in an address."""

import uuid
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from app.http.problem import HttpProblem


def parse_id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise HttpProblem(400, "The id is no UUID.") from None


def parse_query(schema: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """Query parameters by a serializer; its problems point to #/query and not to a body."""
    query = schema(data=request.query_params.dict())
    if not query.is_valid():
        name = next(iter(query.errors))
        raise HttpProblem(400, f"The query parameter {name} is not valid: {query.errors[name][0]}")
    valid: dict[str, Any] = query.validated_data
    return valid
