"""Run-time configuration for front ends: one build of theirs serves every environment."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class FeaturesSerializer(serializers.Serializer[Any]):
    wordCount = serializers.BooleanField(source="word_count")  # noqa: N815 - its name in JSON


class UiSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    notesPerPage = serializers.IntegerField(source="notes_per_page")  # noqa: N815


class FrontEndConfigSerializer(serializers.Serializer[Any]):
    features = FeaturesSerializer(source="*")
    ui = UiSerializer(source="*")


class FrontEndConfigView(APIView):
    @extend_schema(tags=["config"], responses={200: FrontEndConfigSerializer})
    def get(self, request: Request) -> Response:
        body = FrontEndConfigSerializer(settings.CONFIG.front_end).data
        return Response(body, headers={"Cache-Control": "no-cache"})
