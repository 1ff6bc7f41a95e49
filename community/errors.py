"""Error pages in the site's design. The 500 page needs no database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_REFERER
from django.shortcuts import render
from django.template.loader import render_to_string

from community.http import TooMuch, typed_fields, typed_words

ELSEWHERE = tuple(
    reason.partition("%s")[0]
    for reason in (REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_REFERER)
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was typed is handed back: a role may have gone between a form and its sending."""
    return render(request, "errors/403.html", {"words": typed_words(request)}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing typed is lost: a form of ours whose token has aged can be sent again from the answer."""
    ours = not reason.startswith(ELSEWHERE) and not request.path.startswith("/accounts/")
    context = {"typed": typed_fields(request) if ours else [], "expired": True}
    return render(request, "errors/403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same bytes for what does not exist and for what this viewer may not read."""
    return render(request, "errors/404.html", {"words": typed_words(request)}, status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/429.html", {"words": typed_words(request)}, status=429)


def too_much(request: HttpRequest, exception: TooMuch) -> HttpResponse:
    """What one member sends is bounded; what was typed can be sent again from the answer."""
    typed = typed_fields(request) if request.method == "POST" else []
    context = {"typed": typed, "sentence": exception.sentence}
    response = render(request, "errors/429.html", context, status=429)
    response["Retry-After"] = str(exception.seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that went before the page was reached is no fault of ours."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return HttpResponseServerError(
        render_to_string("errors/500.html", {"words": typed_words(request)})
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        render_to_string("errors/503.html", {"words": typed_words(request)}),
        status=503,
        headers={"Retry-After": "10"},
    )
