"""Facilitators, organisers and administrators use nothing of theirs before they have a second factor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from community.http import see_other
from members import policies

GetResponse = Callable[[HttpRequest], HttpResponse]
ALWAYS_OPEN = ("/accounts/", "/static/", "/healthz", "/readyz")


def require_second_factor(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        is_open = request.path.startswith(ALWAYS_OPEN)
        if not is_open and policies.lacks_second_factor(request.user):
            return see_other("mfa_index")
        return get_response(request)

    return middleware
