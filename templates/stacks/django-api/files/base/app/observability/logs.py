"""JSON lines on stdout, each with the id of the request that it belongs to."""

import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


class LogFormatter(JsonFormatter):
    """The level's name in small letters and an ISO time, as the other services of a workspace."""

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        log_data["level"] = record.levelname.lower()
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(
            timespec="milliseconds"
        )
        log_data["logger"] = record.name
        if current := request_id.get():
            log_data["requestId"] = current
        super().add_fields(log_data, record, message_dict)
        log_data.pop("color_message", None)
        log_data["msg"] = log_data.pop("message", "")


def _is_unexpected(record: logging.LogRecord) -> bool:
    """Whether a view outside of REST framework raised what nobody caught."""
    return record.exc_info is not None


def log_settings(level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": LogFormatter}},
        "filters": {"unexpected": {"()": lambda: _is_unexpected}},
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "json",
            }
        },
        "root": {"handlers": ["stdout"], "level": level.upper()},
        "loggers": {
            # Django's own handler would print the same again, as text, in development.
            "django": {"handlers": [], "propagate": True},
            # Every request is logged once, by RequestLogMiddleware.
            "django.request": {"filters": ["unexpected"]},
            "django.server": {"handlers": [], "level": "CRITICAL", "propagate": True},
            "gunicorn.error": {"handlers": [], "propagate": True},
        },
    }
