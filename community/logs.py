"""Structured logs: one JSON object a line on standard error, naming no person and no words.

A line holds only what this module puts there. Texts that other libraries compose may hold what
people typed, so only their templates are kept, never the values filled in; of an exception, its
class and where it happened, never its message.
"""

import json
import logging
import re
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

CODE = f"{Path(__file__).parents[1]}/"
PACKAGES = re.compile(r"^.*/(?:site-packages|lib/python[\d.]+)/")
DEEPEST = 40
GetResponse = Callable[[HttpRequest], HttpResponse]

request_id: ContextVar[str] = ContextVar("request_id", default="-")
log = logging.getLogger("community.requests")


def configuration(level: str) -> dict[str, Any]:
    """For `LOGGING`, and for gunicorn. Django's own line for a failed request would be a second."""
    quiet = {"handlers": ["nowhere"], "propagate": False}
    warnings = {"handlers": ["lines"], "propagate": False, "level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "community.logs.Lines"}},
        "handlers": {
            "lines": {"class": "logging.StreamHandler", "formatter": "lines"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": "INFO"},
            "django.request": quiet,
            "gunicorn.error": warnings,
            "gunicorn.access": quiet,
            "procrastinate": {"level": "WARNING"},
        },
    }


class Lines(logging.Formatter):
    """One record, one line: JSON escapes every control character."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": request_id.get(),
            "event": _event(record),
        }
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= failure(record.exc_info[1])
        return json.dumps(line)


def _event(record: logging.LogRecord) -> str:
    """A template with its gaps unfilled; without gaps it may be composed, so where it came from."""
    if record.args or record.name.startswith("community."):
        return str(record.msg)
    return f"{record.module}.{record.funcName}:{record.lineno}"


def failure(error: BaseException) -> dict[str, Any]:
    """The classes of an exception and of what caused it, and the way there."""
    classes, cause = [_class_of(error)], error.__cause__ or error.__context__
    while cause is not None and len(classes) < DEEPEST:
        classes.append(_class_of(cause))
        cause = cause.__cause__ or cause.__context__
    return {"exception": classes[0], "causes": classes[1:], "frames": _frames(error.__traceback__)}


def _class_of(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{_short(frame.filename)}:{frame.lineno}:{frame.name}" for frame in frames]


def _short(path: str) -> str:
    return PACKAGES.sub("", path).removeprefix(CODE)


def log_requests(get_response: GetResponse) -> GetResponse:
    """Give every request a number, and write one line about it: its route, never its address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number = uuid.uuid4().hex
        token = request_id.set(number)
        started = time.monotonic()
        try:
            response = get_response(request)
            _write(request, response, time.monotonic() - started)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = number
        return response

    return middleware


def notice_failures(get_response: GetResponse) -> GetResponse:
    """Innermost, so that it sees what went wrong before another answers with a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> None:
        _remember(exception, request)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _write(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    facts: dict[str, Any] = {
        "method": request.method if request.method in METHODS else "other",
        "route": match.route if match else None,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000),
    }
    level = logging.INFO
    if response.status_code >= 500:
        level = logging.ERROR
        facts |= getattr(request, "failure", {})
    log.log(level, "request", extra={"facts": facts})


METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


def _remember(error: BaseException, request: HttpRequest) -> None:
    request.failure = failure(error)  # type: ignore[attr-defined]


def remember_unhandled(request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Django tells of an exception that no page answered, wherever it was raised."""
    error = sys.exc_info()[1]
    if request is not None and error is not None:
        _remember(error, request)


got_request_exception.connect(remember_unhandled)
