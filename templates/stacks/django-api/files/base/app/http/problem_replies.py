"""Answers every error and every unknown address with problem details."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.exceptions import PermissionDenied as RestPermissionDenied
from rest_framework.response import Response
from rest_framework.views import set_rollback

from app.http.field_errors import field_errors
from app.http.problem import CONTENT_TYPE, Problem, problem

logger = logging.getLogger(__name__)
_INTERNAL = 500
NOWHERE = "There is nothing at this address."


def reply_to_exception(error: Exception, context: dict[str, Any]) -> Response:
    """For views of Django REST framework. What went wrong inside is for the log alone."""
    set_rollback()
    path: str = context["request"].path
    known = _known(error)
    if known is None:
        logger.error("request failed", exc_info=error)
        return _reply(problem(500, path))
    headers = {}
    if auth_header := getattr(known, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    if wait := getattr(known, "wait", None):
        headers["Retry-After"] = str(int(wait))
    if isinstance(known, ValidationError):
        errors = field_errors(known.get_full_details())
        return _reply(problem(400, path, "The request is not valid.", errors), headers)
    detail = None if known.status_code >= _INTERNAL else str(known.detail)
    return _reply(problem(known.status_code, path, detail), headers)


def _known(error: Exception) -> APIException | None:
    if isinstance(error, Http404):
        return NotFound(NOWHERE)
    if isinstance(error, PermissionDenied):
        return RestPermissionDenied()
    return error if isinstance(error, APIException) else None


def _reply(body: Problem, headers: dict[str, str] | None = None) -> Response:
    return Response(body, body["status"], headers=headers, content_type=CONTENT_TYPE)


def _json(request: HttpRequest, status: int, detail: str | None = None) -> JsonResponse:
    body = problem(status, request.path, detail)
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _json(request, 400, "The request is not valid.")


def forbidden(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _json(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    return _json(request, 404, NOWHERE)


def unknown_address(request: HttpRequest) -> JsonResponse:
    """The last of all addresses: with DEBUG, Django would answer with a page for people."""
    return not_found(request, Http404())


def server_error(request: HttpRequest) -> JsonResponse:
    return _json(request, 500)
