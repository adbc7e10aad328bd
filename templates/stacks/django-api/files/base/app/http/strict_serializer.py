"""Serializers that refuse what they do not know, instead of ignoring it."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (
            unknown := sorted(set(map(str, data)) - set(self.fields))
        ):
            raise serializers.ValidationError(
                dict.fromkeys(unknown, "There is no such property."), code="unknown"
            )
        return super().to_internal_value(data)
