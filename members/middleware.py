"""Facilitators, organisers and administrators use nothing of theirs before they have a second factor."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from community.http import see_other

GetResponse = Callable[[HttpRequest], HttpResponse]


def require_second_factor(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        if lacks_second_factor(request) and not request.path.startswith(("/accounts/", "/static/")):
            return see_other("mfa_activate_totp")
        return get_response(request)

    return middleware


def lacks_second_factor(request: HttpRequest) -> bool:
    member = request.user
    if not settings.SECOND_FACTOR_REQUIRED or member.is_anonymous or not member.needs_second_factor:
        return False
    return not Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).exists()
