"""One log line and one measurement for each request."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from app.http.problem_replies import unknown_address
from app.observability.logs import request_id
from app.observability.metrics import observe

logger = logging.getLogger(__name__)

# What probes and scrapers ask every few seconds would drown the log.
_POLLED = re.compile(r"^/(health/|metrics$)")
_USABLE_ID = re.compile(r"^[\w.-]{8,64}$", re.ASCII)


class RequestLogMiddleware:
    """Takes a request's id from its gateway where there is one, and answers with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("x-request-id", "")
        current = given if _USABLE_ID.match(given) else str(uuid.uuid4())
        token = request_id.set(current)
        start = time.perf_counter()
        try:
            response = self._get_response(request)
            self._record(request, response, time.perf_counter() - start)
        finally:
            request_id.reset(token)
        response["X-Request-Id"] = current
        return response

    def _record(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        match = request.resolver_match
        route = match.route if match and match.func is not unknown_address else "unmatched"
        observe(request.method or "", f"/{route}", response.status_code, seconds)
        if _POLLED.match(request.path):
            return
        fields = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "durationMs": round(seconds * 1000, 1),
        }
        logger.info("request completed", extra=fields)
