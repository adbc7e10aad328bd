"""What probes ask."""

from typing import Any, Literal

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from app.health.readiness import check
from app.health.serializers import LivenessSerializer, ReadinessSerializer
from app.health.stopping import is_stopping


class LiveView(APIView):
    """Whether the process runs. Asks no dependency: a restart does not repair a database."""

    @extend_schema(tags=["health"], responses={200: LivenessSerializer})
    def get(self, request: Request) -> Response:
        return Response({"status": "ok"})


class ReadyView(APIView):
    """Whether requests can be served."""

    @extend_schema(tags=["health"], responses={200: ReadinessSerializer, 503: ReadinessSerializer})
    def get(self, request: Request) -> Response:
        if is_stopping():
            return _answer("stopping", {})
        checks = check(settings.CONFIG.needed_to_serve)
        return _answer("ok" if set(checks.values()) == {"ok"} else "failed", checks)


def _answer(status: Literal["ok", "stopping", "failed"], checks: dict[str, Any]) -> Response:
    return Response({"status": status, "checks": checks}, 200 if status == "ok" else 503)
