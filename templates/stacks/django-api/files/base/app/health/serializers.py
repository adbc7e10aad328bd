"""What the probes' answers look like."""

from typing import Any

from rest_framework import serializers


class LivenessSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["ok"])


class ReadinessSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["ok", "stopping", "failed"])
    checks = serializers.DictField(child=serializers.ChoiceField(choices=["ok", "failed"]))
