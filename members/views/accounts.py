"""What every page of signing up and in has in common."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def answered(view: View) -> View:
    """A change is answered 303; nothing of it is kept by any cache; signing out empties them."""

    @wraps(view)
    def answering(request: HttpRequest, **named: Any) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = view(request, **named)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            response.status_code = HTTPStatus.SEE_OTHER
        response["Cache-Control"] = "private, no-store"
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache"'
        return response

    return answering
