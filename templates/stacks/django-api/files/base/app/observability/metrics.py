"""Measurements in Prometheus' text format."""

from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from app.observability.multiprocess import folder

_duration = Histogram(
    "http_request_duration_seconds",
    "Duration of HTTP requests in seconds",
    # The pattern, never the URL: every id would be a time series of its own.
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe(method: str, route: str, status: int, seconds: float) -> None:
    known = method if method in _METHODS else "other"
    _duration.labels(known, route, str(status)).observe(seconds)


def metrics(request: HttpRequest) -> HttpResponse:
    """Of all processes of the server together."""
    registry = REGISTRY
    if folder():
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
